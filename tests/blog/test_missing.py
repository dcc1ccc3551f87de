"""Notices about missing references; cards after a change of slug: blog/blocks/missing.py."""

import pytest

from blog import publishing
from blog.blocks import fill_feeds, fill_page
from blog.models import BlogSettings, Post
from tests.factories import draft_post, make_persona, published_post

pytestmark = pytest.mark.django_db


def rendered(post: Post) -> tuple[str, str]:
    stored = Post.objects.get(pk=post.pk)
    return str(fill_page(stored, BlogSettings())), fill_feeds([stored])[0]


def codes(body: str) -> list[str]:
    return [notice.code for notice in publishing.save(Post(title="題", slug="notices", body=body))]


@pytest.mark.parametrize(
    ("written", "fragment"),
    [
        ("/posts/first/", ""),
        ("/posts/first/#h-step", "#h-step"),
        ("/posts/first#h-a&b", "#h-a&amp;b"),
    ],
)
def test_a_card_follows_every_move_and_keeps_its_place(written: str, fragment: str) -> None:
    other = published_post(slug="first", title="移った記事")
    post = published_post(body=f":::card {written}\n:::")
    for slug in ("second", "third"):
        other.slug = slug
        publishing.save(other, fields=["slug"])
        for html in rendered(post):
            assert f'href="/posts/{slug}/{fragment}"' in html
            assert "移った記事" in html


def test_a_moved_post_that_is_hidden_has_no_card() -> None:
    other = draft_post(slug="first", title="秘密")
    other.slug = "second"
    publishing.save(other, fields=["slug"])
    post = published_post(body=":::card /posts/first/\n:::")
    assert not any("秘密" in html for html in rendered(post))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (":::card /posts/nothing/\n:::", "missing_card"),
        (":::ad 綴り間違い\n:::", "missing_ad"),
        (":::ふきだし 知らない人\nやあ。\n:::", "missing_speaker"),
    ],
)
def test_missing_references_give_a_notice(body: str, code: str) -> None:
    assert codes(body) == [code]


def test_existing_references_give_no_notice() -> None:
    published_post(slug="first")
    make_persona(key="fuku")
    assert codes(":::card /posts/first/#h-a\n:::\n\n:::balloon fuku\nやあ。\n:::") == []


def test_a_balloon_in_a_feed_is_escaped_once_and_has_no_readings() -> None:
    make_persona(key="fuku", name="A & B")
    body = ":::balloon fuku\n1 < 2 & <ruby>雨<rt>あめ</rt></ruby> {空|そら}\n:::"
    feed = rendered(published_post(body=body))[1]
    assert "A &amp; B「1 &lt; 2 &amp; 雨 空」" in feed

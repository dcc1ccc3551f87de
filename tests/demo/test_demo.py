"""The demo blog: loaded once, only into an unused blog, and complete."""

import re
from pathlib import Path

import pytest
from django.contrib.auth import authenticate

from accounts.models import User
from blog import publishing, rendering
from blog.models import Ad, Author, BlogSettings, Page, Persona, Post, ProfileLink
from comments.enums import State
from comments.models import Comment
from core.markdown.blocks import all_blocks
from demo import parser
from demo.drawing import covers, emblems
from mail.models import OutgoingMail
from tests.demo.conftest import everything, load

PUBLIC_POSTS = {
    "deepseek-shock",
    "quiet-blog-1",
    "quiet-blog-2",
    "quiet-blog-3",
    "japanese-markdown",
    "block-samples",
    "after-the-rain",
    "nagi-note",
    "slow-web",
}
PAGES = {"about", "privacy"}


@pytest.mark.usefixtures("demo", "db")
def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    before = everything()

    load(tmp_path)

    assert everything() == before


@pytest.mark.usefixtures("demo", "db")
def test_what_an_author_wrote_survives_a_second_load(tmp_path: Path) -> None:
    post = Post.objects.get(slug="deepseek-shock")
    post.title, post.body = "書きなおした題名", "書きなおした本文です。"
    publishing.save(post, fields=["title", "body"])
    Post.objects.get(slug="slow-web").delete()

    load(tmp_path)

    post.refresh_from_db()
    assert (post.title, post.body) == ("書きなおした題名", "書きなおした本文です。")
    assert not Post.objects.filter(slug="slow-web").exists()


# People
@pytest.mark.usefixtures("db")
def test_everybody_signs_in_with_the_one_password(demo: str) -> None:
    password = demo.split("Password: ")[1].strip()

    signed_in = {
        user.username: sorted(user.groups.values_list("name", flat=True))
        for user in User.objects.all()
        if authenticate(None, username=user.username, password=password) == user
    }

    assert signed_in == {
        "author": ["author"],
        "author2": ["author"],
        "editor": ["editor"],
        "moderator": ["moderator"],
        "reader": [],
    }
    assert not User.objects.filter(is_superuser=True).exists()


@pytest.mark.usefixtures("demo", "db")
def test_authors_are_linked_to_accounts_but_not_named_after_them() -> None:
    linked = {(a.slug, a.user.username) for a in Author.objects.select_related("user") if a.user}

    assert linked == {("ito", "author"), ("minamo", "author2"), ("tokei", "editor")}
    assert {p.key: (p.side, p.shape) for p in Persona.objects.all()} == {
        "ito": ("left", "speech"),
        "neko": ("right", "speech"),
        "mame": ("right", "thought"),
    }


@pytest.mark.usefixtures("demo", "db")
def test_profiles_and_ads_lead_to_example_addresses_only() -> None:
    addresses = [row.url for model in (ProfileLink, Ad) for row in model.objects.all()]

    assert addresses
    assert all(re.match(r"https://([a-z.]+\.example|example\.com)/", url) for url in addresses)


# Texts
@pytest.mark.usefixtures("demo", "db")
def test_every_text_has_the_expected_status() -> None:
    assert set(Post.objects.published().values_list("slug", flat=True)) == PUBLIC_POSTS
    assert set(Page.objects.published().values_list("slug", flat=True)) == PAGES
    hidden = Post.objects.exclude(slug__in=PUBLIC_POSTS).values_list("slug", "status")
    assert set(hidden) == {
        ("asking-ai", "scheduled"),
        ("bookcase-order", "draft"),
        ("editors-memo", "private"),
    }
    parts = Post.objects.filter(series__slug="quiet-blog").order_by("series_position")
    assert list(parts.values_list("slug", flat=True)) == [
        "quiet-blog-1",
        "quiet-blog-2",
        "quiet-blog-3",
    ]
    assert set(Post.objects.filter(is_advertising=True).values_list("slug", flat=True)) == {
        "nagi-note"
    }
    assert set(Post.objects.filter(language="en").values_list("slug", flat=True)) == {"slow-web"}


@pytest.mark.usefixtures("demo", "db")
def test_texts_look_written_in_their_own_time() -> None:
    assert set(Post.objects.filter(first_published_at=None).values_list("slug", flat=True)) == {
        "asking-ai",
        "bookcase-order",
        "editors-memo",
    }
    updated = {post.slug for post in Post.objects.published() if post.is_updated}
    assert updated == {"quiet-blog-3"}


@pytest.mark.usefixtures("demo", "db")
def test_rendering_gives_no_notices() -> None:
    blog_settings = BlogSettings.load()

    notices = {
        entry.slug: [
            str(notice.message)
            for notice in rendering.derive(entry, blog_settings=blog_settings).notices
        ]
        for entry in (*Post.objects.all(), *Page.objects.all())
    }

    assert {slug: texts for slug, texts in notices.items() if texts} == {}
    assert len(notices) == 14


@pytest.mark.usefixtures("demo", "db")
def test_every_row_passes_its_own_rules() -> None:
    for model in (Post, Page, Author, Persona, Ad, ProfileLink):
        for row in model._default_manager.all():
            row.full_clean()


def test_every_block_is_shown_in_a_public_text() -> None:
    bodies = "\n".join(
        text.body for text in (*parser.texts("posts"), *parser.texts("pages"))
        if "status" not in text.meta
    )  # fmt: skip
    called = {name.casefold() for name in re.findall(r"^[:：]{3,}[ 　]*([^\s{:：]+)", bodies, re.M)}

    missing = [
        block.name
        for block in all_blocks()
        if not called & {name.casefold() for name in (block.name, *block.aliases)}
    ]

    assert missing == []


@pytest.mark.parametrize(
    "written",
    [
        r"\{\w+\|\w+\}",
        r"｜\w+《\w+》",
        "《《",
        r"^※",
        r"\(\(",
        r"\[\^\w+\]:",
        r"^```\w+:\S+ \{",
        "^```diff",
        r"^\| :--",
        r"^- \[x\]",
        r"^: ",
        "~~",
        "<!--more-->",
        r"^> ",
    ],
)
def test_every_rule_of_the_markdown_is_shown(written: str) -> None:
    bodies = [text.body for text in parser.texts("posts") if "status" not in text.meta]

    assert any(re.search(written, body, re.M) for body in bodies)


def test_front_matter_is_required() -> None:
    with pytest.raises(ValueError, match="front matter"):
        parser.parse("本文\n+++\n+++\n")


# Comments
@pytest.mark.usefixtures("demo", "db")
def test_twelve_comments_are_in_threads_and_three_are_held() -> None:
    assert Comment.objects.count() == 12
    assert Comment.objects.filter(state=State.HELD).count() == 3
    assert Comment.objects.filter(state=State.APPROVED).count() == 9
    assert max(Comment.objects.values_list("level", flat=True)) == 3
    counts = Post.objects.filter(comment_count__gt=0).values_list("slug", "comment_count")
    assert set(counts) == {("deepseek-shock", 6), ("quiet-blog-3", 2), ("after-the-rain", 1)}


@pytest.mark.usefixtures("demo", "db")
def test_comments_are_later_than_their_posts_and_send_no_mail() -> None:
    for comment in Comment.objects.all():
        post = Post.objects.get(pk=comment.object_pk)
        assert post.published_at is not None
        assert comment.submit_date > post.published_at
    assert not OutgoingMail.objects.exists()


# Pictures
def test_pictures_are_the_same_wherever_they_are_drawn() -> None:
    assert covers.draw("petals").tobytes() == covers.draw("petals").tobytes()
    assert emblems.draw("neko").tobytes() == emblems.draw("neko").tobytes()

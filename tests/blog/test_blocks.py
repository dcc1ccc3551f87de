"""Blocks that borrow from other rows show those rows as they are now: blog/blocks/."""

from typing import Any

import pytest
from lxml import html as lxml_html

from blog import publishing
from blog.blocks import fill_feeds, fill_page
from blog.enums import AdPosition
from blog.models import Ad, Post
from core.models import SiteSettings
from tests.factories import draft_post, make_persona, published_page, published_post

pytestmark = pytest.mark.django_db


def page(post: Any, **settings: Any) -> Any:
    """The filled body of `post` as a tree."""
    return lxml_html.fragment_fromstring(f"<div>{fill_page(post, SiteSettings(**settings))}</div>")


def fill_feed(post: Any, site: SiteSettings) -> str:
    """The body of one post for feed readers."""
    return fill_feeds([post])[0]


def text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def make_ad(name: str, **fields: Any) -> Ad:
    return Ad.objects.create(name=name, text=f"広告{name}", url="https://example.com/", **fields)


# Cards
def test_a_card_shows_the_other_post_and_follows_its_new_title() -> None:
    other = published_post(slug="other", title="最初の題")
    post = published_post(body=":::card /posts/other/\n:::")
    assert "最初の題" in text_of(page(post))
    other.title = "改めた題"
    publishing.save(other)
    assert "改めた題" in text_of(page(post))


@pytest.mark.parametrize("fill", [fill_page, fill_feed])
def test_a_card_of_a_post_that_is_not_public_says_nothing_of_it(fill: Any) -> None:
    draft_post(slug="secret", title="秘密の題名", excerpt="秘密の抜粋")
    post = published_post(body="前\n\n:::card /posts/secret/\n:::\n\n後")
    shown = fill(post, SiteSettings())
    assert "秘密" not in shown
    assert "secret" not in shown


# Balloons
def test_a_balloon_takes_its_name_from_the_cast() -> None:
    persona = make_persona(key="fuku", name="ふくろう")
    post = published_post(body=":::balloon fuku\nこんにちは。\n:::")
    assert "ふくろう" in text_of(page(post))
    persona.name = "みみずく"
    persona.save()
    assert "みみずく" in text_of(page(post))
    assert "みみずく「こんにちは。」" in fill_feed(post, SiteSettings())


def test_a_speaker_who_left_the_cast_keeps_talking() -> None:
    post = published_post(body=":::balloon 誰か\nまだいます。\n:::")
    assert "まだいます。" in text_of(page(post))
    assert "誰か「まだいます。」" in fill_feed(post, SiteSettings())


# Ads
def test_an_ad_stands_where_its_position_says_and_always_with_a_label() -> None:
    make_ad("top", position=AdPosition.BEFORE_TOC)
    make_ad("second", position=AdPosition.BEFORE_HEADING, heading_number=2)
    make_ad("end", position=AdPosition.END_OF_POST, label="PR")
    make_ad("here", position=AdPosition.NAMED)
    make_ad("off", position=AdPosition.END_OF_POST, is_active=False)
    make_ad("side", position=AdPosition.SIDEBAR)
    post = published_post(body="導入\n\n## 一\n\n:::ad here\n:::\n\n## 二\n\n末尾")
    tree = page(post, toc_threshold=2)
    text = text_of(tree)
    order = ["導入", "広告top", "一", "広告here", "広告second", "二", "末尾", "広告end"]
    assert [word for word in order if word in text] == order
    assert [text.rindex(word) for word in order] == sorted(text.rindex(word) for word in order)
    assert "広告off" not in text
    assert "広告side" not in text
    assert text.count("スポンサーリンク") + text.count("Sponsored link") == 3
    links = [link for link in tree.iter("a") if link.get("href") == "https://example.com/"]
    assert ["sponsored" in link.get("rel") for link in links] == [True] * 4


def test_a_page_carries_only_the_ads_that_its_author_named() -> None:
    make_ad("end", position=AdPosition.END_OF_POST)
    make_ad("here", position=AdPosition.NAMED)
    text = text_of(page(published_page(body=":::ad here\n:::")))
    assert "広告here" in text
    assert "広告end" not in text


# Table of contents
def headings(count: int) -> str:
    return "\n\n".join(f"## 見出し{number}\n\n本文" for number in range(1, count + 1))


def tables(tree: Any) -> list[Any]:
    """The tables of contents in the text."""
    return list(tree.xpath("//*[contains(concat(' ', @class, ' '), ' toc ')]"))


def before_toc(tree: Any) -> str:
    """What a reader has read when the table of contents comes."""
    return " ".join(" ".join(tables(tree)[0].xpath("preceding::text()")).split())


def test_the_toc_stands_before_the_first_heading_after_the_lead() -> None:
    assert before_toc(page(published_post(body=f"導入です。\n\n{headings(3)}"))) == "導入です。"


def test_a_text_that_opens_with_a_heading_has_its_lead_below_it() -> None:
    tree = page(published_post(body=headings(3)))
    assert before_toc(tree).replace(" ", "") == "見出し1本文"


def test_the_author_may_choose_the_place_of_the_toc() -> None:
    tree = page(published_post(body=f"{headings(3)}\n\n[TOC]\n\n[TOC]"))
    assert "見出し3 本文" in before_toc(tree)
    assert len(tables(tree)) == 1


@pytest.mark.parametrize(
    "settings", [{"toc_threshold": 4}, {"toc_enabled": False}], ids=["too few", "switched off"]
)
def test_the_toc_is_left_out_when_the_settings_say_so(settings: dict[str, Any]) -> None:
    post = published_post(body=f"導入\n\n{headings(3)}")
    assert tables(page(post, **settings)) == []


# Cost
def test_each_kind_of_block_costs_one_query(django_assert_num_queries: Any) -> None:
    for number in (1, 2, 3):
        published_post(slug=f"other{number}")
        make_persona(key=f"p{number}")
        make_ad(f"ad{number}")
    one = published_post(body=blocks(1))
    three = published_post(body=blocks(1) + "\n\n" + blocks(2) + "\n\n" + blocks(3))
    site = SiteSettings()
    for post in (one, three):
        stored = Post.objects.get(pk=post.pk)
        with django_assert_num_queries(4):  # ads, images, speakers, cards
            fill_page(stored, site)


def blocks(number: int) -> str:
    return (
        f":::card /posts/other{number}/\n:::\n\n:::balloon p{number}\nやあ\n:::\n\n"
        f":::ad ad{number}\n:::\n\n![絵](image:nokey{number})"
    )

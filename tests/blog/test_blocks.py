"""Blocks are filled from the current rows: blog/blocks/."""

from typing import Any

import pytest
from lxml import html as lxml_html

from blog import publishing
from blog.blocks import fill_feeds, fill_page
from blog.enums import AdPosition
from blog.models import Ad, BlogSettings, Post
from tests.factories import draft_post, make_image, make_persona, published_page, published_post

pytestmark = pytest.mark.django_db


def page(post: Any, **settings: Any) -> Any:
    """Return the filled body of `post` as a tree."""
    return lxml_html.fragment_fromstring(f"<div>{fill_page(post, BlogSettings(**settings))}</div>")


def fill_feed(post: Any, site: BlogSettings) -> str:
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
    publishing.save(other, fields=["title"])
    assert "改めた題" in text_of(page(post))


@pytest.mark.parametrize("fill", [fill_page, fill_feed])
def test_a_card_of_a_post_that_is_not_public_says_nothing_of_it(fill: Any) -> None:
    draft_post(slug="secret", title="秘密の題名", excerpt="秘密の抜粋")
    post = published_post(body="前\n\n:::card /posts/secret/\n:::\n\n後")
    shown = fill(post, BlogSettings())
    assert "秘密" not in shown
    assert "secret" not in shown


# Blocks of several parts
PARTS = """:::手順 とじ方
1. そろえる
:::

:::よくある質問
Q. 送料は？
A. 無料です。
:::

::::タブ
:::項目 朝
窓を開けます。
:::
:::項目 夜
灯りを落とします。
:::
::::
"""


@pytest.mark.parametrize("fill", [fill_page, fill_feed])
def test_steps_questions_and_tabs_are_plain_content_on_pages_and_in_feeds(fill: Any) -> None:
    post = published_post(body=PARTS)
    tree = lxml_html.fragment_fromstring(f"<div>{fill(post, BlogSettings())}</div>")
    assert text_of(tree) == (
        "とじ方 そろえる 送料は？ 無料です。 朝 窓を開けます。 夜 灯りを落とします。"
    )
    assert not tree.xpath(".//*[@hidden]")


def test_the_plain_text_that_search_reads_has_every_part() -> None:
    assert published_post(body=PARTS).body_text.split("\n") == [
        *("とじ方", "そろえる", "送料は？", "無料です。"),
        *("朝", "窓を開けます。", "夜", "灯りを落とします。"),
    ]


def test_a_gallery_in_a_feed_has_its_images() -> None:
    image = make_image(alt="梅")
    post = published_post(
        body=f":::ギャラリー 庭\n![梅](image:{image.key})\n![桜](image:{image.key})\n:::"
    )
    tree = lxml_html.fragment_fromstring(f"<div>{fill_feed(post, BlogSettings())}</div>")
    assert [img.get("alt") for img in tree.iter("img")] == ["梅", "桜"]


# Balloons
def test_a_balloon_takes_its_name_from_the_persona() -> None:
    persona = make_persona(key="fuku", name="ふくろう")
    post = published_post(body=":::balloon fuku\nこんにちは。\n:::")
    assert "ふくろう" in text_of(page(post))
    persona.name = "みみずく"
    persona.save()
    assert "みみずく" in text_of(page(post))
    assert "みみずく「こんにちは。」" in fill_feed(post, BlogSettings())


def test_a_balloon_of_a_deleted_persona_keeps_its_text() -> None:
    post = published_post(body=":::balloon 誰か\nまだいます。\n:::")
    assert "まだいます。" in text_of(page(post))
    assert "誰か「まだいます。」" in fill_feed(post, BlogSettings())


# Ads
def test_an_ad_is_shown_at_its_position_and_always_with_a_label() -> None:
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


# Number of queries
def test_each_kind_of_block_costs_one_query(django_assert_num_queries: Any) -> None:
    for number in (1, 2, 3):
        published_post(slug=f"other{number}")
        make_persona(key=f"p{number}")
        make_ad(f"ad{number}")
    one = published_post(body=blocks(1))
    three = published_post(body=blocks(1) + "\n\n" + blocks(2) + "\n\n" + blocks(3))
    blog_settings = BlogSettings()
    for post in (one, three):
        stored = Post.objects.get(pk=post.pk)
        with django_assert_num_queries(4):  # ads, images, speakers, cards
            fill_page(stored, blog_settings)


def blocks(number: int) -> str:
    return (
        f":::card /posts/other{number}/\n:::\n\n:::balloon p{number}\nやあ\n:::\n\n"
        f":::ad ad{number}\n:::\n\n![絵](image:nokey{number})"
    )

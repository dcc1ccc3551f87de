"""HTML content of feed items: blog/feeds/content.py."""

import pytest
from lxml import html as lxml_html

from blog.enums import AIUse
from blog.feeds.content import absolute_html
from tests.blog.feeds import ATOM, CONTENT, atom, json_feed, rss
from tests.factories import (
    make_persona,
    published_post,
)

pytestmark = pytest.mark.django_db


def test_addresses_in_the_text_are_absolute_and_code_is_untouched(client, full_post):
    (item,) = json_feed(client)["items"]
    tree = lxml_html.fragment_fromstring(item["content_html"], create_parent=True)
    assert [link.get("href") for link in tree.iter("a")] == [
        "http://testserver/posts/x/",
        f"http://testserver{full_post.get_absolute_url()}#z",
    ]
    assert [code.text_content() for code in tree.iter("code")] == ['href="/code"']


@pytest.mark.parametrize(
    ("html", "absolute"),
    [
        ('<img src="/m/a.webp" alt="a&amp;b">', '<img src="https://e.jp/m/a.webp" alt="a&amp;b">'),
        (
            '<img srcset="/a.webp 320w, /b.webp 640w">',
            '<img srcset="https://e.jp/a.webp 320w, https://e.jp/b.webp 640w">',
        ),
        ('<a href="?q=1&amp;r=2">x</a>', '<a href="https://e.jp/p/?q=1&amp;r=2">x</a>'),
        ('<a href="mailto:a@e.jp">x</a>', '<a href="mailto:a@e.jp">x</a>'),
        ("<p>a &lt; b &amp; c &#12354; “</p>", "<p>a &lt; b &amp; c &#12354; “</p>"),
        ("<p>a<br>b<!--slot:more {}--></p>", "<p>a<br>b</p>"),
    ],
)
def test_html_is_made_absolute(html, absolute):
    assert absolute_html(html, "https://e.jp/p/") == absolute


def test_a_balloon_reads_as_a_quotation(client):
    make_persona(key="fuku", name="ふくろう")
    published_post(body=":::balloon fuku\nほう。\n:::\n\n[TOC]\n\n## 見出し")
    (item,) = json_feed(client)["items"]
    assert "ふくろう「ほう。」" in item["content_html"]
    assert "slot:" not in item["content_html"]


@pytest.mark.parametrize(
    ("fields", "notice"),
    [
        ({"is_advertising": True}, "PR"),
        ({"ai_use": AIUse.GENERATED}, "AI"),
        ({"ai_use": AIUse.ASSISTED}, "AI"),
        ({"body": ":::ai\n機械の文。\n:::"}, "AI"),
    ],
)
def test_disclosures_come_before_the_text_in_every_format(client, fields, notice):
    published_post(**{"body": "本文。", **fields})
    texts = [
        rss(client).find(f".//{CONTENT}").text,
        rss(client).find(".//item/description").text,
        atom(client).find(f".//{ATOM}content").text,
        json_feed(client)["items"][0]["content_html"],
    ]
    for text in texts:
        first = lxml_html.fragment_fromstring(text, create_parent=True)[0]
        assert notice in first.text_content()


def test_a_post_by_people_without_advertising_discloses_nothing(client):
    published_post(body="本文。")
    assert json_feed(client)["items"][0]["content_html"].startswith("<p>本文")

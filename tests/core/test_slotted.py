"""Blocks with slots or links: balloons, buttons, cards, embeds, ads and the more mark."""

import pytest

from core.markdown import render
from core.markdown.slots import slots_in


def codes(document):
    return [notice.code for notice in document.notices]


def slots(source, **options):
    return [(slot.kind, slot.args) for slot in slots_in(render(source, **options).html)]


def test_a_balloon_is_a_slot_around_what_is_said():
    document = render(":::ふきだし ふくりん 右\n**すごい**！\n:::")
    (slot,) = slots_in(document.html)
    assert (slot.kind, slot.args) == ("balloon", {"speaker": "ふくりん", "side": "right"})
    assert slot.inner.strip() == "<p><strong>すごい</strong>！</p>"
    assert document.persona_keys == ["ふくりん"]


@pytest.mark.parametrize(
    ("head", "args"),
    [
        ("balloon a", {"speaker": "a"}),
        ("balloon a left", {"speaker": "a", "side": "left"}),
        ("balloon a {side=right}", {"speaker": "a", "side": "right"}),
        ("吹き出し 山田 太郎 左", {"speaker": "山田 太郎", "side": "left"}),
    ],
)
def test_a_balloon_knows_its_speaker_and_side(head, args):
    assert slots(f":::{head}\nx\n:::") == [("balloon", args)]


def test_a_balloon_without_a_speaker_is_told():
    assert codes(render(":::balloon\nx\n:::")) == ["no_speaker"]


def test_buttons_are_links():
    html = render(":::ボタン\n[買う](https://a.example) [見る](/x/ 'secondary')\n:::").html
    assert html == (
        '<div class="buttons">\n<p><a href="https://a.example" class="button" rel="noopener">買う</a> '
        '<a href="/x/" class="button button-secondary">見る</a></p>\n</div>\n'
    )


def test_a_card_is_a_slot_for_an_own_post():
    document = render(
        ":::カード https://blog.example/posts/%E6%97%A5%E6%9C%AC/", site_hosts=["blog.example"]
    )
    assert slots_in(document.html)[0].args == {"url": "/posts/日本/"}
    assert document.links == ["/posts/日本/"]


@pytest.mark.parametrize("name", ["card", "カード", "embed", "埋め込み"])
def test_a_block_of_another_site_is_a_slot_with_the_title(name):
    document = render(f":::{name} https://www.youtube.com/watch?v=1 動画の題")
    args = {"url": "https://www.youtube.com/watch?v=1", "title": "動画の題"}
    assert [(slot.kind, slot.args) for slot in slots_in(document.html)] == [("external_card", args)]
    assert document.notices == []
    assert document.text == "動画の題"


def test_an_embed_that_gets_no_card_is_a_box_with_a_link():
    assert render(":::埋め込み https://px.a8.net/x?a=1 品の題").html == (
        '<p class="embed"><a href="https://px.a8.net/x?a=1" rel="sponsored nofollow noopener">'
        '<span class="embed-title">品の題</span> <span class="embed-host">px.a8.net</span></a></p>\n'
    )


@pytest.mark.parametrize("source", [":::embed", ":::embed javascript:x t", ":::card", ":::embed x"])
def test_an_embed_without_an_address_is_told(source):
    document = render(source)
    assert codes(document) == ["no_address"]
    assert "<a" not in document.html


def test_ads_and_marks_are_slots():
    source = "前\n\n:::広告 top\n\n[TOC]\n\n<!--more-->\n\n:::続き\n\n## 一\n\n## 二"
    assert slots(source) == [
        ("ad", {"name": "top"}),
        ("toc", {}),
        ("more", {}),
        ("more", {}),
        ("h2", {"n": 1}),
        ("h2", {"n": 2}),
    ]

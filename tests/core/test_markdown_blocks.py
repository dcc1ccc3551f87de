"""Blocks: what authors write and what it becomes."""

from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext

from core.markdown import render
from core.markdown.blocks import Block, all_blocks, find, register
from core.markdown.slots import slots_in

AUTHORING = Path(__file__).parents[2] / "docs" / "authoring.md"
BOXES = ["point", "note", "caution", "memo", "check", "good", "bad"]


def english(source, **options):
    return render(source, language="en", **options)


def codes(document):
    return [notice.code for notice in document.notices]


def slots(source, **options):
    return [(slot.kind, slot.args) for slot in slots_in(render(source, **options).html)]


@pytest.mark.parametrize("name", BOXES)
def test_a_box_is_a_note_named_by_its_kind(name):
    document = english(f":::{name}\n中身\n:::")
    label = name.title()
    assert document.html == (
        f'<div class="box box-{name}" role="note" aria-label="{label}">\n'
        f'<p class="box-title">{label}</p>\n<p>中身</p>\n</div>\n'
    )
    assert document.notices == []


def test_every_alias_gives_what_its_block_gives():
    for block in all_blocks():
        for alias in block.aliases:
            sources = [f":::{name} a\nb\n:::\n" for name in (block.name, alias, alias.upper())]
            assert len({render(source).html for source in sources}) == 1, alias


def test_every_block_and_alias_is_in_the_authors_manual():
    manual = AUTHORING.read_text("utf-8")
    names = [name for block in all_blocks() for name in (block.name, *block.aliases)]
    assert [name for name in names if f"`{name}`" not in manual] == []


def test_a_name_is_registered_once():
    with pytest.raises(ValueError, match="ポイント"):
        register(Block(name="ポイント"))
    assert find("POINT") is find("ポイント")


def test_a_box_takes_its_own_title_with_markup():
    html = render(":::ポイント {要点|ようてん}は**三つ**\n中身\n:::").html
    assert '<p class="box-title"><ruby>要点<rp>' in html
    assert "<strong>三つ</strong></p>" in html


def test_labels_follow_the_language_of_the_text():
    with translation.override("ja"):
        expected = gettext("Point")
    with translation.override("en"):
        html = render(":::point\na\n:::", language="ja").html
    assert f'<p class="box-title">{expected}</p>' in html


def test_lines_of_a_point_box_become_a_definition_list():
    items = "<dl>\n<dt>低コスト</dt>\n<dd>従来の1/100</dd>\n<dt><strong>高性能</strong></dt>\n<dd>凌駕</dd>\n</dl>"
    for source in (
        "- 低コスト：従来の1/100\n- **高性能**: 凌駕",
        "低コスト：従来の1/100\n**高性能**：凌駕",
    ):
        assert items in render(f":::point\n{source}\n:::").html


@pytest.mark.parametrize(
    "source",
    [
        "- a：b\n- c",
        "https://a.example",
        "10:30に集合",
        "この文はとても長い前置きのあとにやっと来るものがあるのだと言っています：はい",
        "`a：b`",
    ],
)
def test_other_lines_of_a_point_box_stay_what_they_are(source):
    assert "<dl>" not in render(f":::point\n{source}\n:::").html


def test_only_point_boxes_make_definition_lists():
    assert "<dl>" not in render(":::note\na：b\n:::").html


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


def test_an_ai_section_discloses_what_it_encloses():
    document = english(":::ai Model-1\n本文\n:::\n人の文")
    label = "AI-written section (Model-1)"
    assert document.html == (
        f'<div class="ai-section ai-section-generated" role="group" aria-label="{label}">\n'
        f'<p class="ai-section-label">{label}</p>\n<p>本文</p>\n</div>\n<p>人の文</p>\n'
    )
    assert document.has_ai_section
    assert not english("本文").has_ai_section


def test_an_ai_section_may_run_to_the_end_of_the_text():
    document = english("前\n\n:::ここからAI\n## 見出し\n\n終わり")
    assert document.html.endswith("<p>終わり</p>\n</div>\n")
    assert [entry.text for entry in document.toc] == ["見出し"]
    assert ("h2", {"n": 1}) in slots(":::ai-from-here\n## 見出し")
    assert document.notices == []


def test_an_assisted_section_says_so():
    assert "ai-section-assisted" in render(":::ai assisted\nx\n:::").html
    assert "AI-assisted section" in english(":::ai 補助\nx\n:::").html


def test_details_fold_and_may_start_open():
    assert english(":::details 詳しく\n中\n:::").html == (
        '<details class="details">\n<summary>詳しく</summary>\n<p>中</p>\n</details>\n'
    )
    assert '<details class="details" open="">' in render(":::折りたたみ 題 {open}\n中\n:::").html
    assert "<summary>Details</summary>" in english(":::details open\n中\n:::").html


def test_columns_nest_with_the_same_or_more_colons():
    expected = (
        '<div class="columns">\n<div class="column">\n<p>左</p>\n</div>\n'
        '<div class="column">\n<p>右</p>\n</div>\n</div>\n'
    )
    for outer in ("::::", ":::"):
        source = f"{outer}columns\n:::column\n左\n:::\n:::column\n右\n:::\n{outer}"
        document = render(source)
        assert document.html == expected
        assert document.notices == []


def test_buttons_are_links():
    html = render(":::ボタン\n[買う](https://a.example) [見る](/x/ 'secondary')\n:::").html
    assert html == (
        '<div class="buttons">\n<p><a href="https://a.example" class="button" rel="noopener">買う</a> '
        '<a href="/x/" class="button button-secondary">見る</a></p>\n</div>\n'
    )


def test_a_figure_has_its_caption_below():
    html = render(":::図 図1：**構成**\n![構成](image:k1)\n:::").html
    assert html.startswith('<figure class="figure">\n<!--slot:image')
    assert html.endswith("<figcaption>図1：<strong>構成</strong></figcaption>\n</figure>\n")
    assert "<p>" not in html


def test_a_card_is_a_slot_for_an_own_post():
    document = render(
        ":::カード https://blog.example/posts/%E6%97%A5%E6%9C%AC/", site_hosts=["blog.example"]
    )
    assert slots_in(document.html)[0].args == {"url": "/posts/日本/"}
    assert document.links == ["/posts/日本/"]


def test_a_card_of_another_site_is_a_plain_card_and_told():
    document = render(":::card https://a.example/x 題")
    assert 'class="embed"' in document.html
    assert codes(document) == ["foreign_card"]


def test_an_embed_opens_the_original_and_loads_nothing():
    assert render(":::埋め込み https://www.youtube.com/watch?v=1 動画の題").html == (
        '<p class="embed"><a href="https://www.youtube.com/watch?v=1" rel="noopener">'
        '<span class="embed-title">動画の題</span> <span class="embed-host">youtube.com</span></a></p>\n'
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


def test_a_mark_in_the_middle_of_text_is_text():
    assert slots("これは[TOC]です `<!--more-->`") == []


def test_a_block_of_one_line_may_be_closed_by_habit():
    document = render(":::ad top\n:::\n本文")
    assert document.html.endswith("<p>本文</p>\n")
    assert document.notices == []


def test_an_unknown_block_shows_its_content_and_is_told():
    document = render(":::なぞ 題\n**中身**\n:::\n後")
    assert "<strong>中身</strong>" in document.html
    assert "題" in document.html
    assert [(notice.code, notice.line) for notice in document.notices] == [("unknown_block", 1)]
    assert "なぞ" in str(document.notices[0].message)


def test_an_unclosed_block_ends_with_the_text_and_is_told():
    document = render("前\n\n:::point\n中\n\n後")
    assert document.html.endswith("<p>中</p>\n<p>後</p>\n</div>\n")
    assert [(notice.code, notice.line) for notice in document.notices] == [("unclosed_block", 3)]


def test_a_closing_fence_without_a_block_is_told():
    document = render("前\n\n:::\n\n後")
    assert document.html == "<p>前</p>\n<p>後</p>\n"
    assert codes(document) == ["stray_fence"]


def test_full_width_colons_are_colons():
    assert render("：：：ポイント\n中\n：：：").html == render(":::point\n中\n:::").html


def test_fences_inside_code_are_code():
    html = render(":::note\n```\n:::point\n:::\n```\n:::\n後").html
    assert html.endswith("</figure>\n</div>\n<p>後</p>\n")
    assert ":::point\n:::" in html


def test_blocks_work_in_lists_and_quotations_and_hold_all_markdown():
    assert "box-note" in render("- 項目\n\n  :::note\n  中\n  :::").html
    assert "box-note" in render("> :::note\n> 中\n> :::").html
    html = render(":::note\n- a\n\n|a|\n|-|\n|b|\n\n```\nc\n```\n:::").html
    assert all(tag in html for tag in ("<li>", "<table>", "<pre"))


def test_blocks_nested_too_deep_show_their_text():
    document = render(":::point\n" * 30 + "底\n" + ":::\n" * 30)
    assert "底" in document.html
    assert "too_deep" in codes(document)

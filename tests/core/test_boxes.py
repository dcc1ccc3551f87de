"""Blocks that enclose text: boxes, AI sections, details, columns and figures."""

import pytest
from django.utils import translation
from django.utils.translation import gettext

from core.markdown import render
from core.markdown.slots import slots_in

BOXES = ["point", "note", "caution", "memo", "check", "good", "bad"]


def english(source, **options):
    return render(source, language="en", **options)


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


def test_a_figure_has_its_caption_below():
    html = render(":::図 図1：**構成**\n![構成](image:k1)\n:::").html
    assert html.startswith('<figure class="figure">\n<!--slot:image')
    caption = '<figcaption class="phrases">図1：<strong>構成</strong></figcaption>'
    assert html.endswith(f"{caption}\n</figure>\n")
    assert "<p>" not in html


@pytest.mark.parametrize("name", ["良い点", "悪い点"])
def test_a_box_without_a_title_is_called_as_written(name):
    assert f">{name}<" in render(f":::{name}\n文\n:::").html

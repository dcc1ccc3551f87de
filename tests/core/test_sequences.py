"""Blocks of several parts: steps, questions with answers, tabs, galleries."""

import pytest

from core.markdown import Question, render
from core.markdown.blocks.sequences import MAX_QUESTIONS
from core.markdown.slots import slots_in


def html(source, **options):
    return render(source, language="en", **options).html


# Steps
@pytest.mark.parametrize("name", ["steps", "手順", "ステップ", "STEPS"])
def test_steps_are_a_numbered_list_with_a_title(name):
    document = render(f":::{name} 和綴じの**手順**\n1. 紙をそろえる\n2. とじる\n:::")
    assert document.html == (
        '<div class="steps">\n<p class="steps-title">和綴じの<strong>手順</strong></p>\n'
        "<ol>\n<li>紙をそろえる</li>\n<li>とじる</li>\n</ol>\n</div>\n"
    )
    assert document.notices == []


# Questions and answers
def test_questions_are_a_list_of_terms_and_descriptions():
    document = render(
        ":::よくある質問\nQ. 送料は？\nA. 無料です。\n\nQ. 返品は？\nA. できます。\n:::"
    )
    assert document.html == (
        '<div class="faq-list">\n<dl class="faq">\n'
        "<dt>送料は？</dt>\n<dd>\n<p>無料です。</p>\n</dd>\n"
        "<dt>返品は？</dt>\n<dd>\n<p>できます。</p>\n</dd>\n</dl>\n</div>\n"
    )
    assert document.questions == [
        Question("送料は？", "無料です。"),
        Question("返品は？", "できます。"),
    ]
    assert document.text == "送料は？\n無料です。\n返品は？\nできます。"


@pytest.mark.parametrize("breaks", [True, False])
@pytest.mark.parametrize(
    "marks", [("Q.", "A."), ("Ｑ：", "Ａ："), ("問　", "答　"), ("q:", "a:"), ("問、", "答、")]
)
def test_marks_may_be_full_width_or_japanese(marks, breaks):
    question, answer = marks
    document = render(f":::faq\n{question}一\n{answer}二\n:::", hard_breaks=breaks)
    assert document.questions == [Question("一", "二")]


def test_an_answer_may_have_several_elements():
    document = render(":::faq\nQ. 方法は？\nA. 二つ。\n\n- 郵便\n- 窓口\n\n以上です。\n:::")
    assert document.html.count("<dd>") == 1
    assert "<li>郵便</li>" in document.html
    assert document.questions == [Question("方法は？", "二つ。\n郵便\n窓口\n以上です。")]


def test_words_that_begin_like_a_mark_are_text():
    document = render(":::faq\nQ. 問題は？\nA. 答えは次です。\nAI の話。\n:::")
    assert document.questions == [Question("問題は？", "答えは次です。AI の話。")]


def test_what_is_before_the_first_question_stays_there():
    document = render(":::faq 質問\n前書き。\n\nQ. 一\nA. 二\n:::")
    before, _list = document.html.split("<dl")
    assert '<p class="faq-title">質問</p>\n<p>前書き。</p>' in before


def test_a_question_without_an_answer_is_shown_but_not_structured():
    document = render(":::faq\nQ. 一\n\nQ. 二\nA. 答え\n:::")
    assert document.html.count("<dt>") == 2
    assert document.questions == [Question("二", "答え")]


def test_a_list_without_questions_shows_its_text_with_a_notice():
    document = render(":::faq\nただの文。\n:::")
    assert "<p>ただの文。</p>" in document.html
    assert [notice.code for notice in document.notices] == ["no_question"]


def test_markup_of_questions_is_text_in_structured_data():
    document = render(":::faq\nQ. {漢字|かんじ}と**太字**\nA. [綴](https://e.example/)と`x`\n:::")
    assert document.questions == [Question("漢字と太字", "綴とx")]


def test_questions_are_limited():
    source = "\n\n".join(f"Q. 問{n}\nA. 答{n}" for n in range(MAX_QUESTIONS + 9))
    assert len(render(f":::faq\n{source}\n:::").questions) == MAX_QUESTIONS


# Tabs
def test_tabs_are_sections_with_their_titles():
    assert html("::::タブ\n:::項目 朝\n一\n:::\n:::tab\n二\n:::\n::::") == (
        '<div class="tabs">\n'
        '<section class="tab">\n<p class="tab-title">朝</p>\n<p>一</p>\n</section>\n'
        '<section class="tab">\n<p class="tab-title">Tab</p>\n<p>二</p>\n</section>\n</div>\n'
    )


def test_headings_in_tabs_are_not_in_the_table_of_contents():
    document = render("## 外\n\n::::tabs\n:::tab 朝\n## 内\n:::\n::::")
    assert [entry.text for entry in document.toc] == ["外"]


# Galleries
def test_a_gallery_shows_its_images_beside_each_other():
    document = render(
        ':::ギャラリー 庭\n![梅](image:A)\n![桜](image:B)\n\n![藤](image:C "五月")\n:::'
    )
    assert [slot.args for slot in slots_in(document.html)] == [
        {"key": "A", "alt": "梅", "title": ""},
        {"key": "B", "alt": "桜", "title": ""},
        {"key": "C", "alt": "藤", "title": "五月", "figure": True},
    ]
    assert "<p><" not in document.html
    assert document.html.endswith('<p class="gallery-title">庭</p>\n</div>\n')
    assert document.image_keys == ["A", "B", "C"]


def test_text_in_a_gallery_is_kept():
    assert "<p>説明と" in html(":::gallery\n説明と![梅](image:A)\n:::")


# Hostile texts
@pytest.mark.parametrize("name", ["steps", "faq", "tabs", "tab", "gallery"])
def test_hostile_titles_and_contents_are_harmless(name):
    document = render(
        f":::{name} <script>x</script><img src=x onerror=y>\n"
        "Q. <script>alert(1)</script>\nA. </dd></dl><svg onload=x>\n\n1. <iframe src=//e>\n:::\n\n後"
    )
    assert not [
        tag for tag in ("<script", "<svg", "<iframe", 'onerror="', "<img") if tag in document.html
    ]
    assert document.html.endswith("<p>後</p>\n")


@pytest.mark.parametrize("name", ["steps", "faq", "tabs", "tab", "gallery"])
def test_empty_and_unclosed_blocks_do_not_fail(name):
    assert render(f":::{name}\n:::").html
    assert [notice.code for notice in render(f":::{name}\n文").notices][:1] == ["unclosed_block"]

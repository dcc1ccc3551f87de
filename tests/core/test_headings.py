"""Headings: levels, ids, links to them, phrase breaks, and the table of contents."""

import re

import pytest

from core.markdown import render


def english(source, **options):
    return render(source, language="en", **options)


def codes(source, **options):
    return [notice.code for notice in render(source, **options).notices]


def ids(source):
    return [entry.id for entry in render(source).toc]


@pytest.mark.parametrize(
    ("href", "heading", "target"),
    [
        ("#はじめに", "はじめに {#はじめに}", "h-はじめに"),
        ("#見出し", "見出し", "h-見出し"),
        ("#見出し：一", "見出し：一", "h-見出し-一"),
        ("#intro", "序 {#intro}", "h-intro"),
        ("#%E8%A6%8B%E5%87%BA%E3%81%97", "見出し", "h-見出し"),
    ],
)
def test_a_link_to_a_heading_of_the_same_text_leads_there(href, heading, target):
    html = render(f"[行く]({href})\n\n## {heading}").html
    assert f'<a href="#{target}">行く</a>' in html
    assert f'id="{target}"' in html


def test_ids_are_readable_and_prefixed():
    assert ids("## DeepSeekショックとは?\n## Ｆｕｌｌ　Width!\n## ※！") == [
        "h-deepseekショックとは",
        "h-full-width",
        "h-section",
    ]


def test_two_equal_headings_get_two_ids_and_the_first_keeps_its_own():
    assert ids("## 同じ\n## 同じ\n### 同じ") == ["h-同じ", "h-同じ-2", "h-同じ-3"]
    assert ids("## 前\n## 同じ\n## 間\n## 同じ")[1::2] == ["h-同じ", "h-同じ-2"]


def test_a_number_in_a_heading_meets_no_counted_id():
    assert len(set(ids("## a\n## a\n## a 2\n## a-2\n## a"))) == 5


def test_an_own_id_is_kept_and_given_first():
    assert ids("## intro\n## 別の見出し {#intro .x}") == ["h-intro-2", "h-intro"]


def test_a_link_within_the_text_finds_the_prefixed_id():
    html = render("[上](#intro) [外](#comments)\n\n## 題 {#intro}").html
    assert '<a href="#h-intro">上</a> <a href="#comments">外</a>' in html


def test_readings_are_no_part_of_an_id_or_entry():
    (entry,) = render("## {漢字|かんじ}の*話*").toc
    assert (entry.id, entry.text) == ("h-漢字の話", "漢字の話")


def test_text_breaks_at_phrases_with_its_markup_kept():
    html = english("## DeepSeekショックとは?**本当なのか!?**って話題について").html
    assert (
        '<span class="phrase">DeepSeekショックとは?</span>'
        "<strong><wbr>本当なのか!?</strong>って<wbr>話題に<wbr>ついて<a"
    ) in html


def test_no_break_opportunity_ends_the_gap_between_japanese_and_latin():
    document = render("## 暮らしと道具とAIを、糸で")
    assert '道具と<span class="seam"><wbr></span>AIを、<wbr>糸で<a' in document.html
    assert document.toc[0].html.endswith('<span class="seam"><wbr></span>AIを、<wbr>糸で')
    assert document.toc[0].text == "暮らしと道具とAIを、糸で"


def test_an_entry_has_no_links_images_or_footnotes():
    (entry,) = render("## [話](https://a.example)の![絵](image:x)**続き**((注))").toc
    assert entry.html == "話の<strong><wbr>続き</strong>"


def test_each_heading_can_be_linked():
    html = english("### 題").html
    assert (
        '<a class="heading-anchor" href="#h-題" aria-label="Link to this section: 題"></a></h3>'
        in html
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# 一", ["h1_in_body"]),
        ("# 一\n# 二", ["h1_in_body", "two_h1"]),
        ("## 一\n#### 二", ["skipped_level"]),
        ("### 一", ["skipped_level"]),
        ("## 一\n### 二\n## 三\n### 四", []),
    ],
)
def test_odd_levels_are_told(source, expected):
    assert codes(source) == expected


def test_level_one_is_the_pages_own():
    html = render("# 題").html
    assert "<h1" not in html
    assert '<h2 id="h-題">' in html


def test_a_heading_is_named_without_its_readings():
    document = render("## <ruby>蹴上<rp>(</rp><rt>けあげ</rt><rp>)</rp></ruby>駅から")
    assert [(e.id, e.text, e.html) for e in document.toc] == [
        ("h-蹴上駅から", "蹴上駅から", "蹴上駅から")
    ]
    assert "<rt>けあげ</rt><rp>)</rp></ruby>" in document.html


def test_no_line_breaks_inside_the_ruby_of_a_heading():
    document = render(
        "## 今日は<ruby>京都<rp>（</rp><rt>きょうと、です</rt><rp>）</rp></ruby>駅から歩く"
    )
    ruby = re.search("<ruby>.*</ruby>", document.html)
    assert ruby
    assert "<wbr>" not in ruby[0]
    assert "<wbr><ruby>" in document.html


@pytest.mark.parametrize(
    ("source", "href"),
    [
        ("[行く](#はじめに)\n\n## はじめに {#はじめに}", "#h-はじめに"),
        ("[行く](#見出し)\n\n## 見出し", "#h-見出し"),
        ("[行く](#%E8%A6%8B%E5%87%BA%E3%81%97)\n\n## 見出し", "#h-見出し"),
        ("[行く](#か\u3099く)\n\n## がく", "#h-がく"),
        ("[go](#Getting-Started)\n\n## Getting started", "#h-getting-started"),
        ('<a href="#見出し">行く</a>\n\n## 見出し', "#h-見出し"),
        ("[行く](#見出し-2)\n\n## 見出し\n\n## 見出し", "#h-見出し-2"),
        ("[行く](#)\n\n## ※", "#"),
    ],
)
def test_a_link_finds_the_heading_of_its_text(source, href):
    document = render(source)
    assert f'<a href="{href}"' in document.html


@pytest.mark.parametrize(
    ("heading", "identifier"),
    [
        ("葛\U000e0100城", "h-葛城"),
        ("か\u309aき", "h-か\u309aき"),
        ("❤\ufe0f好き", "h-好き"),
        ("हिन्दी", "h-हिन्दी"),
        ("1\ufe0f\u20e3番", "h-1番"),
        ("゜テスト", "h-テスト"),
    ],
)
def test_marks_stay_with_their_letters_and_selectors_go(heading, identifier):
    assert ids(f"## {heading}") == [identifier]

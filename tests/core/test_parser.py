"""The parser of each profile: what it allows, spaces, tables and lists."""

import pytest

from core.markdown import Profile, render
from core.markdown.parser import MAX_CELLS


def full(source, **options):
    return render(source, **options).html


def english(source, **options):
    return render(source, language="en", **options)


@pytest.fixture(scope="module", autouse=True)
def _warm():
    for profile in Profile:
        render("*a* [b](/c)\n\n- d\n", profile=profile)


WIDE = "a" + "|a" * 99 + "\n" + "-" + "|-" * 99 + "\n"


ROWS = MAX_CELLS // 100 - 2


def test_a_single_newline_is_a_break_where_the_site_says_so():
    assert full("一行目\n二行目", hard_breaks=True) == "<p>一行目<br>\n二行目</p>\n"
    assert full("一行目\n二行目") == "<p>一行目二行目</p>\n"


@pytest.mark.parametrize(
    "source",
    [
        "# h",
        "h\n===",
        "| a |\n|-|\n| b |",
        ":::point\na\n:::",
        "a[^1]\n\n[^1]: b",
        "a((b))",
        "---",
        "![a](image:x)",
        "<b>a</b>",
        "[TOC]",
        "※a",
        "- [ ] a",
        "a\n: b",
        "{漢字|かんじ}",
        "<!--more-->",
    ],
)
def test_a_comment_cannot_use_what_only_posts_may(source):
    document = render(source, profile=Profile.COMMENT)
    for forbidden in (
        "<h",
        "<table",
        "<div",
        "<section",
        "<img",
        "<b>",
        "<!--",
        "<ruby",
        "<dl",
        "<input",
    ):
        assert forbidden not in document.html
    for attribute in (" class=", " id="):
        assert attribute not in document.html
    assert (document.toc, document.image_keys) == ([], [])


def test_a_comment_may_use_paragraphs_emphasis_code_links_lists_and_quotes():
    html = full(
        "**強**い *調* ~~消~~ `c` [l](https://a.example)\n\n- a\n\n> q\n\n```python:x.py\nx<1\n```",
        profile=Profile.COMMENT,
    )
    assert html == (
        "<p><strong>強</strong>い <em>調</em> <s>消</s> <code>c</code> "
        '<a href="https://a.example" rel="nofollow ugc noopener">l</a></p>\n'
        "<ul>\n<li>a</li>\n</ul>\n<blockquote>\n<p>q</p>\n</blockquote>\n"
        "<pre><code>x&lt;1</code></pre>\n"
    )


def test_a_bio_is_lines_lists_and_links():
    html = full("{漢字|かんじ}の[人](https://a.example)\n\n- a\n\n> q", profile=Profile.BIO)
    assert "<ruby>" in html
    assert '<a href="https://a.example" rel="noopener">人</a>' in html
    assert "<li>a</li>" in html
    assert "<blockquote>" not in html


@pytest.mark.parametrize("profile", [Profile.POST, Profile.COMMENT, Profile.BIO])
def test_a_full_width_space_indents_a_line(profile):
    html = render("　段落の頭。\n　二行目も。", profile=profile).html
    assert html == "<p>　段落の頭。<br>\n　二行目も。</p>\n"


def test_a_full_width_space_stays_in_lists_and_quotations():
    assert render("- 　項目").html == "<ul>\n<li>　項目</li>\n</ul>\n"
    assert "<p>　引用</p>" in render("> 　引用").html


def test_tables_are_framed_and_aligned_by_class():
    html = english("|a|b|c|\n|:-|:-:|-:|\n|1|2|3|").html
    assert html.startswith(
        '<div class="table-wrap" role="group" aria-label="Table" tabindex="0"><table>'
    )
    assert '<th class="align-left" scope="col">a</th>' in html
    assert '<td class="align-right">3</td>' in html


def test_task_lists_have_named_checkboxes():
    assert english("- [ ] a\n- [x] b").html == (
        '<ul class="task-list">\n'
        '<li class="task-list-item"><input type="checkbox" disabled="" aria-label="To do"> a</li>\n'
        '<li class="task-list-item"><input type="checkbox" disabled="" checked="" aria-label="Done"> b</li>\n'
        "</ul>\n"
    )


def test_definition_lists():
    assert render("語\n: 意味").html == "<dl>\n<dt>語</dt>\n<dd>意味</dd>\n</dl>\n"


def test_a_table_that_is_too_large_is_one_paragraph_of_text():
    document = render(f"before\n\n{WIDE}" + "c\n" * ROWS + "a|b\n-|-\n\nafter")
    assert "<table" not in document.html
    assert document.html.count("<p>") == 3
    assert [(notice.code, notice.line) for notice in document.notices] == [("table_too_large", 3)]


def test_a_table_of_the_largest_size_is_a_table():
    document = render(WIDE + "c\n" * ROWS)
    assert document.html.count("<td") == 100 * ROWS
    assert document.notices == []

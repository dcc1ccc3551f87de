"""Footnotes with a definition and in parentheses."""

import pytest

from core.markdown import render


def english(source, **options):
    return render(source, language="en", **options)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("本文[^1]\n\n[^1]: 注\n", []),
        ("本文[^a]\n\n[^a]: 注\n\n[^b]: 使われない\n", [("footnote_unused", 5)]),
        ("本文[^a]\n\n[^a]: 一\n\n[^a]: 二\n", [("footnote_twice", 5)]),
        ("本文[^3]\n", [("footnote_undefined", 1)]),
        ("`[^3]`\n", []),
    ],
)
def test_a_footnote_that_is_lost_gives_a_notice(source, expected):
    assert [(notice.code, notice.line) for notice in render(source).notices] == expected


def test_footnotes_both_ways():
    html = english("一[^a]と二((**中**で))と一[^a]。\n\n[^a]: 注").html
    assert '<a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Footnote 1">1</a>' in html
    assert 'id="fnref-1-2"' in html
    assert '<li id="fn-2" class="footnote-item"><p><strong>中</strong>で <a href="#fnref-2"' in html
    assert '<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">' in html


@pytest.mark.parametrize("source", ["\\((a))", "`((a))`", "((a", "(a)(b)", "(( ))"])
def test_what_is_no_footnote(source):
    assert "footnotes" not in render(source).html


def test_parentheses_inside_a_footnote():
    assert "<p>関数 f(x) <a" in render("a((関数 f(x)))").html


def test_links_of_headings_and_footnotes_have_names_of_their_own():
    html = english("## A *b* & {漢字|かんじ}\n\nx[^1] y[^1]\n\n[^1]: Note").html
    assert 'aria-label="Link to this section: A b &amp; 漢字"' in html
    assert 'aria-label="Back to the reference of footnote 1"' in html
    assert 'aria-label="Back to reference 2 of footnote 1"' in html

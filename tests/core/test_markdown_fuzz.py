"""Random combinations of markup: no exception, nothing active, well-formed HTML."""

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.markdown import Profile, render
from core.markdown.slots import fill, slots_in

PIECES = [
    "# ",
    "## ",
    "- ",
    "* ",
    "1. ",
    "> ",
    "    ",
    "\n",
    "\n\n",
    ":::point",
    ":::balloon a",
    ":::",
    "::::columns",
    ":::column",
    ":::ai",
    ":::ai-from-here",
    ":::figure 図",
    ":::details x",
    ":::button",
    ":::embed https://a.example t",
    ":::card /posts/a/",
    ":::nosuch",
    ":::more",
    "{漢字/かんじ}",
    "｜漢字《かんじ》",
    "漢字《かんじ》",
    "《《点》》",
    "※",
    "**",
    "*",
    "_",
    "~~",
    "`",
    "```",
    "~~~",
    "[x](/a)",
    "![x](image:k)",
    "![x](image:k 't')",
    "![](http://a.example/x)",
    "((",
    "))",
    "[^1]",
    "[^1]: ",
    ": ",
    "[TOC]",
    "<!--more-->",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<a href='https://a.example'>",
    "</a>",
    "<table>",
    "<td>",
    "<script>",
    "<details>",
    "<x-slot>",
    "</x-slot>",
    "<!--",
    "-->",
    "a",
    "あ",
    "です。",
    "「」",
    "（注）",
    "&amp;",
    "\\",
    "{#id}",
    "---",
    "===",
    "[ ] ",
    "\t",
    " ",
    "\u3000",
    "👩\u200d👩\u200d👧",
    "한국",
    "︁",
    "https://a.example/",
]
PIECES = [piece.replace("/かんじ", "|かんじ") for piece in PIECES] + ["|", "|-|-|", "|a|b|"]
VOID = {"br", "hr", "input", "wbr"}


def is_balanced(html):
    """Every element the page gets is closed in the order it was opened."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parseFragment(html)
    return not [error for error in parser.errors if error[1] not in HARMLESS]


#: What html5lib says of documents in general, not of nesting.
HARMLESS = {"expected-doctype-but-got-start-tag", "non-void-element-with-trailing-solidus"}


MIXTURES = {
    "pieces": st.lists(st.sampled_from(PIECES), max_size=60),
    "profile": st.sampled_from(list(Profile)),
    "hard_breaks": st.booleans(),
}


#: Found by the long run: a table bounds a link, and another one inside it.
LINK_IN_TABLE_IN_LINK = ["# ", "<a href='https://a.example'>", "<table>", "[x](/a)"]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(**MIXTURES)
@example(pieces=LINK_IN_TABLE_IN_LINK, profile=Profile.POST, hard_breaks=False)
def test_any_mixture_renders_to_sound_html(pieces, profile, hard_breaks):
    check_mixture(pieces, profile, hard_breaks)


@pytest.mark.long
@settings(max_examples=8_000, deadline=None)
@given(**MIXTURES)
def test_thousands_of_mixtures_render_to_sound_html(pieces, profile, hard_breaks):
    check_mixture(pieces, profile, hard_breaks)


def check_mixture(pieces, profile, hard_breaks):
    document = render("".join(pieces), profile=profile, hard_breaks=hard_breaks)
    filled = fill(document.html, {})
    assert "<!--" not in filled
    assert "<x-slot" not in document.html
    assert "<script" not in document.html
    assert is_balanced(filled)
    assert len(slots_in(document.html)) == document.html.count("<!--slot:")
    assert len(document.excerpt) <= 120
    entries = [entry.id for entry in document.toc]
    assert len(entries) == len(set(entries))

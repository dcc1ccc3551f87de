"""Threat 17: no input takes long, and twice the input takes about twice the work.

Work is counted in calls of functions, which are the same on a busy machine. The search of
`benchmarks/markdown.py` measures processor time; a long run is part of `make test-long`.
"""

import itertools
import sys

import pytest

from benchmarks import markdown as benchmark
from core.markdown import Profile, render
from core.markdown.engine import MAX_WORK, work
from core.markdown.parser import MAX_CELLS, MAX_CELLS_IN_ALL

#: Calls for one unit of work as core/markdown/engine.py counts it, for a character, and for a cell.
CALLS_FOR_WORK = 120
CALLS_FOR_CHARACTER = 12
CALLS_FOR_CELL = 150


def repeat(piece):
    return lambda size: (piece * (size // len(piece) + 1))[:size]


SHAPES = {
    "brackets": repeat("["),
    "image brackets": repeat("!["),
    "stars": repeat("*a "),
    "stars in Japanese": repeat("**あ"),
    "underscores": repeat("_a "),
    "tildes": repeat("~~あ"),
    "backticks": repeat("`"),
    "backticks growing": lambda size: "".join("`" * n + " " for n in range(int((2 * size) ** 0.5))),
    "link starts": repeat("[a]("),
    "links": repeat("[a](b)"),
    "reference uses": lambda size: "[x]: /u\n\n" + "[x]" * (size // 3),
    "reference definitions": lambda size: "".join(f"[{n}]: /u\n" for n in range(size // 9)),
    "quotations": repeat(">"),
    "quoted lines": repeat(">" * 50 + " a\n"),
    "lists": repeat("- "),
    "list lines": repeat("- ※a\n"),
    "nested lists": lambda size: "".join("  " * (n % 50) + "- a\n" for n in range(size // 50)),
    "parentheses": repeat("("),
    "footnotes": repeat("((a))"),
    "footnote definitions": repeat("[^a]: "),
    "ruby": repeat("{漢|"),
    "ruby bars": repeat("｜漢《"),
    "brackets of ruby": repeat("《"),
    "emphasis dots": repeat("《《あ》》"),
    "kanji before a reading": lambda size: "漢" * (size - 5) + "《あ》",
    "fences": repeat(":::\n"),
    "blocks unclosed": repeat(":::point\n"),
    "blocks": repeat(":::point\na\n:::\n"),
    "blocks growing": lambda size: "".join(":" * n + "point\n" for n in range(3, int(size**0.5))),
    "AI sections": repeat(":::ai-from-here\n"),
    "less-than": repeat("<"),
    "tags unclosed": repeat('<a "'),
    "tags": repeat("<b>"),
    "tags in lines": repeat("<div>\n\n"),
    "comments": repeat("<!--"),
    "scripts": repeat("<script>"),
    "processing instructions": repeat("<?"),
    "tags in text": repeat("x <b>y"),
    "entities": repeat("&#x"),
    "table with many columns": lambda size: "\n".join(
        "|".join([cell] * 5000) for cell in ("a", "-", "b")
    )[:size],
    "lines of a rule": repeat("|-\n"),
    "list items with a pipe": repeat("- |\n"),
    "nested list items with a pipe": repeat("- " * 6 + "|\n"),
    "numbered list items with a pipe": repeat("1. " * 6 + "|\n"),
    "quoted list items with a rule": repeat("> - > - |-\n"),
    "nested rules": repeat("- - |-\n"),
    "tables that end at once": repeat("|a\n|-\n# x\n"),
    "quoted tables": repeat("> |a\n> |-\n> > b\n"),
    "tables in lists": repeat("- |a\n  |-\n- b\n"),
    "large tables": repeat("|a|b|\n|-|-|\n" + "|c|d|\n" * 6_000),
    "full-width brackets": repeat("（"),
    "braces": repeat("}"),
    "carets": repeat("^"),
    "equals signs": repeat("="),
    "formula": repeat("}^=%$+-@#"),
    "table with many rows": lambda size: (
        "|a" * 50 + "|\n" + "|-" * 50 + "|\n" + "|b|\n" * (size // 4)
    ),
    "quotations of headings": repeat("> # あ\nあ\n"),
    "quotations of rules": repeat("> > ---\nあ\n"),
    "headings": repeat("## あ\n"),
    "long heading": lambda size: "# " + "本当なのか" * (size // 5),
    "definitions": repeat("a\n: b\n\n"),
    "line breaks": repeat("あ\n"),
    "spaces": lambda size: "a" + " " * size + "b",
    "newlines": repeat("\n"),
    "code": lambda size: "```python\n" + '("a' * (size // 3),
    "code lines": lambda size: "```js\n" + ("/a" * 450 + "\n") * (size // 900),
    "code blocks": repeat("```python\nx=1\n```\n"),
    "backslashes": repeat("\\"),
    "katakana": repeat("カ"),
    "prose": repeat("これは長い日本語の文章です。**強調**も{漢字|かんじ}もあります。\n\n"),
    "emoji": repeat("👩‍👩‍👧"),
}


def calls(source, profile=Profile.POST):
    """Return how many functions are called, those of the interpreter included."""
    count = 0

    def counted(frame, event, argument):
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        render(source, profile=profile)
    finally:
        sys.setprofile(before)
    return count


@pytest.fixture(scope="module", autouse=True)
def _warm():
    for profile in Profile:
        render("*a* [b](/c)\n\n- d\n", profile=profile)


def bound(source):
    """Return how many calls `source` may cost."""
    return CALLS_FOR_WORK * min(work(source), MAX_WORK) + CALLS_FOR_CHARACTER * len(source)


@pytest.mark.parametrize("shape", list(SHAPES))
def test_the_work_is_what_was_counted_before(shape):
    source = SHAPES[shape](20_000)
    assert calls(source) < bound(source)


@pytest.mark.parametrize("shape", list(SHAPES))
def test_twice_the_input_takes_about_twice_the_work(shape):
    half, full = (calls(SHAPES[shape](size)) for size in (5_000, 10_000))
    assert full < 20_000 or full / half < 3


@pytest.mark.parametrize("shape", list(SHAPES))
def test_comments_are_as_safe(shape):
    source = SHAPES[shape](20_000)
    assert calls(source, profile=Profile.COMMENT) < bound(source)


def test_cells_that_a_text_does_not_write_are_limited_over_all_tables():
    table = "a|" * 99 + "\n" + "-|" * 99 + "\n" + "a\n" * 97 + "\n"
    source = table * 50
    assert work(source) <= MAX_WORK
    document = render(source)
    cells = document.html.count("<td") + document.html.count("<th>")
    assert MAX_CELLS <= cells <= MAX_CELLS_IN_ALL
    assert document.notices[0].code == "table_too_large"
    assert calls(source) < bound(source) + CALLS_FOR_CELL * MAX_CELLS_IN_ALL


def test_a_long_post_with_tables_and_lists_is_rendered():
    part = (
        "## 見出し\n\n| 品目 | 値段 | 備考 |\n|---|---:|---|\n" + "| りんご | 120円 | 青森 |\n" * 20
        + "\n- 一つ\n  - 中の一つ\n    1. 番号\n- [ ] まだ\n- [x] 済み\n\n本文は**「強調」**を含む。\n\n"
    )  # fmt: skip
    source = part * (50_000 // len(part.encode()))
    document = render(source)
    assert document.notices == []
    assert document.html.count("<table") == document.html.count("<h2") == source.count("##")


@pytest.mark.long
@pytest.mark.parametrize("profile", list(Profile))
def test_no_shape_of_a_search_takes_a_second_at_the_limit(profile):
    searched = itertools.chain(
        benchmark.pieces(), itertools.islice(benchmark.random_shapes(0), 300)
    )
    slow = {}
    for name, shape in searched:
        for rounds in (1, 3):
            seconds, ratio = benchmark.measured(shape, profile, rounds)
            if seconds <= benchmark.MOST_SECONDS and ratio <= benchmark.MOST_RATIO:
                break
        else:
            slow[name] = (seconds, ratio)
    assert slow == {}

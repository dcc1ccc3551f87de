"""Two versions of a text become one, and no paragraph is lost: core/diff3.py."""

import time
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.diff3 import MAX_PARAGRAPHS, Clean, Conflict, Merged, merge, regions, tokens

# Few different paragraphs, so that repetitions and equal changes are frequent.
PARAGRAPHS = st.sampled_from(["ア", "イ", "ウ", "エ", "オ", "カ\nキ", ":::point", ":::", "```"])
SEPARATORS = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n\n\n", "\n", " \n", "\n \n"])
TEXTS = st.lists(st.one_of(PARAGRAPHS, SEPARATORS), max_size=14).map("".join)


def joined(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def conflicts(merged: Merged) -> list[tuple[str, str, str]]:
    return [(c.base, c.mine, c.theirs) for c in merged.chunks if isinstance(c, Conflict)]


def properties(check: Callable[..., None]) -> Callable[..., Any]:
    """Run a property with few examples, and with many in the long run."""
    return pytest.mark.parametrize(
        "examples", [pytest.param(100, id="few"), pytest.param(5_000, marks=pytest.mark.long)]
    )(check)


BASE = joined("一", "二", "三", "四")


# One person changed the text
@pytest.mark.parametrize("text", ["", "\n", "一\n", joined("一", "二") + "\n\n", "\n\n一"])
def test_the_change_of_one_is_taken_to_the_last_character(text: str) -> None:
    assert merge(BASE, text, BASE).text == text
    assert merge(BASE, BASE, text).text == text
    assert merge(BASE, text, text).text == text


# Both changed it
@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (("一甲", "二", "三", "四"), ("一", "二", "三", "四乙"), ("一甲", "二", "三", "四乙")),
        (("一甲", "二", "三", "四"), ("一", "二乙", "三", "四"), ("一甲", "二乙", "三", "四")),
        (("一", "三", "四"), ("一", "二", "三", "四乙"), ("一", "三", "四乙")),
        (("一", "三", "四"), ("一", "二", "四"), ("一", "四")),
        (("一", "三", "四"), ("一", "三", "四"), ("一", "三", "四")),
        (
            ("甲", "一", "二", "三", "四"),
            ("一", "二", "三", "四", "乙"),
            ("甲", "一", "二", "三", "四", "乙"),
        ),
        (
            ("一", "甲", "二", "三", "四"),
            ("一", "二", "乙", "三", "四"),
            ("一", "甲", "二", "乙", "三", "四"),
        ),
        (
            ("一", "二", "三", "四", "甲"),
            ("一", "二", "三", "四乙"),
            ("一", "二", "三", "四乙", "甲"),
        ),
        (("一", "二", "三", "四", "甲"), ("一", "二", "三"), ("一", "二", "三", "甲")),
        (
            ("一", "同", "二", "三", "四"),
            ("一", "同", "二", "三乙", "四"),
            ("一", "同", "二", "三乙", "四"),
        ),
    ],
)
def test_changes_of_different_paragraphs_are_both_kept(
    mine: tuple[str, ...], theirs: tuple[str, ...], both: tuple[str, ...]
) -> None:
    assert merge(BASE, joined(*mine), joined(*theirs)).text == joined(*both)
    assert merge(BASE, joined(*theirs), joined(*mine)).text == joined(*both)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (("一甲", "二", "三", "四"), ("一乙", "二", "三", "四"), [("一", "一甲", "一乙")]),
        (("一", "三", "四"), ("一", "二乙", "三", "四"), [("二\n\n", "", "二乙\n\n")]),
        (
            ("一", "甲", "二", "三", "四"),
            ("一", "乙", "二", "三", "四"),
            [("", "甲\n\n", "乙\n\n")],
        ),
        (
            ("一", "二", "三", "四", "甲"),
            ("一", "二", "三", "四", "乙"),
            [("", "\n\n甲", "\n\n乙")],
        ),
    ],
)
def test_different_changes_at_the_same_place_are_a_conflict(
    mine: tuple[str, ...], theirs: tuple[str, ...], expected: list[tuple[str, str, str]]
) -> None:
    merged = merge(BASE, joined(*mine), joined(*theirs))
    assert merged.text is None
    assert conflicts(merged) == expected


def test_paragraphs_added_at_one_place_are_a_conflict_where_a_neighbour_changed_too() -> None:
    mine, theirs = joined("一", "甲", "二"), joined("一改", "乙", "二")
    assert merge(joined("一", "二"), mine, theirs).text is None


def test_the_clean_parts_around_a_conflict_have_the_changes_of_both() -> None:
    mine = joined("一甲", "二甲", "三", "四")
    theirs = joined("一", "二乙", "三", "四乙")
    assert merge(BASE, mine, theirs).chunks == [
        Clean("一甲\n\n"),
        Conflict("二", "二甲", "二乙"),
        Clean("\n\n三\n\n四乙"),
    ]


def test_two_paragraphs_do_not_become_one_where_a_trailing_newline_was_removed() -> None:
    assert merge("一\n\n", "一", "一\n\n新").text == "一\n\n新"


def test_code_and_containers_keep_their_lines() -> None:
    code = "```\na\n\n\nb\n```"
    base = joined("前", code, ":::point\n中\n:::", "後")
    mine = base.replace("前", "前に")
    theirs = base.replace("b\n", "b\n\nc\n").replace("中", "中身")
    expected = theirs.replace("前", "前に")
    assert merge(base, mine, theirs).text == expected


# Properties
@properties
def test_tokens_are_the_text(examples: int) -> None:
    @settings(max_examples=examples, deadline=None, derandomize=examples < 1000)
    @given(TEXTS, TEXTS)
    def check(base: str, other: str) -> None:
        old, new = tokens(base), tokens(other)
        assert "".join(old) == base
        rebuilt, at = [], 0
        for region in regions(old, new):
            rebuilt += old[at : region.start] + new[region.other_start : region.other_end]
            at = region.end
        assert rebuilt + old[at:] == new

    check()


@properties
def test_what_one_or_both_changed_equally_is_exact(examples: int) -> None:
    @settings(max_examples=examples, deadline=None, derandomize=examples < 1000)
    @given(TEXTS, TEXTS)
    def check(base: str, other: str) -> None:
        assert merge(base, other, base).text == other
        assert merge(base, base, other).text == other
        assert merge(base, other, other).text == other

    check()


@properties
def test_both_orders_agree_and_each_side_is_in_the_chunks(examples: int) -> None:
    @settings(max_examples=examples, deadline=None, derandomize=examples < 1000)
    @given(TEXTS, TEXTS, TEXTS)
    def check(base: str, mine: str, theirs: str) -> None:
        one, other = merge(base, mine, theirs), merge(base, theirs, mine)
        assert one.text == other.text
        assert conflicts(one) == [(b, m, t) for b, t, m in conflicts(other)]
        if one.text is None:
            assert conflicts(one)
        for side in (mine, theirs):
            added = set(tokens(side)) - set(tokens(base))
            result = "\n\n".join(
                c.text if isinstance(c, Clean) else f"{c.mine}\n\n{c.theirs}" for c in one.chunks
            )
            assert {token for token in added if token.strip()} <= set(tokens(result))

    check()


@properties
def test_two_people_who_change_different_paragraphs_never_conflict(examples: int) -> None:
    @settings(max_examples=examples, deadline=None, derandomize=examples < 1000)
    @given(st.integers(0, 10**9))
    def check(seed: int) -> None:
        rng = Random(seed)
        paragraphs = [f"段落{number}" for number in range(rng.randrange(2, 12))]
        owners = [rng.choice([0, 1]) for _ in paragraphs]
        texts = [list(paragraphs), list(paragraphs)]
        for number, owner in enumerate(owners):
            if rng.random() < 0.7:
                texts[owner][number] += "改"
        both = [texts[owner][number] for number, owner in enumerate(owners)]
        assert merge(joined(*paragraphs), *(joined(*text) for text in texts)).text == joined(*both)

    check()


# Size
def test_a_long_text_is_merged_in_a_second() -> None:
    rng = Random(1)
    base = [f"段落{number}の文章です。" for number in range(MAX_PARAGRAPHS)]
    mine, theirs = base[:], base[:]
    rng.shuffle(mine)
    theirs = [p + "改" if n % 3 == 0 else p for n, p in enumerate(theirs)]
    start = time.process_time()
    merge(joined(*base), joined(*mine), joined(*theirs))
    assert time.process_time() - start < 5


def test_a_huge_text_is_one_conflict() -> None:
    base = joined(*map(str, range(MAX_PARAGRAPHS + 2)))
    assert conflicts(merge(base, base + "甲", base + "乙")) == [(base, base + "甲", base + "乙")]

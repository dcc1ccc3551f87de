"""The difference of two texts is shown by phrase, not by line: blog/revisions/diffing.py."""

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.revisions.diffing import ADDED, CHANGED, REMOVED, SAME, Run, diff, line_diff

TEXTS = st.lists(
    st.sampled_from(["今日は会議を開きました。", "雨。", "A b-c.", "\n\n", "\n", " "]), max_size=12
).map("".join)


def shown(runs: list[Run]) -> list[str]:
    """Each paragraph, with removed text in [-…-] and added text in [+…+]; folded ones as …"""
    marks = {SAME: "{}", REMOVED: "[-{}-]", ADDED: "[+{}+]"}
    return [
        "…" if run.is_folded else "".join(marks[part.kind].format(part.text) for part in one.parts)
        for run in runs
        for one in (run.paragraphs[:1] if run.is_folded else run.paragraphs)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "今日は会議を開きました。",
            "昨日は会議を開きました。",
            ["[-今日は-][+昨日は+]会議を開きました。"],
        ),
        ("The quick fox.", "The slow fox.", ["The [-quick-][+slow+] fox."]),
        ("糸の選び方", "糸の選び方、その一", ["糸の選び方[+、その一+]"]),
        ("一\n\n二", "一\n\n新\n\n二", ["一", "[+新+]", "二"]),
        ("一\n\n二\n\n三", "一\n\n三", ["一", "[-二-]", "三"]),
        (
            "雨が降りました。",
            "猫は可愛い。\n\n雨が強く降りました。",
            ["[+猫は可愛い。+]", "雨が[+強く+]降りました。"],
        ),
        (
            "まったく別の話です。",
            "Nothing alike",
            ["[+Nothing alike+]", "[-まったく別の話です。-]"],
        ),
        ("", "一", ["[+一+]"]),
        ("一", "", ["[-一-]"]),
    ],
)
def test_changed_phrases_are_marked(old: str, new: str, expected: list[str]) -> None:
    assert shown(diff(old, new)) == expected


def test_paragraphs_away_from_a_change_are_folded() -> None:
    old = "\n\n".join(f"段落{number}" for number in range(9))
    new = old.replace("段落4", "段落四")
    assert shown(diff(old, new))[0] == "…"
    folded, near, rest = diff(old, new)
    assert (folded.is_folded, near.is_folded, rest.is_folded) == (True, False, True)
    assert [len(run.paragraphs) for run in (folded, rest)] == [3, 3]
    assert [one.kind for one in near.paragraphs] == [SAME, CHANGED, SAME]


def test_few_paragraphs_are_not_folded() -> None:
    old = "\n\n".join(f"段落{number}" for number in range(5))
    assert [run.is_folded for run in diff(old, old.replace("段落1", "段落一"))] == [False, False]


@pytest.mark.parametrize("text", ["a-b--c 1,000 — é", "- x\n- y", "…！？、。（）"])
def test_a_paragraph_is_whole_in_its_parts(text: str) -> None:
    parts = line_diff(text, text + "終").parts
    assert "".join(part.text for part in parts) == text + "終"


@pytest.mark.parametrize("text", ["", "一", "一\n\n二"])
def test_equal_texts_have_no_difference(text: str) -> None:
    assert diff(text, text) == []
    assert diff(text, text + "\n\n") == []


def test_a_line_has_its_parts() -> None:
    assert [part.text for part in line_diff("糸の話", "糸と布の話").parts][-1].endswith("話")
    assert line_diff("糸", "糸").kind == SAME
    assert line_diff("", "糸").kind == ADDED
    assert line_diff("糸の話", "布の話").kind == CHANGED


@pytest.mark.parametrize("examples", [100, pytest.param(3_000, marks=pytest.mark.long)])
def test_both_texts_are_in_the_difference(examples: int) -> None:
    def words(runs: list[Run], kinds: set[str]) -> str:
        parts = [part for run in runs for one in run.paragraphs for part in one.parts]
        return "".join("".join(part.text for part in parts if part.kind in kinds).split())

    @settings(max_examples=examples, deadline=None, derandomize=examples < 1000)
    @given(TEXTS, TEXTS)
    def check(old: str, new: str) -> None:
        runs = diff(old, new)
        if runs:
            assert words(runs, {SAME, ADDED}) == "".join(new.split())
            assert sorted(words(runs, {SAME, REMOVED})) == sorted("".join(old.split()))
        else:  # only blank lines differ
            assert old.split() == new.split()

    check()


def test_a_long_text_is_compared_in_two_seconds() -> None:
    rng = Random(3)
    old = ["".join(rng.choice("春夏秋冬花鳥風月は。をに") for _ in range(200)) for _ in range(100)]
    new = [text.replace("春", "秋") if number % 2 else text for number, text in enumerate(old)]
    start = time.process_time()
    diff("\n\n".join(old), "\n\n".join(new))
    diff("".join(old), "".join(new))
    assert time.process_time() - start < 4

"""Hostile input: the filter never raises and needs little time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comments import spam
from comments.models import Comment
from comments.spam import Facts
from comments.spam.bayes import tokens_of
from comments.spam.normalized_text import MAX_LENGTH, NormalizedText
from comments.spam.score import text_hits

PIECES = [
    *("http://", "https://xn--", "www.", ".top", "@", "[url=", "<a href", "```", "`", "    ", "\n"),
    *(
        "a.",
        "\u200b",
        "\u202e",
        "\u0301",
        "カ",
        "力",
        "a",
        "а",
        "1",
        "$5 per",
        "月収",
        "LINE ID:",
        "!",
        "稼 ",
        "→",
    ),
    *(
        "\ud800",
        "\x00",
        "\U0001d5d7",
        "👉",
        "-",
        "_",
        " ",
        "?ref=",
        "%",
        "id:",
        "+44 ",
        "casino ",
        "ﷺ",
    ),
]
HOSTILE = st.lists(st.one_of(st.sampled_from(PIECES), st.characters()), max_size=60).map("".join)


@given(text=HOSTILE, name=HOSTILE, language=st.sampled_from(["ja", "en", "", "xx"]))
@settings(max_examples=300, deadline=None)
def test_no_text_makes_it_fail(text: str, name: str, language: str) -> None:
    reading = NormalizedText(text, name)
    for hit in text_hits(reading, language, ["word", "("]):
        assert hit.sentence
    tokens_of(reading)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "\u200b", "%s %(number)d", "'; --"])
def test_a_judgement_comes_for_odd_texts_too(text: str) -> None:
    assert spam.judge(Comment(comment=text, user_name=text), Facts()).verdict is spam.Verdict.PASS


@pytest.mark.parametrize(
    "piece", [*PIECES, "a.b-", "a@a.", "1.1 ", "(", "あ.", "x_x_", "line:", "円", "[.]"]
)
def test_the_time_grows_no_faster_than_the_text(piece: str) -> None:
    def cost(length: int) -> float:
        text = (piece * length)[:length]
        began = time.process_time()
        reading = NormalizedText(text, text)
        text_hits(reading, "ja", ["word"])
        tokens_of(reading)
        return time.process_time() - began

    cost(100)
    short, long = min(cost(1_000) for _try in range(3)), min(cost(8_000) for _try in range(2))
    assert long < max(8 * 4 * short, 0.15)


def test_a_text_without_end_costs_no_more_than_the_longest_that_is_read() -> None:
    assert len(NormalizedText("あ" * 1_000_000).prose) == MAX_LENGTH

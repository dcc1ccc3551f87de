"""A revision is stored as a small difference, and comes back exactly: blog/revisions/deltas.py."""

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.revisions import deltas

TEXTS = st.text(alphabet="あい。！\n 𠮷\x00", max_size=30)
CONTENTS = st.fixed_dictionaries({"title": TEXTS, "body": TEXTS, "tags": TEXTS})


def long_text(seed: int = 1) -> str:
    """50 KB of Japanese without repetitions."""
    rng = Random(seed)
    words = ["".join(chr(rng.randrange(0x4E00, 0x5000)) for _ in range(9)) for _ in range(1900)]
    return "".join(f"{word}。" + ("\n\n" if n % 7 == 6 else "") for n, word in enumerate(words))


@pytest.mark.parametrize("examples", [200, pytest.param(10_000, marks=pytest.mark.long)])
def test_a_difference_gives_the_same_content(examples: int) -> None:
    @settings(max_examples=examples, deadline=None, derandomize=examples < 1000)
    @given(CONTENTS, CONTENTS)
    def check(old: dict[str, str], new: dict[str, str]) -> None:
        assert deltas.decompress(deltas.compress(old)) == old
        assert deltas.apply(old, deltas.delta(old, new)) == new

    check()


def test_a_changed_sentence_costs_little() -> None:
    old = long_text()
    assert len(old.encode()) > 50_000
    sentences = old.split("。")
    sentences[700] = "書き直した文です"
    sentences[1500] += "と、続き"
    new = "。".join(sentences)
    start = time.process_time()
    data = deltas.delta({"body": old}, {"body": new})
    assert time.process_time() - start < 0.5
    assert len(data) < 400
    assert deltas.apply({"body": old}, data) == {"body": new}


def test_a_text_of_too_many_sentences_is_stored_as_it_is() -> None:
    rng = Random(2)
    old, new = ("".join(f"{rng.randrange(10**6)}。" for _ in range(4000)) for _ in range(2))
    start = time.process_time()
    data = deltas.delta({"body": old}, {"body": new})
    assert time.process_time() - start < 0.5
    assert deltas.apply({"body": old}, data) == {"body": new}

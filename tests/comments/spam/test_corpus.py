"""The written comments, the seed that is learnt from them, and how well a fresh site does."""

from collections import Counter

import pytest

from benchmarks.spam import judge, reading
from benchmarks.spam_corpus import MEASURING, TRAINING, UNSEEN, samples
from comments.spam import training_data
from comments.spam.score import Verdict


def test_there_are_enough_of_them_each_written_once() -> None:
    rows = samples()
    blogs = Counter(sample.blog for sample in rows)
    assert blogs["ja"] >= 300
    assert blogs["en"] >= 200
    assert len({sample.text for sample in rows}) == len(rows)


def test_the_seed_is_what_the_training_half_teaches() -> None:
    learnt = training_data.learn((reading(sample), sample.is_spam) for sample in samples(TRAINING))
    assert learnt.counts == training_data.load().counts


@pytest.mark.parametrize(("part", "recall"), [(MEASURING, 0.9), (UNSEEN, 0.7)])
def test_a_fresh_site_holds_hardly_a_good_comment_and_most_spam(part: str, recall: float) -> None:
    measured = [judge(sample) for sample in samples(part)]
    held = Counter(
        sample.is_spam for sample, assessment in measured if assessment.verdict is not Verdict.PASS
    )
    sizes = Counter(sample.is_spam for sample, _judgement in measured)
    assert held[False] <= sizes[False] * 0.01
    assert held[True] >= sizes[True] * recall

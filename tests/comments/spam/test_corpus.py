"""The written comments, the seed that is learnt from them, and how well a fresh site does."""

from collections import Counter

from benchmarks.spam import judge, reading
from benchmarks.spam_corpus import samples
from comments.spam import seed
from comments.spam.judging import Verdict


def test_there_are_enough_of_them_each_written_once() -> None:
    rows = samples()
    blogs = Counter(sample.blog for sample in rows)
    assert blogs["ja"] >= 300
    assert blogs["en"] >= 200
    assert len({sample.text for sample in rows}) == len(rows)


def test_the_seed_is_what_the_training_half_teaches() -> None:
    training = [sample for sample in samples() if not sample.is_for_measuring]
    learnt = seed.learn((reading(sample), sample.is_spam) for sample in training)
    assert learnt.counts == seed.load().counts


def test_a_fresh_site_holds_hardly_a_good_comment_and_most_spam() -> None:
    measured = [judge(sample) for sample in samples() if sample.is_for_measuring]
    held = Counter(
        sample.is_spam for sample, judgement in measured if judgement.verdict is not Verdict.PASS
    )
    sizes = Counter(sample.is_spam for sample, _judgement in measured)
    assert held[False] <= sizes[False] * 0.01
    assert held[True] >= sizes[True] * 0.85

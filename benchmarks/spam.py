"""Precision and recall of the spam filter: `.venv/bin/python -m benchmarks.spam`.

Classifies every comment of the measuring part by its text and name only, like a new site: without history,
form timing or learned words. `--learn` first writes the seed from the training part. `--part training`
classifies that part (the filter has learned from it, so the figures are too good), `--part unseen` comments
written without knowledge of the filter, `--file` your own file (JSON lines with `text`, `is_spam`, `name`,
`language`). `--learn-half [FILE]` measures the effect of teaching (spam_learning.py). `--show` prints
the errors, with the reasons.
"""

import argparse
import os
import time
from collections import Counter
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from benchmarks import spam_learning  # noqa: E402
from benchmarks.costs import own_database  # noqa: E402
from benchmarks.spam_corpus import MEASURING, TRAINING, UNSEEN, Sample, samples, samples_of  # noqa: E402
from comments.models import FilterSettings  # noqa: E402
from comments.spam import bayes, score, text_rules, training_data  # noqa: E402
from comments.spam.normalized_text import NormalizedText  # noqa: E402

FOLDS = 5


def main() -> None:
    """Learn if requested, classify, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learn", action="store_true", help="write comments/spam/data/seed.json")
    parser.add_argument(
        "--part", choices=[MEASURING, TRAINING, UNSEEN, "crossed"], default=MEASURING
    )
    parser.add_argument("--file", type=Path, help="judge these comments instead")
    parser.add_argument("--show", action="store_true", help="print what was judged wrongly")
    parser.add_argument(
        "--learn-half",
        type=Path,
        nargs="?",
        const=spam_learning.DEFAULT_FILE,
        metavar="FILE",
        help="teach a random half of a file as moderators do, judge the other half",
    )
    options = parser.parse_args()
    if options.learn_half:
        with own_database():
            spam_learning.print_halves(spam_learning.measure(options.learn_half))
        return
    training = samples(TRAINING)
    if options.learn:
        memory = training_data.learn((reading(sample), sample.is_spam) for sample in training)
        training_data.write(memory)
        print(f"Learnt {len(memory.counts)} words from {len(training)} comments.")
    if options.file:
        judged = [judge(sample) for sample in samples_of(options.file)]
    elif options.part == "crossed":
        judged = crossed(training)
    else:
        judged = [judge(sample) for sample in samples(options.part)]
    report(judged)
    if options.show:
        show(judged)


Judged = tuple[Sample, score.Assessment]


def reading(sample: Sample) -> NormalizedText:
    """Return the normalised text of the sample."""
    return NormalizedText(sample.text, sample.name)


def judge(sample: Sample, memory: bayes.TokenCounts | None = None) -> Judged:
    """Classify one comment as a new site does, with `memory` in place of the seed if given."""
    read, nothing = reading(sample), bayes.TokenCounts({})
    found = text_rules.text_hits(read, sample.language)
    found += score.bayes_hits(bayes.tokens_of(read), nothing, memory or training_data.load())
    return sample, score.assess(found, FilterSettings())


def crossed(training: list[Sample]) -> list[Judged]:
    """Classify each fifth of the training part with a model of the other four."""
    judged = []
    for fold in range(FOLDS):
        rest = [sample for at, sample in enumerate(training) if at % FOLDS != fold]
        memory = training_data.learn((reading(sample), sample.is_spam) for sample in rest)
        judged += [judge(sample, memory) for sample in training[fold::FOLDS]]
    return judged


def report(judged: list[Judged]) -> None:
    """Print precision and recall, overall and by the blog's language."""
    began = time.perf_counter()
    for sample, _judgement in judged:
        judge(sample)
    cost = (time.perf_counter() - began) * 1_000 / len(judged)
    print(f"{len(judged)} comments, {cost:.2f} ms each without queries")
    print(
        f"{'':10}{'good':>6}{'held':>6}{'spam':>6}{'caught':>8}{'as spam':>9}{'precision':>11}{'recall':>8}"
    )
    for blog in ("all", "ja", "en"):
        print_row(blog, [pair for pair in judged if blog in ("all", pair[0].blog)])


def print_row(title: str, judged: list[Judged]) -> None:
    """Print one line: held comments and spam both count as caught."""
    seen = Counter((sample.is_spam, assessment.verdict) for sample, assessment in judged)
    sizes = Counter(sample.is_spam for sample, _judgement in judged)
    wrong, caught = (sizes[kind] - seen[kind, score.Verdict.PASS] for kind in (False, True))
    precision, recall = caught / max(caught + wrong, 1), caught / max(sizes[True], 1)
    print(
        f"{title:10}{sizes[False]:>6}{wrong:>6}{sizes[True]:>6}{caught:>8}"
        f"{seen[True, score.Verdict.SPAM]:>9}{precision:>11.1%}{recall:>8.1%}"
    )


def show(judged: list[Judged]) -> None:
    """Print false positives and false negatives, with their rule hits."""
    for sample, assessment in judged:
        if sample.is_spam is (assessment.verdict is score.Verdict.PASS):
            reasons = ", ".join(f"{f.code} {f.points}" for f in assessment.hits)
            print(f"\n{'spam' if sample.is_spam else 'GOOD'} {assessment.points}: {reasons}")
            print(f"  {sample.name} | {sample.text[:200]!r}")


if __name__ == "__main__":
    main()

"""How well the filter tells good from spam: `.venv/bin/python -m benchmarks.spam`.

Judges every comment of the measuring part by its text and name alone, as a fresh site would: no
history, no time on the form, no word learnt here. `--learn` first makes the seed of the training part
anew. `--part training` judges that one (it has been learnt from, so its numbers flatter), `--part unseen`
what others wrote without sight of the filter, `--file` a file of your own (JSON lines with `text`,
`is_spam`, `name`, `language`). `--show` prints what was judged wrongly, with the reasons.
"""

import argparse
import os
import time
from collections import Counter
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from benchmarks.spam_corpus import MEASURING, TRAINING, UNSEEN, Sample, samples, samples_of  # noqa: E402
from comments.models import FilterSettings  # noqa: E402
from comments.spam import bayes, judging, seed  # noqa: E402
from comments.spam.reading import Reading  # noqa: E402

FOLDS = 5


def main() -> None:
    """Learn if asked to, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learn", action="store_true", help="make comments/spam/seed.json anew")
    parser.add_argument(
        "--part", choices=[MEASURING, TRAINING, UNSEEN, "crossed"], default=MEASURING
    )
    parser.add_argument("--file", type=Path, help="judge these comments instead")
    parser.add_argument("--show", action="store_true", help="print what was judged wrongly")
    options = parser.parse_args()
    training = samples(TRAINING)
    if options.learn:
        memory = seed.learn((reading(sample), sample.is_spam) for sample in training)
        seed.write(memory)
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


Judged = tuple[Sample, judging.Judgement]


def reading(sample: Sample) -> Reading:
    """Return the sample as the filter reads it."""
    return Reading(sample.text, sample.name)


def judge(sample: Sample, memory: bayes.Memory | None = None) -> Judged:
    """Judge one comment as a fresh site does, by `memory` in place of the seed if given."""
    read, nothing = reading(sample), bayes.Memory({})
    found = judging.of_text(read, sample.language, [])
    found += judging.of_memory(bayes.tokens_of(read), nothing, memory or seed.load())
    return sample, judging.added_up(found, FilterSettings())


def crossed(training: list[Sample]) -> list[Judged]:
    """Judge each fifth of the training part by what the other four teach."""
    judged = []
    for fold in range(FOLDS):
        rest = [sample for at, sample in enumerate(training) if at % FOLDS != fold]
        memory = seed.learn((reading(sample), sample.is_spam) for sample in rest)
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
    """Print one line: what waits counts as caught, whether it is held or put among spam."""
    seen = Counter((sample.is_spam, judgement.verdict) for sample, judgement in judged)
    sizes = Counter(sample.is_spam for sample, _judgement in judged)
    wrong, caught = (sizes[kind] - seen[kind, judging.Verdict.PASS] for kind in (False, True))
    precision, recall = caught / max(caught + wrong, 1), caught / max(sizes[True], 1)
    print(
        f"{title:10}{sizes[False]:>6}{wrong:>6}{sizes[True]:>6}{caught:>8}"
        f"{seen[True, judging.Verdict.SPAM]:>9}{precision:>11.1%}{recall:>8.1%}"
    )


def show(judged: list[Judged]) -> None:
    """Print good comments that wait and spam that passes, with what was found."""
    for sample, judgement in judged:
        if sample.is_spam is (judgement.verdict is judging.Verdict.PASS):
            reasons = ", ".join(f"{f.code} {f.points}" for f in judgement.findings)
            print(f"\n{'spam' if sample.is_spam else 'GOOD'} {judgement.points}: {reasons}")
            print(f"  {sample.name} | {sample.text[:200]!r}")


if __name__ == "__main__":
    main()

"""What a site catches after its moderators taught it: `python -m benchmarks.spam --learn-half FILE`.

Ten seeds each split a file of labelled comments into halves. One half is learnt as moderators teach it
(`spam.learn`), the other is judged by text and name, on a database of its own. The threshold comes
from the half that is learnt, for the product sees nothing else.

A line of the file is an object with `text`, `spam` (or `is_spam`), maybe `name` and `language`.
"""

import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from blog.models import Post
from comments import spam
from comments.enums import State
from comments.models import Comment, FilterSettings
from comments.spam import learning, score
from comments.spam.normalized_text import NormalizedText

SEEDS = 10
DEFAULT_FILE = Path(__file__).parent / "data" / "spam" / "learned.jsonl"


@dataclass(frozen=True)
class Half:
    """What one seed measured: shares of spam caught and of good comments held."""

    seed: int
    learnt: int
    recall: float
    good_held: float
    recall_untaught: float
    good_held_untaught: float
    seconds: float  # of learning one comment
    judging: float  # seconds of judging one comment


def measure(path: Path, seeds: int = SEEDS) -> list[Half]:
    """Return what each seed measured."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [_measure(rows, seed) for seed in range(seeds)]


def print_halves(halves: Sequence[Half]) -> None:
    """Print a line for each seed and the means."""
    print(
        f"{'seed':>6}{'learnt':>8}{'recall':>9}{'good held':>11}{'untaught':>10}{'good held':>11}"
    )
    for half in halves:
        print(
            f"{half.seed:>6}{half.learnt:>8}{half.recall:>9.1%}{half.good_held:>11.2%}"
            f"{half.recall_untaught:>10.1%}{half.good_held_untaught:>11.2%}"
        )
    print(
        f"{'mean':>6}{'':8}{mean(half.recall for half in halves):>9.1%}"
        f"{mean(half.good_held for half in halves):>11.2%}"
        f"{mean(half.recall_untaught for half in halves):>10.1%}"
        f"{mean(half.good_held_untaught for half in halves):>11.2%}"
    )
    print(
        f"a lesson {mean(half.seconds for half in halves) * 1_000:.1f} ms, "
        f"a judgement {mean(half.judging for half in halves) * 1_000:.1f} ms"
    )


class _UndoError(Exception):
    """Ends the transaction of a seed, so that the next begins with nothing learnt."""


def _measure(rows: Sequence[dict[str, Any]], seed: int) -> Half:
    order = random.Random(seed).sample(rows, len(rows))
    taught, judged = order[: len(order) // 2], order[len(order) // 2 :]
    half: Half | None = None
    try:
        with transaction.atomic():
            half = _teach_and_judge(taught, judged, seed)
            raise _UndoError
    except _UndoError:
        pass
    assert half is not None
    return half


def _teach_and_judge(
    taught: Sequence[dict[str, Any]], judged: Sequence[dict[str, Any]], seed: int
) -> Half:
    post = Post.objects.create(title="A post", slug=f"seed-{seed}")
    before = [_is_held(row) for row in judged]
    began = time.perf_counter()
    for row in taught:
        _teach(row, post)
    lesson = (time.perf_counter() - began) / len(taught)
    began = time.perf_counter()
    after = [_is_held(row) for row in judged]
    judging = (time.perf_counter() - began) / len(judged)
    recall, good_held = _shares(judged, after)
    recall_untaught, good_held_untaught = _shares(judged, before)
    return Half(
        seed,
        len(taught),
        recall,
        good_held,
        recall_untaught,
        good_held_untaught,
        lesson,
        judging,
    )


def _shares(rows: Sequence[dict[str, Any]], held: Sequence[bool]) -> tuple[float, float]:
    """Return the shares of spam and of good comments that are held."""
    return _share(rows, held, is_spam=True), _share(rows, held, is_spam=False)


def _share(rows: Sequence[dict[str, Any]], held: Sequence[bool], *, is_spam: bool) -> float:
    return mean(found for row, found in zip(rows, held, strict=True) if _is_spam(row) is is_spam)


def _teach(row: dict[str, Any], post: Post) -> None:
    comment = _drafted(row, post)
    comment.state = State.SPAM if _is_spam(row) else State.APPROVED
    comment.save()
    spam.learn(comment, learning.LESSONS[comment.state])


def _is_held(row: dict[str, Any]) -> bool:
    """Judge text and name alone: that the same text came before is not what is measured."""
    settings = FilterSettings.load()
    reading = NormalizedText(row["text"], row.get("name", ""))
    found = score.content_hits(reading, row.get("language", "ja"), settings)
    return score.assess(found, settings).verdict is not score.Verdict.PASS


def _drafted(row: dict[str, Any], post: Post) -> Comment:
    return Comment(
        content_type=ContentType.objects.get_for_model(post),
        object_pk=str(post.pk),
        entry_key=f"blog.post:{post.pk}",
        site_id=1,
        user_name=row.get("name", "")[:50],
        comment=row["text"],
        submit_date=timezone.now(),
    )


def _is_spam(row: dict[str, Any]) -> bool:
    return bool(row["spam"] if "spam" in row else row["is_spam"])

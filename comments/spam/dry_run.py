"""Dry run of the filter: other thresholds or one more rule, applied to recent comments.

Nothing is changed. Each comment has the points of its submission. Comments without points (by the blog's
own people, or from before the filter) count as 0.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from comments.enums import BanKind, State
from comments.models import Comment
from comments.spam.learning import GOOD, SPAM, normalized
from comments.spam.rules import is_about
from comments.spam.score import Verdict, verdict_of

DAYS = 90
#: Maximum number of listed comments; all are counted.
LISTED = 100


@dataclass(frozen=True)
class Trial:
    """Thresholds to try, and a rule about a word or a domain ("" is no rule)."""

    hold_threshold: int
    spam_threshold: int
    kind: str = BanKind.WORD
    value: str = ""

    def verdict(self, comment: Comment) -> Verdict:
        """Return the verdict on `comment`. A matching rule holds a comment that would pass."""
        verdict = verdict_of(comment.spam_score or 0, self.hold_threshold, self.spam_threshold)
        return Verdict.HOLD if verdict is Verdict.PASS and self._is_about(comment) else verdict

    def _is_about(self, comment: Comment) -> bool:
        return bool(self.value) and is_about(normalized(comment), self.kind, self.value)


@dataclass(frozen=True)
class Quality:
    """Quality of the filter on comments that a person decided about; a held comment counts as caught."""

    good: int = 0  # let through by the filter and by a person
    good_held: int = 0
    spam_held: int = 0
    spam_missed: int = 0

    @property
    def decided(self) -> int:
        """Number of comments that a person decided about."""
        return self.good + self.good_held + self.spam_held + self.spam_missed

    @property
    def precision_percent(self) -> int | None:
        """Percentage of spam in the caught comments; None if none was caught."""
        return _percent(self.spam_held, self.spam_held + self.good_held)

    @property
    def recall_percent(self) -> int | None:
        """Percentage of caught comments in all spam; None if there was no spam."""
        return _percent(self.spam_held, self.spam_held + self.spam_missed)


@dataclass
class Outcome:
    """Result of a dry run."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # by state and verdict
    caught: list[Comment] = field(default_factory=list)  # the newest, at most LISTED
    quality: Quality = Quality()

    @property
    def total(self) -> int:
        """Number of all comments in the period."""
        return self.counts.total()

    @property
    def table(self) -> list[tuple[str, list[int]]]:
        """Rows of (label of a state, [number that passes, is held, is spam]) for states with comments."""
        return [
            (str(State(state).label), [self.counts[state, verdict] for verdict in Verdict])
            for state in State.values
            if any(self.counts[state, verdict] for verdict in Verdict)
        ]


def run(trial: Trial, *, now: datetime | None = None) -> Outcome:
    """Apply `trial` to the comments of the last DAYS days, in one query."""
    since = (now or timezone.now()) - timedelta(days=DAYS)
    outcome, learnt = Outcome(), Counter[tuple[str, bool]]()
    for comment in _comments(since):
        verdict = trial.verdict(comment)
        outcome.counts[comment.state, verdict] += 1
        if comment.spam_score is not None:
            learnt[comment.learned_as, verdict is not Verdict.PASS] += 1
        if verdict is not Verdict.PASS and len(outcome.caught) < LISTED:
            outcome.caught.append(comment)
    outcome.quality = Quality(
        learnt[GOOD, False], learnt[GOOD, True], learnt[SPAM, True], learnt[SPAM, False]
    )
    return outcome


def _comments(since: datetime) -> Iterable[Comment]:
    rows = Comment.objects.filter(submit_date__gte=since).order_by("-pk")
    fields = (
        "comment",
        "user_name",
        "state",
        "spam_score",
        "learned_as",
        "submit_date",
        "entry_key",
    )
    return rows.only(*fields).iterator(chunk_size=500)


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None

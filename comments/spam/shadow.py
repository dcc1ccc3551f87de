"""What other thresholds or one more rule would have done to the comments of the last days.

Nothing is changed. The points are those that each comment got when it came; comments without points
(of the blog's own people, or from before the filter) count as none.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from comments.enums import BanKind, State
from comments.models import Comment
from comments.spam.judging import Verdict, verdict_of
from comments.spam.learning import GOOD, SPAM, reading_of
from comments.spam.rules import is_about

DAYS = 90
#: How many comments are listed; all are counted.
LISTED = 100


@dataclass(frozen=True)
class Trial:
    """What is tried: thresholds, and a rule about a word or a domain ("" is no rule)."""

    hold_at: int
    spam_at: int
    kind: str = BanKind.WORD
    value: str = ""

    def verdict(self, comment: Comment) -> Verdict:
        """What would become of `comment`. A rule holds, whatever the points are."""
        verdict = verdict_of(comment.spam_score or 0, self.hold_at, self.spam_at)
        return Verdict.HOLD if verdict is Verdict.PASS and self._is_about(comment) else verdict

    def _is_about(self, comment: Comment) -> bool:
        return bool(self.value) and is_about(reading_of(comment), self.kind, self.value)


@dataclass(frozen=True)
class Quality:
    """How the filter did where a person decided: what waits counts as caught."""

    good: int = 0  # let through by the filter and by a person
    good_held: int = 0
    spam_held: int = 0
    spam_missed: int = 0

    @property
    def decided(self) -> int:
        """How many comments a person decided about."""
        return self.good + self.good_held + self.spam_held + self.spam_missed

    @property
    def precision_percent(self) -> int | None:
        """Of what the filter caught, the share that was spam; None while it caught nothing."""
        return _percent(self.spam_held, self.spam_held + self.good_held)

    @property
    def recall_percent(self) -> int | None:
        """Of all spam, the share that the filter caught; None while there was none."""
        return _percent(self.spam_held, self.spam_held + self.spam_missed)


@dataclass
class Outcome:
    """What a trial would have done."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # by state and verdict
    caught: list[Comment] = field(default_factory=list)  # the newest, at most LISTED
    quality: Quality = Quality()

    @property
    def total(self) -> int:
        """How many comments were looked at."""
        return self.counts.total()

    @property
    def table(self) -> list[tuple[str, list[int]]]:
        """For each state that occurs, its label and how many would pass, wait, be among spam."""
        return [
            (str(State(state).label), [self.counts[state, verdict] for verdict in Verdict])
            for state in State.values
            if any(self.counts[state, verdict] for verdict in Verdict)
        ]


def run(trial: Trial, *, now: datetime | None = None) -> Outcome:
    """Return what `trial` would have done to the comments of the last DAYS days, in one query."""
    since = (now or timezone.now()) - timedelta(days=DAYS)
    outcome, learnt = Outcome(), Counter[tuple[str, bool]]()
    for comment in _comments(since):
        verdict = trial.verdict(comment)
        outcome.counts[comment.state, verdict] += 1
        if comment.spam_score is not None:
            learnt[comment.learnt_as, verdict is not Verdict.PASS] += 1
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
        "learnt_as",
        "submit_date",
        "entry_key",
    )
    return rows.only(*fields).iterator(chunk_size=500)


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None

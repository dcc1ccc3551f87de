"""Reputation rules: decisions about earlier comments of the writer and network, and repeated texts."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import CharField, F, QuerySet
from django.db.models.functions import Left

from comments.enums import State
from comments.models import Comment
from comments.querysets import CommentQuerySet
from comments.spam.learning import GOOD
from comments.spam.normalized_text import plain
from comments.spam.rule_hits import Code, RuleHit

#: Number of comments that are read: the latest of all, of the writer, of the network.
LATEST = 100
#: Texts are compared up to this length.
COMPARED = 300
#: Shorter texts may be equal by chance: "Thank you!"
SHORTEST = 15
_NEAR = 0.8

#: The columns of `Earlier`.
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Earlier:
    """The columns of an earlier comment that the rules need."""

    key: int
    entry_key: str
    state: str
    writer_key: str
    network_key: str
    user_id: int | None
    beginning: str
    learned_as: str


def before(comment: Comment) -> list[Earlier]:
    """Return the latest comments, and the latest of the same writer and network, in one query.

    Each arm of the union uses an index, so the cost does not grow with the number of comments.
    """
    arms = [Comment.objects.all()]
    if comment.user_id:
        arms.append(Comment.objects.filter(user=comment.user_id))
    elif comment.writer_key:
        arms.append(Comment.objects.filter(writer_key=comment.writer_key))
    if comment.network_key:
        arms.append(Comment.objects.filter(network_key=comment.network_key))
    first, *others = map(_rows, arms)
    return [Earlier(*row) for row in first.union(*others) if row[0] != comment.pk]


def _rows(comments: CommentQuerySet) -> QuerySet[Comment, Row]:
    """Select the latest of `comments`. The limit is in a subquery: SQLite allows none in an arm of a union."""
    keys = comments.order_by("-pk").values("pk")[:LATEST]
    beginning = Left("comment", COMPARED, output_field=CharField())
    rows = Comment.objects.filter(pk__in=keys).order_by()
    columns = [column.name for column in fields(Earlier)]
    return rows.annotate(key=F("pk"), beginning=beginning).values_list(*columns)


def find_hits(comment: Comment, earlier: Sequence[Earlier]) -> list[RuleHit]:
    """Return the hits of all reputation rules."""
    own = [row for row in earlier if _same_writer(comment, row)]
    same_network = [
        row for row in earlier if comment.network_key and row.network_key == comment.network_key
    ]
    return [*_of_writer(own), *_of_network(same_network), *_repeats(comment, earlier)]


def _same_writer(comment: Comment, row: Earlier) -> bool:
    if comment.user_id:
        return row.user_id == comment.user_id
    return bool(comment.writer_key) and row.writer_key == comment.writer_key


def _of_writer(own: Sequence[Earlier]) -> list[RuleHit]:
    """Score decisions about the writer's comments. One approved without a person's decision counts little."""
    shown = sum(row.state == State.APPROVED for row in own)
    good = sum(row.state == State.APPROVED and row.learned_as == GOOD for row in own)
    spam = sum(row.state == State.SPAM for row in own)
    bad = spam + sum(row.state == State.REJECTED for row in own)
    hits = []
    if shown:
        points = min(10 + 5 * good, 40) if good else min(2 * shown, 10)
        hits.append(RuleHit(Code.WRITER_GOOD, -points, {"number": shown}))
    if bad:
        points = min(30 * spam + 10 * (bad - spam), 80)
        hits.append(RuleHit(Code.WRITER_BAD, points, {"number": bad}))
    return hits


def _of_network(rows: Sequence[Earlier]) -> list[RuleHit]:
    """Score spam from the network. Many people share one, so approved comments lower the score."""
    spam = sum(row.state == State.SPAM for row in rows)
    good = sum(row.state == State.APPROVED for row in rows)
    points = min(20 + 5 * spam, 45) if spam > good else min(3 * spam, 15)
    return [RuleHit(Code.NETWORK_BAD, points, {"number": spam})] if spam else []


def _repeats(comment: Comment, earlier: Sequence[Earlier]) -> list[RuleHit]:
    """Score earlier comments with the same or nearly the same text, of any writer and post."""
    text = _essence(comment.comment)
    if len(text) < SHORTEST:
        return []
    grams = _grams(text)
    twins = [row for row in earlier if _is_twin(text, grams, row.beginning)]
    if not twins:
        return []
    was_spam = any(row.state == State.SPAM for row in twins)
    elsewhere = {row.entry_key for row in twins} - {comment.entry_key}
    points = 60 if was_spam else min(15 * len(twins) + 15 * len(elsewhere), 70)
    return [RuleHit(Code.REPEATED, points, {"number": len(twins), "was_spam": was_spam})]


def _essence(text: str) -> str:
    """Return the letters and digits of the text's beginning, normalized."""
    return "".join(filter(str.isalnum, plain(text[:COMPARED])))


def _grams(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)}


def _is_twin(text: str, grams: set[str], other: str) -> bool:
    if not len(text) * 0.5 < len(other):
        return False
    other = _essence(other)
    if text == other:
        return True
    if not 0.75 < len(other) / len(text) < 1.34:
        return False
    theirs = _grams(other)
    return len(grams & theirs) >= _NEAR * len(grams | theirs)

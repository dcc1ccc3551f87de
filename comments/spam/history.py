"""What the database tells: how earlier comments of a writer and a network fared, and repeats."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import CharField, F
from django.db.models.functions import Left

from comments.enums import State
from comments.models import Comment
from comments.querysets import CommentQuerySet
from comments.spam.findings import Code, Finding
from comments.spam.learning import GOOD
from comments.spam.reading import plain

#: How many comments are looked at: the latest of all, of the writer, of the network.
LATEST = 100
#: Texts are compared up to this length.
COMPARED = 300
#: Shorter texts are the same by chance: "Thank you!"
SHORTEST = 15
_NEAR = 0.8


@dataclass(frozen=True)
class Earlier:
    """One earlier comment, as far as it tells something about the next."""

    key: int
    entry_key: str
    state: str
    writer_key: str
    network_key: str
    user_id: int | None
    beginning: str
    learnt_as: str


def before(comment: Comment) -> list[Earlier]:
    """Return the latest comments, and the latest of the same writer and network, in one query.

    Each arm of the union finds its keys by an index, so it costs the same however many comments there are.
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


def _rows(comments: CommentQuerySet) -> Any:
    """The latest of `comments`; the limit is in a subquery, for SQLite takes none in an arm of a union."""
    keys = comments.order_by("-pk").values("pk")[:LATEST]
    beginning = Left("comment", COMPARED, output_field=CharField())
    rows = Comment.objects.filter(pk__in=keys).order_by()
    columns = [column.name for column in fields(Earlier)]
    return rows.annotate(key=F("pk"), beginning=beginning).values_list(*columns)


def findings(comment: Comment, earlier: Sequence[Earlier]) -> list[Finding]:
    """Return what `earlier` comments tell about this one."""
    own = [row for row in earlier if _same_writer(comment, row)]
    near = [
        row for row in earlier if comment.network_key and row.network_key == comment.network_key
    ]
    return [*_of_writer(own), *_of_network(near), *_repeats(comment, earlier)]


def _same_writer(comment: Comment, row: Earlier) -> bool:
    if comment.user_id:
        return row.user_id == comment.user_id
    return bool(comment.writer_key) and row.writer_key == comment.writer_key


def _of_writer(own: Sequence[Earlier]) -> list[Finding]:
    """How the writer's comments fared. One that nobody looked at says little for them."""
    shown = sum(row.state == State.APPROVED for row in own)
    good = sum(row.state == State.APPROVED and row.learnt_as == GOOD for row in own)
    spam = sum(row.state == State.SPAM for row in own)
    bad = spam + sum(row.state == State.REJECTED for row in own)
    found = []
    if shown:
        points = min(10 + 5 * good, 40) if good else min(2 * shown, 10)
        found.append(Finding(Code.WRITER_GOOD, -points, {"number": shown}))
    if bad:
        points = min(30 * spam + 10 * (bad - spam), 80)
        found.append(Finding(Code.WRITER_BAD, points, {"number": bad}))
    return found


def _of_network(near: Sequence[Earlier]) -> list[Finding]:
    """Spam from the network. Many people share one, so what else came from there weighs it down."""
    spam = sum(row.state == State.SPAM for row in near)
    good = sum(row.state == State.APPROVED for row in near)
    points = min(20 + 5 * spam, 45) if spam > good else min(3 * spam, 15)
    return [Finding(Code.NETWORK_BAD, points, {"number": spam})] if spam else []


def _repeats(comment: Comment, earlier: Sequence[Earlier]) -> list[Finding]:
    """The same text, or nearly, elsewhere or by others."""
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
    return [Finding(Code.REPEATED, points, {"number": len(twins), "was_spam": was_spam})]


def _essence(text: str) -> str:
    """What remains when marks, spaces and case do not count."""
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

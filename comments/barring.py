"""Barring a commenter: one action adds a rule that refuses them and marks their held comments as spam.

A signed token with the previous state undoes the whole action.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.db import transaction

from accounts.models import User
from audit import log
from audit.enums import Verb
from comments import bans, moderation
from comments.enums import BanEffect, BanKind, State
from comments.models import Ban, Comment
from comments.querysets import CommentQuerySet

SALT = "comments.barring"
#: Maximum number of comments in one action; the token contains the key of each.
MAX_COMMENTS = 200
_RULE_FIELDS = ("effect", "note", "expires_at")


@dataclass(frozen=True)
class Barred:
    """Result of `bar`: the comments marked as spam, and the token for `undo`."""

    comments: list[Comment]
    token: str


def bar(comment: Comment, *, own: CommentQuerySet, by: User) -> Barred:
    """Refuse the writer of `comment` for a month; mark it and their held comments in `own` as spam.

    First the rule is saved and logged, then each comment is marked in its own transaction. An existing rule
    is changed, unless it refuses the writer already. Raises ValueError if the writer is unknown.
    """
    writer = bans.subject(comment, BanKind.WRITER)
    if not writer:
        raise ValueError("Nothing is known of the writer.")
    rules = Ban.objects.filter(kind=BanKind.WRITER, value=writer)
    before = rules.values("pk", *_RULE_FIELDS).first()
    is_refused = rules.in_force().filter(effect=BanEffect.REFUSE).exists()
    ban = None if is_refused else _refuse(comment, writer, by)
    held = own.filter(state=State.HELD).by_writer_of(comment).exclude(pk=comment.pk)
    candidates = [comment, *held.order_by("pk")[: MAX_COMMENTS - 1]]
    marked = [one for one in candidates if moderation.mark_spam(one, by=by)]
    undo_data = {
        "by": by.pk,
        "ban": ban.pk if ban else None,
        "before": _serialize(before) if before else None,
        "comments": [one.pk for one in marked],
    }
    return Barred(marked, signing.dumps(undo_data, salt=SALT))


def undo(token: str, *, own: CommentQuerySet, by: User) -> list[Comment]:
    """Undo `bar`: restore the rule and the comments; return the comments that were restored.

    A rule that was deleted meanwhile stays deleted. Raises signing.BadSignature for an invalid token, or
    one of another user.
    """
    undo_data: dict[str, Any] = signing.loads(token, salt=SALT)
    if undo_data["by"] != by.pk:
        raise signing.BadSignature("The token belongs to another user.")
    if undo_data["ban"]:
        _restore(undo_data["ban"], undo_data["before"], by)
    comments = list(own.filter(id__in=undo_data["comments"]).order_by("pk"))
    return [comment for comment in comments if moderation.undo(comment, by=by)]


def _refuse(comment: Comment, writer: str, by: User) -> Ban:
    until = bans.Lasting.MONTH.until
    effect = BanEffect.REFUSE
    return bans.impose(BanKind.WRITER, writer, effect=effect, until=until, comment=comment, by=by)


def _restore(pk: int, before: Mapping[str, object] | None, by: User) -> None:
    """Restore the fields of the rule, or delete it if there was none before."""
    with transaction.atomic():
        ban = Ban.objects.select_for_update().filter(pk=pk).first()
        if ban is None:
            return
        if before is None:
            log.record(Verb.DELETED, ban, by=by)
            ban.delete()
        else:
            Ban.objects.filter(pk=pk).update(**{name: before[name] for name in _RULE_FIELDS})
            log.record(Verb.CHANGED, ban, by=by)


def _serialize(row: Mapping[str, object]) -> dict[str, object]:
    """Return the row with its datetime as text, for JSON."""
    expires_at = row["expires_at"]
    return {
        **row,
        "expires_at": expires_at.isoformat() if isinstance(expires_at, datetime) else None,
    }

"""Reactions of readers to comments: permission to edit and delete their own, likes, reports."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.identity import Identity
from comments.models import Comment, Like, Report
from comments.transitions import lock_comment
from core.rate_limit import RateLimit

#: Time after submission during which the writer may edit a comment.
EDIT_FOR = timedelta(minutes=15)
LIKES = RateLimit("comment-likes", 60, 600)
REPORTS = RateLimit("comment-reports", 10, 3600)

_TOO_MANY = _("Too many attempts within a short time. Please wait a while and try again.")


def owns(writer: Identity, comment: Comment) -> bool:
    """Whether `writer` wrote it: the same account, or a guest with the cookie of that browser."""
    if writer.user_id:
        return bool(comment.user_id == writer.user_id)
    return bool(writer.key and not comment.user_id and comment.writer_key == writer.key)


def may_edit(writer: Identity, comment: Comment, now: datetime | None = None) -> bool:
    """Whether `writer` may edit it: their own, younger than EDIT_FOR, public or waiting."""
    age = (now or timezone.now()) - comment.submit_date
    return owns(writer, comment) and may_delete(comment) and age < EDIT_FOR


def may_delete(comment: Comment) -> bool:
    """Whether the writer may delete it: it is public or waiting."""
    return comment.is_approved or comment.seems_to_wait


def like(comment: Comment, writer: Identity, *, likes: bool) -> int:
    """Set or remove the like of `writer`; return the number of likes. A repeated call changes nothing.

    Raises ValidationError (code "flood") over the limit LIKES of the network.
    """
    with transaction.atomic():
        lock_comment(comment)
        _check_limit(LIKES, writer)
        own = Like.objects.filter(comment=comment, reader_key=writer.key)
        if not likes:
            own.delete()
        elif not own.exists():
            Like.objects.create(comment=comment, reader_key=writer.key)
        count = Like.objects.filter(comment=comment).count()
        Comment.objects.filter(pk=comment.pk).update(like_count=count)
    return count


def report(comment: Comment, writer: Identity, *, reason: str, text: str) -> None:
    """Create a report; a second one by the same reader replaces the first and is open again.

    Raises ValidationError (code "flood") over the limit REPORTS of the network.
    """
    with transaction.atomic():
        lock_comment(comment)
        _check_limit(REPORTS, writer)
        Report.objects.update_or_create(
            comment=comment,
            reader_key=writer.key,
            defaults={
                "reason": reason,
                "text": text,
                "created_at": timezone.now(),
                "resolved_at": None,
            },
        )
        count = Report.objects.filter(comment=comment, resolved_at=None).count()
        Comment.objects.filter(pk=comment.pk).update(report_count=count)


def _check_limit(limit: RateLimit, writer: Identity) -> None:
    """Count one request of the network; raise ValidationError (code "flood") over the limit.

    It is called under the lock of the comment, so that concurrent requests are counted one by one.
    """
    if writer.network and not limit.hit(writer.network):
        raise ValidationError(_TOO_MANY, code="flood")

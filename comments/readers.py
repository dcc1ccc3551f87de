"""What readers do with comments that are there: mend and take back their own, like, report."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments import moderation
from comments.models import Comment, Like, Report
from comments.writers import Writer
from core.rate_limit import RateLimit

#: For so long a comment may be mended by whoever wrote it.
EDIT_FOR = timedelta(minutes=15)
LIKES = RateLimit("comment-likes", 60, 600)
REPORTS = RateLimit("comment-reports", 10, 3600)

_OFTEN = _("That was very often within a short time. Please wait a while and try again.")


def owns(writer: Writer, comment: Comment) -> bool:
    """Whether `writer` wrote it: the same account, or a guest with the secret of that browser."""
    if writer.user_id:
        return bool(comment.user_id == writer.user_id)
    return bool(writer.key and not comment.user_id and comment.writer_key == writer.key)


def may_edit(writer: Writer, comment: Comment, now: datetime | None = None) -> bool:
    """Whether `writer` may still mend it: their own, young enough, and not taken away."""
    age = (now or timezone.now()) - comment.submit_date
    return owns(writer, comment) and may_be_taken_back(comment) and age < EDIT_FOR


def may_be_taken_back(comment: Comment) -> bool:
    """Whether it stands or waits, so that its writer may delete it."""
    return comment.is_approved or comment.seems_to_wait


def like(comment: Comment, writer: Writer, *, likes: bool) -> int:
    """Let `writer` like `comment`, or like it no more; return how many do. Twice is once.

    Raises ValidationError (code "flood") for more than anybody likes in earnest.
    """
    if writer.network and not LIKES.hit(writer.network):
        raise ValidationError(_OFTEN, code="flood")
    with transaction.atomic():
        moderation.locked(comment)
        mine = Like.objects.filter(comment=comment, reader_key=writer.key)
        if not likes:
            mine.delete()
        elif not mine.exists():
            Like.objects.create(comment=comment, reader_key=writer.key)
        count = Like.objects.filter(comment=comment).count()
        Comment.objects.filter(pk=comment.pk).update(like_count=count)
    return count


def report(comment: Comment, writer: Writer, *, reason: str, text: str) -> None:
    """Tell the moderators; a second report by the same reader replaces their first.

    Raises ValidationError (code "flood") where one network reports very often.
    """
    if writer.network and not REPORTS.hit(writer.network):
        raise ValidationError(_OFTEN, code="flood")
    with transaction.atomic():
        moderation.locked(comment)
        Report.objects.update_or_create(
            comment=comment,
            reader_key=writer.key,
            defaults={
                "reason": reason,
                "text": text,
                "created_at": timezone.now(),
                "settled_at": None,
            },
        )
        count = Report.objects.filter(comment=comment, settled_at=None).count()
        Comment.objects.filter(pk=comment.pk).update(report_count=count)

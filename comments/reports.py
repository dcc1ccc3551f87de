"""Reports: open until a moderator decides about the comment, and open again when that is undone."""

from datetime import datetime

from comments.models import Comment, Report


def resolve(comment: Comment, resolved_at: datetime) -> bool:
    """Resolve the open reports of `comment` at `resolved_at`; return whether there were any."""
    reports = Report.objects.filter(comment=comment.pk, resolved_at=None)
    return _update_count(comment, reports.update(resolved_at=resolved_at))


def reopen(comment: Comment, resolved_at: datetime) -> bool:
    """Reopen the reports that were resolved at `resolved_at`; return whether there were any."""
    reports = Report.objects.filter(comment=comment.pk, resolved_at=resolved_at)
    return _update_count(comment, reports.update(resolved_at=None))


def _update_count(comment: Comment, changed: int) -> bool:
    """Update Comment.report_count; return whether reports were changed."""
    if changed:
        count = Report.objects.filter(comment=comment.pk, resolved_at=None).count()
        Comment.objects.filter(pk=comment.pk).update(report_count=count)
        comment.report_count = count
    return bool(changed)

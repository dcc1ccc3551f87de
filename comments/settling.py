"""Reports are open until somebody decides about the comment, and again when that is undone."""

from datetime import datetime

from comments.models import Comment, Report


def settle(comment: Comment, moment: datetime) -> bool:
    """Settle the open reports about `comment` with the decision of `moment`; return whether there were any."""
    reports = Report.objects.filter(comment=comment.pk, settled_at=None)
    return _counted(comment, reports.update(settled_at=moment))


def reopen(comment: Comment, moment: datetime) -> bool:
    """Open again what the decision of `moment` settled; return whether there was anything."""
    reports = Report.objects.filter(comment=comment.pk, settled_at=moment)
    return _counted(comment, reports.update(settled_at=None))


def _counted(comment: Comment, changed: int) -> bool:
    """Keep the number of open reports on the comment."""
    if changed:
        count = Report.objects.filter(comment=comment.pk, settled_at=None).count()
        Comment.objects.filter(pk=comment.pk).update(report_count=count)
        comment.report_count = count
    return bool(changed)

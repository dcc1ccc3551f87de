"""Review of entries by editors: submit, return with a remark, approve.

Each verb locks the row and changes nothing unless its status allows it. blog.publishing writes the
status, the audit row and the row of the review (blog/review_requests.py). After the commit, tasks send
the mails (blog/review_mails.py): to the editors on submission, to the authors on the decision.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog import publishing
from blog.enums import Status
from blog.models import Entry, ReviewRequest


def submit(entry: Entry) -> bool:
    """Submit a draft for review; return whether it was a draft."""
    with transaction.atomic():
        if _locked(entry).status != Status.DRAFT:
            return False
        publishing.submit(entry)
    return True


def return_to_author(entry: Entry, *, remark: str) -> bool:
    """Make an entry in review a draft again, with a remark for its authors; False if it is not in review."""
    with transaction.atomic():
        if _locked(entry).status != Status.IN_REVIEW:
            return False
        publishing.unpublish(entry)
        newest = ReviewRequest.objects.of(entry).order_by("-pk").values("pk")[:1]
        ReviewRequest.objects.filter(pk__in=list(newest.values_list("pk", flat=True))).update(
            outcome=ReviewRequest.Outcome.RETURNED, remark=remark
        )
    return True


def approve(entry: Entry, *, seen_at: datetime, at: datetime | None = None) -> bool:
    """Publish an entry in review now, or schedule it for `at`; False if it is not in review.

    `seen_at` is the `updated_at` of the text that was reviewed. Raises ValidationError with the code
    "changed" if the text was changed since, "past" if `at` has passed, and "expired" as publishing does.
    """
    with transaction.atomic():
        row = _locked(entry)
        if row.status != Status.IN_REVIEW:
            return False
        if row.updated_at != seen_at:
            raise ValidationError(
                _("The text was changed after you opened this page. Please read it again."),
                code="changed",
            )
        if at is None:
            return publishing.publish(entry)
        if at <= timezone.now():
            raise ValidationError(
                _("This time has passed. Please choose a later one."), code="past"
            )
        return publishing.schedule(entry, at=at)


def _locked(entry: Entry) -> Entry:
    row: Entry = type(entry).objects.select_for_update().get(pk=entry.pk)
    return row

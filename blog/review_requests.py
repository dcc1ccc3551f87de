"""Rows of reviews: opened and closed with the status of an entry, whichever way it changes.

blog.publishing calls `follow` in each transaction that changes an entry; blog.review has the verbs.
"""

from datetime import datetime

from audit import log
from blog import signals
from blog.enums import Status
from blog.models import Entry, ReviewRequest

Outcome = ReviewRequest.Outcome


def follow(before: Entry | None, entry: Entry, now: datetime) -> None:
    """Open a request if `entry` came into review, close it if it left; announce both.

    It is withdrawn if the person who submitted it takes it back, or if it goes to the trash.
    """
    was_in_review = before is not None and before.status == Status.IN_REVIEW
    is_in_review = entry.status == Status.IN_REVIEW
    if is_in_review and not was_in_review:
        _open(entry, now)
    elif was_in_review and not is_in_review:
        _close(entry, now)


def latest(entry: Entry) -> ReviewRequest | None:
    """Return the newest request of `entry` with its people, or None (one query)."""
    rows = ReviewRequest.objects.of(entry).select_related("submitted_by", "decided_by")
    row: ReviewRequest | None = rows.order_by("-pk").first()
    return row


def _open(entry: Entry, now: datetime) -> None:
    request = ReviewRequest.objects.create(
        **{str(entry._meta.model_name): entry},
        submitted_by_id=log.current_actor().user_pk,
        submitted_at=now,
    )
    signals.review_submitted.send(sender=type(entry), pk=request.pk)


def _close(entry: Entry, now: datetime) -> None:
    """Close the waiting request; there is none if it came into review before reviews were recorded."""
    waiting = ReviewRequest.objects.of(entry).filter(outcome=Outcome.WAITING)
    request = waiting.select_for_update().order_by("-pk").first()
    if request is None:
        return
    request.decided_by_id = log.current_actor().user_pk
    request.decided_at = now
    request.outcome = _outcome(entry, request)
    request.save(update_fields=["decided_by", "decided_at", "outcome"])
    signals.review_decided.send(sender=type(entry), pk=request.pk)


def _outcome(entry: Entry, request: ReviewRequest) -> ReviewRequest.Outcome:
    if entry.status in (Status.PUBLISHED, Status.SCHEDULED, Status.PROTECTED):
        return Outcome.APPROVED
    is_own = request.decided_by_id is not None and request.decided_by_id == request.submitted_by_id
    return Outcome.RETURNED if entry.status == Status.DRAFT and not is_own else Outcome.WITHDRAWN

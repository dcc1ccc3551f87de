"""Mails about reviews: to the editors on submission, to the authors on the decision."""

from django.urls import reverse

from accounts.emails import language_of
from accounts.models import User
from blog.enums import Status
from blog.models import Entry, ReviewRequest
from core.site_urls import absolute
from mail import outbox

#: Template of the mail about each decision. A withdrawal is mailed to no one.
DECISIONS = {
    ReviewRequest.Outcome.RETURNED.value: "review_returned",
    ReviewRequest.Outcome.APPROVED.value: "review_approved",
}


def send_submitted(request_pk: int) -> int:
    """Enqueue the mails to the editors about a submission that still waits; return their number."""
    request = _get(request_pk)
    if request is None or request.outcome != ReviewRequest.Outcome.WAITING:
        return 0
    people = [user for user in reviewers(request.entry) if user.pk != request.submitted_by_id]
    return sum(_send(request, user, "review_submitted") for user in people)


def send_decided(request_pk: int) -> int:
    """Enqueue the mails to the authors about a decision; return their number."""
    request = _get(request_pk)
    template = DECISIONS.get(request.outcome) if request else None
    if request is None or template is None:
        return 0
    people = [user for user in _authors(request.entry) if user.pk != request.decided_by_id]
    return sum(_send(request, user, template) for user in people)


def reviewers(entry: Entry) -> list[User]:
    """Return the users who may publish any entry of this kind."""
    name = entry._meta.model_name
    users = User.objects.with_perm(f"blog.edit_any_{name}")
    return [user for user in users if user.has_perm(f"blog.publish_{name}")]


def _authors(entry: Entry) -> list[User]:
    """Return the active users who sign `entry`."""
    return list(User.objects.filter(is_active=True, author__in=entry.authors.all()).distinct())


def _get(pk: int) -> ReviewRequest | None:
    rows = ReviewRequest.objects.select_related("post", "page", "submitted_by", "decided_by")
    request: ReviewRequest | None = rows.filter(pk=pk).first()
    return request


def _send(request: ReviewRequest, user: User, template: str) -> bool:
    """Enqueue one mail; the key makes a second run of the task do nothing."""
    entry = request.entry
    if not user.email:
        return False
    page = "review" if template == "review_submitted" else "change"
    mail = outbox.enqueue(
        key=f"review-{request.pk}-{template}-u{user.pk}",
        to=user.email,
        template=template,
        context={
            "user": user,
            "review": request,
            "entry": entry,
            "is_scheduled": entry.status == Status.SCHEDULED,
            "link": absolute(
                reverse(f"admin:blog_{entry._meta.model_name}_{page}", args=[entry.pk])
            ),
            "entry_url": absolute(entry.get_absolute_url()),
        },
        language=language_of(user),
    )
    return mail is not None

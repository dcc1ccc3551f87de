"""How mail does, for whoever looks after the site."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from mail.models import MailServer, OutgoingMail
from mail.servers import has_server

RECENTLY = timedelta(hours=24)

State = OutgoingMail.State


@dataclass(frozen=True)
class Summary:
    """The state of the outbox and of its server at one moment."""

    has_server: bool
    waiting: int
    oldest_waiting_age: timedelta | None
    failed_recently: int
    last_success_at: datetime | None
    failing_since: datetime | None
    last_answer: str


def summary(now: datetime | None = None) -> Summary:
    """Return what there is to know, with two queries.

    `oldest_waiting_age` counts from when the mail was written. `failed_recently` are mails of the last
    24 hours that were given up. `failing_since` is None while the server works.
    """
    now = now or timezone.now()
    waiting = Q(state__in=OutgoingMail.UNFINISHED)
    counts = OutgoingMail.objects.filter(waiting | Q(state=State.FAILED)).aggregate(
        waiting=Count("pk", filter=waiting),
        oldest=Min("created_at", filter=waiting),
        failed=Count("pk", filter=Q(state=State.FAILED, failed_at__gt=now - RECENTLY)),
    )
    server = MailServer.load()
    return Summary(
        has_server=has_server(),
        waiting=counts["waiting"],
        oldest_waiting_age=now - counts["oldest"] if counts["oldest"] else None,
        failed_recently=counts["failed"],
        last_success_at=server.last_success_at,
        failing_since=server.failing_since,
        last_answer=server.last_answer,
    )

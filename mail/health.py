"""Health check of the outbox and the mail server."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.health import Check, Result, failure, notice, ok, warning
from mail.email_backend import has_server
from mail.models import MailServer, OutgoingMail

RECENT = timedelta(hours=24)
MAX_WAIT = timedelta(hours=1)  # of the oldest mail, before the check warns

State = OutgoingMail.State


@dataclass(frozen=True)
class Summary:
    """State of the outbox and of the mail server."""

    has_server: bool
    waiting: int
    oldest_waiting_age: timedelta | None
    failed_recently: int
    last_success_at: datetime | None
    failing_since: datetime | None
    last_answer: str


def summary(now: datetime | None = None) -> Summary:
    """Return the summary, with two queries.

    `oldest_waiting_age` counts from the creation of the mail. `failed_recently` counts the mails that
    have failed within RECENT. `failing_since` is None while the server works.
    """
    now = now or timezone.now()
    waiting = Q(state__in=OutgoingMail.UNFINISHED)
    counts = OutgoingMail.objects.filter(waiting | Q(state=State.FAILED)).aggregate(
        waiting=Count("pk", filter=waiting),
        oldest=Min("created_at", filter=waiting),
        failed=Count("pk", filter=Q(state=State.FAILED, failed_at__gt=now - RECENT)),
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


def check_outbox() -> Result:
    """Return the result of the check for the health page."""
    status = summary()
    outbox = reverse("admin:mail_outgoingmail_changelist")
    if not status.has_server:
        return notice(
            _("No mail server is configured. Emails are held and can be read here."),
            _("Set TSUZURI_SMTP_HOST and the related variables."),
            outbox,
        )
    if status.failing_since:
        return failure(
            _("The mail server has not accepted any emails for %(age)s.")
            % {"age": timesince(status.failing_since)},
            _("Last response: %(answer)s") % {"answer": status.last_answer or "–"},
            outbox,
        )
    if status.oldest_waiting_age and status.oldest_waiting_age > MAX_WAIT:
        return warning(
            _("An email has been waiting for %(age)s.")
            % {"age": timesince(timezone.now() - status.oldest_waiting_age)},
            _("Check whether the worker is running and what its log says."),
            outbox,
        )
    if status.failed_recently:
        return warning(
            _("Emails that could not be delivered in the last 24 hours: %(count)d.")
            % {"count": status.failed_recently},
            _("The outbox shows the server responses."),
            outbox,
        )
    return ok(_("Emails are being sent."))


CHECKS = [Check("mail.outbox", gettext_lazy("Emails"), check_outbox)]

"""How mail does, for whoever looks after the site."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.health import Check, Result, failure, notice, ok, warning
from mail.models import MailServer, OutgoingMail
from mail.servers import has_server

RECENTLY = timedelta(hours=24)
LONG = timedelta(hours=1)  # that a mail may wait

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


def look() -> Result:
    """Whether mails leave, in words."""
    found = summary()
    outbox = reverse("admin:mail_outgoingmail_changelist")
    if not found.has_server:
        return notice(
            _("No mail server is named: mails are kept and can be read here."),
            _("Set TSUZURI_SMTP_HOST and the variables beside it."),
            outbox,
        )
    if found.failing_since:
        return failure(
            _("The mail server has not taken any mail for %(age)s.")
            % {"age": timesince(found.failing_since)},
            _("Its last answer: %(answer)s") % {"answer": found.last_answer or "–"},
            outbox,
        )
    if found.oldest_waiting_age and found.oldest_waiting_age > LONG:
        return warning(
            _("A mail has waited for %(age)s.")
            % {"age": timesince(timezone.now() - found.oldest_waiting_age)},
            _("See whether the worker lives and what its log says."),
            outbox,
        )
    if found.failed_recently:
        return warning(
            _("Mails given up within the last day: %(count)d.") % {"count": found.failed_recently},
            _("The outbox has each server's answer."),
            outbox,
        )
    return ok(_("Mails leave."))


CHECKS = [Check("mail.outbox", gettext_lazy("Mail"), look)]

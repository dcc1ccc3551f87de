"""Mails that ask an address to confirm something: one limit for all forms of the site.

Whoever can type an address into a form can make the site write to it. So one mailbox gets one such mail
in a window, however many forms and networks ask, and the windows grow until its owner confirms one. The
windows are rows, not entries of the cache: they hold when that is flushed, and two processes cannot both
take one. Known and unknown addresses must go through the same calls; what differs is the template.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from core.rate_limit import RateLimit
from mail import outbox
from mail.addresses import mailbox, normalised
from mail.models import Address, Confirmation

# How long a mailbox is left alone after its first, second … mail that nobody confirmed.
WINDOWS = [timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24)]
FORGOTTEN_AFTER = timedelta(hours=48)

NETWORK_LIMITS = (
    RateLimit("confirmation-hour", 10, 3600),
    RateLimit("confirmation-day", 30, 24 * 3600),
)
# However many networks and addresses take part: no mail provider trusts a site that writes more.
SITE_LIMIT, SITE_PERIOD = 300, timedelta(hours=1)


def send(
    *,
    key: str,
    to: str,
    template: str,
    context: Mapping[str, Any],
    language: str,
    network: str = "",
) -> bool:
    """Write the mail, unless its mailbox is in its window; return whether it was written.

    Never tell the visitor which: the page says “we have written to you” either way. `key` names this very
    request (a uuid in it will do). `network` is the visitor's (accounts.networks); "" where it was checked
    before, or where nobody typed the address. The mail is a secret one: hidden in the admin, its text
    forgotten once sent; a suppressed address does not get it.
    Raises ValidationError for what is no address, and with the code "flood" where the network, or the
    whole site, has asked too often: that may be told, for it does not depend on the address.
    """
    if network:
        check(network)
    with transaction.atomic():
        if not claim(to):
            return False
        return bool(
            outbox.enqueue(
                key=key,
                to=to,
                template=template,
                context=context,
                language=language,
                is_secret=True,
            )
        )


def check(network: str) -> None:
    """Count one request from `network`; raise ValidationError (code "flood") when there were too many."""
    if not all(limit.hit(network) for limit in NETWORK_LIMITS):
        raise ValidationError(
            _("Many requests came from your network just now. Please wait a while and try again."),
            code="flood",
        )
    recently = Confirmation.objects.filter(sent_at__gt=timezone.now() - SITE_PERIOD)
    if recently.count() >= SITE_LIMIT:
        raise ValidationError(
            _("The site has written very many mails just now. Please try again in an hour."),
            code="flood",
        )


def claim(address: str, now: datetime | None = None) -> bool:
    """Take the window of the mailbox of `address`; return whether it was free. Only one of many wins.

    Inside the transaction that writes the mail: a rollback gives the window back.
    """
    now = now or timezone.now()
    row, is_first = Confirmation.objects.get_or_create(
        mailbox=_digest(address), defaults={"sent_at": now, "free_at": now + WINDOWS[0]}
    )
    if is_first:
        return True
    window = WINDOWS[min(row.count, len(WINDOWS) - 1)]
    free = Confirmation.objects.filter(pk=row.pk, count=row.count, free_at__lte=now)
    return bool(free.update(sent_at=now, free_at=now + window, count=F("count") + 1))


def confirmed(address: str, language: str = "") -> None:
    """Note that the owner of `address` followed a link: its next window is the shortest again.

    Whoever had unsubscribed and now confirms wants mail again; a complaint or a decision stays.
    """
    Confirmation.objects.filter(mailbox=_digest(address)).update(count=0)
    now = timezone.now()
    row, _created = Address.objects.update_or_create(
        address=normalised(address),
        defaults={"confirmed_at": now, **({"language": language} if language else {})},
    )
    if row.reason in (Address.Reason.UNSUBSCRIBED, Address.Reason.REFUSED):
        row.suppressed_at, row.reason = None, ""
        row.save(update_fields=["suppressed_at", "reason"])


def forget_old() -> int:
    """Delete windows that ended long ago; return how many."""
    past = timezone.now() - FORGOTTEN_AFTER
    return Confirmation.objects.filter(free_at__lt=past).delete()[0]


def _digest(address: str) -> str:
    """Return what is kept of a mailbox: enough to know it again, not enough to write to it."""
    return salted_hmac("mail.confirmations", mailbox(address), algorithm="sha256").hexdigest()

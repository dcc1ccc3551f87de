"""Confirmation mails to typed addresses, under one rate limit for all forms of the site.

Anyone can type a stranger's address into a form. So a mailbox gets one such mail per window, from any
form and network, and the windows grow until the owner confirms. They are rows, not cache entries: they
survive a flush of the cache, and two processes cannot claim the same one. Known and unknown addresses
must go through the same calls; only the template may differ.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

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

# Wait after the first, second … unconfirmed mail to a mailbox.
WINDOWS = [timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24)]
RETENTION = timedelta(hours=48)

NETWORK_LIMITS = (
    RateLimit("confirmation-hour", 10, 3600),
    RateLimit("confirmation-day", 30, 24 * 3600),
)
# Over all networks and addresses: more would damage the site's reputation with mail providers.
SITE_LIMIT, SITE_PERIOD = 300, timedelta(hours=1)


def send(
    *,
    key: str,
    to: str,
    template: str,
    context: Mapping[str, object],
    language: str,
    network: str = "",
) -> bool:
    """Enqueue the mail unless the mailbox is in its window; return whether it was enqueued.

    Never show the visitor the result: the page must be the same either way. `key` identifies this request
    (a UUID in it is enough). `network` is the visitor's (accounts.client_ip); "" if it was checked before
    or the address was not typed. The mail is secret: hidden in the admin, its text deleted once sent.
    Suppressed addresses do not get it.
    Raises ValidationError for an invalid address, and with the code "flood" over the limit of the network
    or the site, which may be shown, because it does not depend on the address.
    """
    if network:
        check_limits(network)
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


def check_limits(network: str) -> None:
    """Count a request from `network`; raise ValidationError (code "flood") over the limits."""
    if not all(limit.hit(network) for limit in NETWORK_LIMITS):
        raise ValidationError(
            _("Too many requests came from your network. Please wait a while and try again."),
            code="flood",
        )
    recently = Confirmation.objects.filter(sent_at__gt=timezone.now() - SITE_PERIOD)
    if recently.count() >= SITE_LIMIT:
        raise ValidationError(
            _("The site has sent too many emails recently. Please try again in an hour."),
            code="flood",
        )


def claim(address: str, now: datetime | None = None) -> bool:
    """Claim the window of the mailbox of `address`; return whether it was free. One of many callers wins.

    Call it in the transaction that writes the mail: a rollback releases the window.
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


def mark_confirmed(address: str, language: str = "") -> None:
    """Record that the owner of `address` followed a link: the next window is the shortest again.

    It lifts a suppression after an unsubscription or a bounce, but not after a complaint or by hand.
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


def prune() -> int:
    """Delete windows that ended more than RETENTION ago; return how many."""
    past = timezone.now() - RETENTION
    return Confirmation.objects.filter(free_at__lt=past).delete()[0]


def _digest(address: str) -> str:
    """Return a keyed hash of the mailbox of `address`; the address itself is not stored."""
    return salted_hmac("mail.confirmations", mailbox(address), algorithm="sha256").hexdigest()

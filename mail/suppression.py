"""The one list of addresses that get no mail.

It is asked when a mail is about to leave, not when it is written: writing is the same work for every
address, and whoever has said no meanwhile is heard. A mail written with `ignores_suppression` goes out
all the same: that is for what only the owner of an account asks for and cannot do without, a link for a
new password. It is limited by who may ask (accounts.mail).
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit import trail
from audit.enums import Verb
from mail.addresses import normalised
from mail.models import Address

KNOWN_LANGUAGES = dict(settings.LANGUAGES)


def suppress(
    address: str, reason: Address.Reason, *, by: Any = None, note: str = "", language: str = ""
) -> Address:
    """Send nothing more to `address`; `by` is the user who decided, None where the site did itself.

    An address that is suppressed already keeps its first reason, unless a person gives another.
    Raises ValidationError for what is no address.
    """
    with transaction.atomic():
        row, _created = Address.objects.get_or_create(
            address=normalised(address), defaults={"language": language}
        )
        if not row.is_suppressed or by is not None:
            row.suppressed_at = row.suppressed_at or timezone.now()
            row.reason, row.note, row.decided_by = reason, note, by
            row.save(update_fields=["suppressed_at", "reason", "note", "decided_by"])
            _record(row, by)
    return row


def lift(address: str, *, by: Any = None, note: str = "") -> bool:
    """Let `address` get mails again; return whether it was suppressed."""
    with transaction.atomic():
        row = Address.objects.suppressed().filter(address=normalised(address)).first()
        if row is None:
            return False
        row.suppressed_at, row.reason, row.note, row.decided_by = None, "", note, by
        row.save(update_fields=["suppressed_at", "reason", "note", "decided_by"])
        _record(row, by)
    return True


def is_suppressed(address: str) -> bool:
    """Whether `address` gets no mail. What is no address gets none either."""
    try:
        return Address.objects.suppressed().filter(address=normalised(address)).exists()
    except ValidationError:
        return True


def forget_refusal(address: str) -> None:
    """A mailbox that has just taken a mail does exist."""
    Address.objects.suppressed().filter(
        address=normalised(address), reason=Address.Reason.REFUSED
    ).update(suppressed_at=None, reason="", note="", decided_by=None)


def _record(row: Address, by: Any) -> None:
    """Write into the log what a person decided; whose address it is does not belong there."""
    if by is not None:
        trail.record(Verb.CHANGED, row, by=by, changed=["suppressed_at"], title=f"{row.pk}")

"""The suppression list: addresses that get no mail.

It is checked when a mail is sent, not when it is enqueued: enqueuing does the same work for every
address, and a later suppression still counts. A mail with `ignores_suppression` is sent anyway. That is
for password resets only, which accounts.emails limits per account.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit import log
from audit.enums import Verb
from mail.addresses import normalised
from mail.models import Address

if TYPE_CHECKING:
    from accounts.models import User

KNOWN_LANGUAGES = dict(settings.LANGUAGES)


def suppress(
    address: str,
    reason: Address.Reason,
    *,
    by: "User | None" = None,
    note: str = "",
    language: str = "",
) -> Address:
    """Suppress `address`; `by` is the deciding user, None for an automatic suppression.

    An address that is suppressed already keeps its reason unless `by` is given.
    Raises ValidationError for an invalid address.
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


def lift(address: str, *, by: "User | None" = None, note: str = "") -> bool:
    """Lift the suppression of `address`; return whether it was suppressed."""
    with transaction.atomic():
        row = Address.objects.suppressed().filter(address=normalised(address)).first()
        if row is None:
            return False
        row.suppressed_at, row.reason, row.note, row.decided_by = None, "", note, by
        row.save(update_fields=["suppressed_at", "reason", "note", "decided_by"])
        _record(row, by)
    return True


def is_suppressed(address: str) -> bool:
    """Return whether `address` gets no mail; True for an invalid address."""
    try:
        return Address.objects.suppressed().filter(address=normalised(address)).exists()
    except ValidationError:
        return True


def clear_refusal(address: str) -> None:
    """Lift a suppression as REFUSED: the mailbox has just accepted a mail, so it exists."""
    Address.objects.suppressed().filter(
        address=normalised(address), reason=Address.Reason.REFUSED
    ).update(suppressed_at=None, reason="", note="", decided_by=None)


def _record(row: Address, by: "User | None") -> None:
    """Log the decision of a user, with the row's key instead of the address (personal data)."""
    if by is not None:
        log.record(Verb.CHANGED, row, by=by, changed=["suppressed_at"], title=f"{row.pk}")

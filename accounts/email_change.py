"""Change of an account's e-mail address: both mailboxes must confirm it, and the old one can stop it.

Confirming takes the signed-in user and the link from the mail. So neither the recipient of a mistyped
address nor a person at an unlocked browser can complete it alone. If the old mailbox is lost, an
administrator changes the address in the admin.
"""

from datetime import timedelta
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import emails, tokens
from accounts.models import EmailChange, User
from audit import log
from audit.enums import Verb
from core.rate_limit import RateLimit
from core.site_urls import absolute
from mail import confirmations

VALID = timedelta(days=3)
# Per user: limits the mails to the old mailbox too.
REQUESTS = RateLimit("email-change", limit=5, seconds=3600)


class Link(StrEnum):
    """Kinds of links. The value is also part of the token's purpose and of the column names."""

    OLD = "old"
    NEW = "new"
    STOP = "stop"


def start(user: User, new_email: str) -> EmailChange:
    """Create a change of `user`'s address to `new_email`, replacing a pending one; queue the mails.

    It does the same work whether or not the new address has an account.
    """
    from accounts import tasks  # tasks imports this module

    with transaction.atomic():
        EmailChange.objects.filter(user=user).delete()
        change = EmailChange.objects.create(
            user=user,
            old_email=user.email,
            new_email=new_email,
            expires_at=timezone.now() + VALID,
        )
        transaction.on_commit(lambda: tasks.write_email_change.enqueue(pk=change.pk))
    return change


def send_links(pk: int) -> None:
    """Send the links to both mailboxes; a second call sends nothing. Called by the worker.

    If the new address belongs to an account, its owner is notified and gets no link.
    """
    with transaction.atomic():
        rows = EmailChange.objects.select_for_update().filter(pk=pk, stop_digest="")
        change = rows.select_related("user").first()
        if change is None or not _is_pending(change):
            return
        links = {link: _create_link(change, link) for link in Link}
        change.save(update_fields=[_column(link) for link in Link])
        if change.old_email:
            emails.send_email_change_to_old(change, links[Link.OLD], links[Link.STOP])
        owner = User.objects.filter(email=change.new_email).first()
        if owner is None:
            emails.send_email_change_to_new(change, links[Link.NEW])
        elif owner.is_active:
            emails.send_address_in_use(owner)


def get_by_token(link: Link, token: str) -> EmailChange | None:
    """Return the pending change of a link, or None."""
    rows = EmailChange.objects.select_related("user")
    change = tokens.get_row(rows, _purpose(link), token, _column(link))
    return change if change is not None and _is_pending(change) else None


def confirm(change: EmailChange, link: Link) -> bool:
    """Record the confirmation of one mailbox; return whether the address was changed.

    The second confirmation sets the address, which also invalidates links for a password reset, and
    notifies the old mailbox in one transaction. Raises InvalidLinkError if the change is not pending.
    """
    try:
        with transaction.atomic():
            return _confirm(change, link)
    except IntegrityError:  # another account got the address in the meantime
        raise tokens.InvalidLinkError from None


def stop(change: EmailChange) -> None:
    """Cancel a change."""
    EmailChange.objects.filter(pk=change.pk).delete()


def prune() -> int:
    """Delete expired changes; return how many."""
    return EmailChange.objects.filter(expires_at__lt=timezone.now()).delete()[0]


def _confirm(change: EmailChange, link: Link) -> bool:
    rows = EmailChange.objects.select_for_update().select_related("user")
    row = rows.filter(pk=change.pk).first()
    if row is None or not _is_pending(row):
        raise tokens.InvalidLinkError
    column = f"{link.value}_confirmed_at"
    if getattr(row, column) is None:
        setattr(row, column, timezone.now())
        row.save(update_fields=[column])
    if row.new_confirmed_at is None or (row.old_email and row.old_confirmed_at is None):
        return False
    user = row.user
    user.email = row.new_email
    user.save(update_fields=["email"])
    row.delete()
    log.record(Verb.EMAIL_CHANGED, user, by=user)
    confirmations.mark_confirmed(row.new_email, user.language)
    emails.notify_email_changed(user, row.old_email)
    return True


def _is_pending(change: EmailChange) -> bool:
    """Return whether it has not expired and the account still has the old address."""
    user = change.user
    is_same = user.email == change.old_email and user.is_active
    return is_same and change.expires_at > timezone.now()


def _create_link(change: EmailChange, link: Link) -> str:
    """Set the digest of a new token on `change` (unsaved); return the URL with the token."""
    token = tokens.generate()
    setattr(change, _column(link), tokens.digest(_purpose(link), token))
    return absolute(reverse(f"account_email_{link.value}", kwargs={"token": token}))


def _purpose(link: Link) -> str:
    return f"email-{link.value}"


def _column(link: Link) -> str:
    return f"{link.value}_digest"

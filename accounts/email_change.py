"""A person's change of address: it takes effect when both mailboxes have agreed to it.

The old one can stop it. Confirming takes the person, signed in, and the link from the mail: whoever gets
the mail by a slip of the pen can do nothing with it, nor can whoever sits at an open browser. An account
whose old mailbox is lost gets its new address from an administrator (People in the admin).
"""

from datetime import timedelta
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import mail, tokens
from accounts.models import EmailChange, User
from audit import trail
from audit.enums import Verb
from core.rate_limit import RateLimit
from core.site_urls import absolute
from mail import confirmations

VALID = timedelta(days=3)
# So that nobody fills the old mailbox either.
ASKS = RateLimit("email-change", limit=5, seconds=3600)


class Link(StrEnum):
    """What a link is for; also the purpose of its token, and the head of its column."""

    OLD = "old"
    NEW = "new"
    STOP = "stop"


def ask(user: User, new_email: str) -> EmailChange:
    """Note that `user` wants `new_email`, and let the worker write; an earlier wish is dead.

    The same work whether or not the address has an account.
    """
    from accounts import tasks  # tasks are doors to modules like this one

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


def write_letters(pk: int) -> None:
    """Write to both mailboxes; a second call writes nothing. The worker calls this.

    An address that has an account already gets no link: its owner is told that somebody wanted it.
    """
    with transaction.atomic():
        rows = EmailChange.objects.select_for_update().filter(pk=pk, stop_digest="")
        change = rows.select_related("user").first()
        if change is None or not _is_alive(change):
            return
        links = {link: _fresh(change, link) for link in Link}
        change.save(update_fields=[_column(link) for link in Link])
        if change.old_email:
            mail.send_email_change_to_old(change, links[Link.OLD], links[Link.STOP])
        owner = User.objects.filter(email=change.new_email).first()
        if owner is None:
            mail.send_email_change_to_new(change, links[Link.NEW])
        elif owner.is_active:
            mail.send_address_wanted(owner)


def find(link: Link, token: str) -> EmailChange | None:
    """Return the change behind a link, if it can still take place, or None."""
    rows = EmailChange.objects.select_related("user")
    change = tokens.find(rows, _purpose(link), token, _column(link))
    return change if change is not None and _is_alive(change) else None


def confirm(change: EmailChange, link: Link) -> bool:
    """Note that one mailbox agrees; return whether the address is changed by now.

    With both, in one transaction: the account has its new address, the old mailbox is told, links for a
    new password are dead. Raises SpentError where the change can no longer take place.
    """
    try:
        with transaction.atomic():
            return _confirm(change, link)
    except IntegrityError:  # somebody else has the address by now
        raise tokens.SpentError from None


def stop(change: EmailChange) -> None:
    """Let it never take place."""
    EmailChange.objects.filter(pk=change.pk).delete()


def forget_old() -> int:
    """Delete what was not confirmed in time; return how many."""
    return EmailChange.objects.filter(expires_at__lt=timezone.now()).delete()[0]


def _confirm(change: EmailChange, link: Link) -> bool:
    rows = EmailChange.objects.select_for_update().select_related("user")
    row = rows.filter(pk=change.pk).first()
    if row is None or not _is_alive(row):
        raise tokens.SpentError
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
    trail.record(Verb.EMAIL_CHANGED, user, by=user)
    confirmations.confirmed(row.new_email, user.language)
    mail.tell_of_new_address(user, row.old_email)
    return True


def _is_alive(change: EmailChange) -> bool:
    """Whether it is in time and the account still has the address that was to be replaced."""
    user = change.user
    is_same = user.email == change.old_email and user.is_active
    return is_same and change.expires_at > timezone.now()


def _fresh(change: EmailChange, link: Link) -> str:
    """Keep the digest of a new token on `change`; return the address that carries it."""
    token = tokens.fresh()
    setattr(change, _column(link), tokens.digest(_purpose(link), token))
    return absolute(reverse(f"account_email_{link.value}", kwargs={"token": token}))


def _purpose(link: Link) -> str:
    return f"email-{link.value}"


def _column(link: Link) -> str:
    return f"{link.value}_digest"

"""Sign-up of readers, if the settings allow it.

The form takes an address only, and its response and work are the same for every address (no user
enumeration). The worker looks the address up and sends a mail: the sign-up link to a new address, a
notice to one that has an account.
"""

from datetime import timedelta
from secrets import token_hex

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import emails, tokens
from accounts.models import AccountPolicy, SignUp, User
from audit import log
from audit.enums import Verb
from core.rate_limit import RateLimit
from core.site_urls import absolute
from mail import confirmations

PURPOSE = "sign-up"
VALID = timedelta(hours=24)
# Requests of one network, for any addresses.
REQUESTS = RateLimit("sign-up", limit=10, seconds=3600)


def is_open() -> bool:
    """Return whether readers may sign up."""
    return AccountPolicy.load().sign_up_open


def send_mail(email: str, language: str) -> None:
    """Send the mail to an address that requested an account. Called by the worker; a repeat sends nothing."""
    if not is_open():
        return
    users = emails.get_active_users(email)
    with transaction.atomic():
        if users:
            emails.send_account_exists(users[0])
        elif not User.objects.filter(email__iexact=email).exists():
            _send_link(email, language)


def get_by_token(token: str) -> SignUp | None:
    """Return the sign-up of a valid link, or None."""
    return tokens.get_row(SignUp.objects.filter(expires_at__gt=timezone.now()), PURPOSE, token)


def complete(signup: SignUp, *, name: str, password: str | None, language: str) -> User:
    """Create the account of a reader, without a role; `password` is None if a passkey follows.

    The link has confirmed the address. Raises InvalidLinkError.
    """
    try:
        with transaction.atomic():
            spent, _rows = SignUp.objects.filter(pk=signup.pk, digest=signup.digest).delete()
            if not spent:
                raise tokens.InvalidLinkError
            user = User.objects.create_user(
                f"reader-{token_hex(6)}", signup.email, password, name=name, language=language
            )
            log.record(Verb.JOINED, user, by=user)
    except IntegrityError:  # the address got an account in the meantime, by an invitation
        raise tokens.InvalidLinkError from None
    confirmations.mark_confirmed(user.email, language)
    return user


def prune() -> int:
    """Delete expired sign-ups; return how many."""
    return SignUp.objects.filter(expires_at__lt=timezone.now()).delete()[0]


def _send_link(email: str, language: str) -> None:
    token = tokens.generate()
    link = absolute(reverse("account_sign_up_finish", kwargs={"token": token}))
    if emails.send_sign_up(email, link, language):
        SignUp.objects.update_or_create(
            email=email,
            defaults={
                "digest": tokens.digest(PURPOSE, token),
                "expires_at": timezone.now() + VALID,
            },
        )

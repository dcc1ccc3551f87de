"""Readers who make an account themselves, where the owner lets them.

Whoever asks leaves an address and nothing else: the page says the same and does the same for every
address. The worker looks it up and writes: to a new address, the link behind which the account is made;
to one that has an account, that it has one.
"""

from datetime import timedelta
from secrets import token_hex

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import mail, tokens
from accounts.models import AccountPolicy, SignUp, User
from audit import trail
from audit.enums import Verb
from core.rate_limit import RateLimit
from core.site_urls import absolute
from mail import confirmations

PURPOSE = "sign-up"
VALID = timedelta(hours=24)
# For one network, whatever the addresses.
ASKS = RateLimit("sign-up", limit=10, seconds=3600)


def is_open() -> bool:
    """Whether the owner lets readers sign up."""
    return AccountPolicy.load().sign_up_open


def answer(email: str, language: str) -> None:
    """Write to `email`, which asked for an account. The worker calls this; twice in a row writes once."""
    if not is_open():
        return
    people = mail.people_with(email)
    with transaction.atomic():
        if people:
            mail.send_account_exists(people[0])
        elif not User.objects.filter(email__iexact=email).exists():
            _send_link(email, language)


def find(token: str) -> SignUp | None:
    """Return the sign-up behind a link that still opens something, or None."""
    return tokens.find(SignUp.objects.filter(expires_at__gt=timezone.now()), PURPOSE, token)


def complete(sign_up: SignUp, *, name: str, password: str | None, language: str) -> User:
    """Make the account of a reader: no role, and no password where a passkey comes instead.

    The link has shown whose the address is. Raises SpentError.
    """
    try:
        with transaction.atomic():
            spent, _rows = SignUp.objects.filter(pk=sign_up.pk, digest=sign_up.digest).delete()
            if not spent:
                raise tokens.SpentError
            user = User.objects.create_user(
                f"reader-{token_hex(6)}", sign_up.email, password, name=name, language=language
            )
            trail.record(Verb.JOINED, user, by=user)
    except IntegrityError:  # the address got an account in the meantime, by an invitation
        raise tokens.SpentError from None
    confirmations.confirmed(user.email, language)
    return user


def forget_old() -> int:
    """Delete what nobody confirmed in time; return how many."""
    return SignUp.objects.filter(expires_at__lt=timezone.now()).delete()[0]


def _send_link(email: str, language: str) -> None:
    token = tokens.fresh()
    link = absolute(reverse("account_sign_up_finish", kwargs={"token": token}))
    if mail.send_sign_up(email, link, language):
        SignUp.objects.update_or_create(
            email=email,
            defaults={
                "digest": tokens.digest(PURPOSE, token),
                "expires_at": timezone.now() + VALID,
            },
        )

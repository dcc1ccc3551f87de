"""Account of the first administrator: created by a one-time link or by `manage.py createsuperuser`.

There is no default password. The link is invalid as soon as there is a superuser.
"""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import tokens
from accounts.models import InitialAdminLink, User
from audit import log
from audit.enums import Verb
from core.site_urls import absolute

PURPOSE = "first-administrator"
VALID = timedelta(hours=24)


def create_link() -> str | None:
    """Return a new link, valid for a day, which replaces the older one; None if there is a superuser.

    It is printed to the terminal or the log of the first start. Only its digest is stored.
    """
    if _has_superuser():
        return None
    token = tokens.generate()
    InitialAdminLink.objects.update_or_create(
        pk=1,
        defaults={
            "digest": tokens.digest(PURPOSE, token),
            "expires_at": timezone.now() + VALID,
        },
    )
    return absolute(reverse("account_first_steps", kwargs={"token": token}))


def startup_message() -> str:
    """Return the message to print at start while there is no superuser, else "".

    A link that an earlier start or another machine printed stays valid until it expires.
    """
    if _has_superuser():
        return ""
    if InitialAdminLink.objects.filter(expires_at__gt=timezone.now()).exists():
        return (
            "There is no administrator yet. An earlier start printed a link that is still valid;"
            " manage.py initial_admin prints a new one."
        )
    return f"There is no administrator yet. Create the account within a day: {create_link()}"


def get_by_token(token: str) -> InitialAdminLink | None:
    """Return the row of a valid link, or None."""
    rows = InitialAdminLink.objects.filter(expires_at__gt=timezone.now())
    return None if _has_superuser() else tokens.get_row(rows, PURPOSE, token)


def create_administrator(
    link: InitialAdminLink, *, username: str, name: str, email: str, password: str
) -> User:
    """Create the first administrator and delete the link.

    Raises InvalidLinkError, and IntegrityError for a taken name or address.
    """
    with transaction.atomic():
        spent, _rows = InitialAdminLink.objects.filter(pk=link.pk, digest=link.digest).delete()
        if not spent or _has_superuser():
            raise tokens.InvalidLinkError
        user = User.objects.create_superuser(username, email, password, name=name)
        log.record(Verb.JOINED, user, by=user)
        return user


def _has_superuser() -> bool:
    return User.objects.filter(is_superuser=True).exists()

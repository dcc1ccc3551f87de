"""How the first administrator comes in: by `manage.py createsuperuser`, or by a link shown once.

There is never a default password. As soon as there is a superuser, no such link opens anything.
"""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import tokens
from accounts.models import FirstStep, User
from audit import trail
from audit.enums import Verb
from core.site_urls import absolute

PURPOSE = "first-administrator"
VALID = timedelta(hours=24)


def make_link() -> str | None:
    """Return a new link for the first administrator, valid for a day; the older one is dead.

    None as soon as there is a superuser. Whoever runs the site reads it in the terminal or the log of
    the first start; only its digest is kept.
    """
    if _has_superuser():
        return None
    token = tokens.fresh()
    FirstStep.objects.update_or_create(
        pk=1,
        defaults={
            "digest": tokens.digest(PURPOSE, token),
            "expires_at": timezone.now() + VALID,
        },
    )
    return absolute(reverse("account_first_steps", kwargs={"token": token}))


def find(token: str) -> FirstStep | None:
    """Return the row of a link that still opens something, or None."""
    rows = FirstStep.objects.filter(expires_at__gt=timezone.now())
    return None if _has_superuser() else tokens.find(rows, PURPOSE, token)


def take(step: FirstStep, *, username: str, name: str, email: str, password: str) -> User:
    """Make the first administrator and spend the link. Raises SpentError; IntegrityError for a taken name."""
    with transaction.atomic():
        spent, _rows = FirstStep.objects.filter(pk=step.pk, digest=step.digest).delete()
        if not spent or _has_superuser():
            raise tokens.SpentError
        user = User.objects.create_superuser(username, email, password, name=name)
        trail.record(Verb.JOINED, user, by=user)
        return user


def _has_superuser() -> bool:
    return User.objects.filter(is_superuser=True).exists()

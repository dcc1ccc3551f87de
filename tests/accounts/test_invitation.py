"""The state of an invitation, and one open invitation for each address."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from accounts.models import Invitation

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def invitation(email="saki@example.org", **fields):
    values = {"roles": ["author"], "language": "ja", "expires_at": timezone.now() + DAY, **fields}
    return Invitation.objects.create(email=email, digest=str(Invitation.objects.count()), **values)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "waiting"),
        ({"expires_at": -DAY}, "expired"),
        ({"revoked_at": -DAY}, "revoked"),
        ({"revoked_at": -DAY, "expires_at": -DAY}, "revoked"),
        ({"accepted_at": -DAY, "expires_at": -DAY}, "accepted"),
    ],
)
def test_the_state_follows_from_the_dates(fields, state):
    row = invitation(**{name: timezone.now() + change for name, change in fields.items()})
    assert row.state == state
    assert Invitation.objects.waiting(timezone.now()).exists() is (state == "waiting")
    assert Invitation.objects.unanswered().exists() is (state in ("waiting", "expired"))


def test_an_address_has_one_open_invitation_in_any_case():
    first = invitation()
    with pytest.raises(IntegrityError), transaction.atomic():
        invitation("SAKI@example.org")
    first.revoked_at = timezone.now()
    first.save()
    assert invitation("SAKI@example.org").email == "saki@example.org"


def test_roles_are_named_in_the_language_of_the_page():
    row = invitation(roles=["editor", "author", "unknown"])
    with translation.override("ja"):
        assert row.role_names == "著者・編集者"

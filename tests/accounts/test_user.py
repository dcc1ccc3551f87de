"""Names, addresses and sessions of a user."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F

from accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_a_user_without_a_display_name_is_shown_by_the_user_name():
    user = make_user("hanako")
    assert str(user) == user.get_short_name() == "hanako"
    user.name = "花野 咲"
    assert str(user) == user.get_short_name() == "花野 咲"


@pytest.mark.parametrize(
    "fields", [{"username": "HANAKO"}, {"username": "x", "email": "Hanako@Example.com"}]
)
def test_names_and_addresses_are_unique_in_any_case(fields):
    make_user("hanako")
    with pytest.raises(ValidationError):
        User(password="x", **fields).validate_constraints()


def test_many_users_may_have_no_address():
    make_user("first", email="")
    User(username="second", password="x", email="").validate_constraints()


def test_ending_the_sessions_of_a_user_ends_those_of_no_other(client_of):
    user, other = make_user("user"), make_user("other")
    clients = [client_of(user), client_of(user), client_of(other)]
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    assert [client.get("/account/").status_code for client in clients] == [302, 302, 200]
    user.refresh_from_db()
    assert client_of(user).get("/account/").status_code == 200

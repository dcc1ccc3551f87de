"""Roles: assigning and removing them, and the staff flag."""

import pytest

from accounts import roles
from accounts.roles import Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_a_role_opens_the_admin_and_the_last_one_closes_it():
    user = make_user("newcomer")
    roles.assign(user, Role.AUTHOR)
    roles.assign(user, Role.MODERATOR)
    roles.assign(user, Role.MODERATOR)
    assert user.is_staff
    roles.remove(user, Role.AUTHOR)
    user.refresh_from_db()
    assert user.is_staff
    roles.remove(user, Role.MODERATOR)
    user.refresh_from_db()
    assert not user.is_staff


def test_a_superuser_stays_on_the_staff_without_a_role():
    user = make_user("root", is_superuser=True, is_staff=True)
    roles.assign(user, Role.AUTHOR)
    roles.remove(user, Role.AUTHOR)
    user.refresh_from_db()
    assert user.is_staff

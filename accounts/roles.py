"""Roles of users: Django groups, with the permissions of accounts/permissions.py."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from accounts.permissions import declared_permissions
from audit import log
from audit.enums import Verb
from core.roles import Role

__all__ = [
    "ROLES",
    "Role",
    "assign",
    "assignable_by",
    "group_names",
    "is_last_administrator",
    "record_change",
    "remove",
    "update_staff_flag",
]

ROLES: dict[Role, list[str]] = {
    Role.ADMINISTRATOR: [
        "accounts.add_user",
        "accounts.change_user",
        "accounts.delete_user",
        "accounts.view_user",
        "accounts.add_invitation",
        "accounts.change_invitation",
        "accounts.view_invitation",
        "accounts.add_accountpolicy",
        "accounts.change_accountpolicy",
        "accounts.view_accountpolicy",
    ],
}


def assignable_by(user: User) -> list[Role]:
    """Return the roles that `user` may assign: those without a permission that `user` lacks."""
    own = user.get_all_permissions()
    return [role for role, codes in declared_permissions().items() if codes <= own]


def assign(user: User, role: Role) -> None:
    """Add `user` to the group of the role and set `is_staff`. Idempotent."""
    with transaction.atomic():
        before = group_names(user)
        user.groups.add(Group.objects.get_or_create(name=role.value)[0])
        record_change(user, before)
        update_staff_flag(user)


def remove(user: User, role: Role) -> None:
    """Remove `user` from the group of the role; without another role, `is_staff` is unset."""
    with transaction.atomic():
        before = group_names(user)
        user.groups.remove(*Group.objects.filter(name=role.value))
        record_change(user, before)
        update_staff_flag(user)


def group_names(user: User) -> set[str]:
    """Return the names of the groups that `user` is in."""
    return set(user.groups.values_list("name", flat=True))


def record_change(user: User, before: set[str]) -> None:
    """Log the groups that `user` was added to and removed from since `before`."""
    after = group_names(user)
    for name in sorted(after - before):
        log.record(Verb.ROLE_ASSIGNED, user, note=name)
    for name in sorted(before - after):
        log.record(Verb.ROLE_REMOVED, user, note=name)


def is_last_administrator(user: User) -> bool:
    """Return whether `user` is the only active superuser or administrator."""
    is_administrator = Q(is_superuser=True) | Q(groups__name=Role.ADMINISTRATOR)
    people = User.objects.filter(is_administrator, is_active=True)
    return people.filter(pk=user.pk).exists() and not people.exclude(pk=user.pk).exists()


def update_staff_flag(user: User) -> None:
    """Set `is_staff` if and only if `user` has a role or is a superuser."""
    is_staff = user.is_superuser or user.groups.filter(name__in=Role.values).exists()
    if user.is_staff != is_staff:
        user.is_staff = is_staff
        user.save(update_fields=["is_staff"])

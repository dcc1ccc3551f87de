"""Roles are groups whose permissions the apps declare.

An app's `roles.py` holds `ROLES: dict[Role, list[str]]` of "app_label.codename". After every migrate
the declared permissions are added to the groups; nothing is ever taken away, so what the owner has
added by hand stays.
"""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group
from django.core.checks import CheckMessage, Error
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import module_has_submodule

from accounts.models import User
from audit import trail
from audit.enums import Verb
from core.roles import Role

__all__ = [
    "ROLES",
    "Role",
    "apply",
    "assign",
    "check_declared",
    "declared",
    "held_by",
    "is_last_administrator",
    "record_change",
    "remove",
    "settle_staff",
    "within_reach",
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


def declared() -> dict[Role, frozenset[str]]:
    """Return the permissions of every role, as the installed apps declare them.

    An administrator may do what any other role may.
    """
    found: dict[Role, set[str]] = {role: set() for role in Role}
    for config in apps.get_app_configs():
        if config.module and module_has_submodule(config.module, "roles"):
            for role, codes in import_module(f"{config.name}.roles").ROLES.items():
                found[Role(role)].update(codes)
    found[Role.ADMINISTRATOR] = set().union(*found.values())
    return {role: frozenset(codes) for role, codes in found.items()}


def within_reach(user: User) -> list[Role]:
    """Return the roles that `user` may give to others: none that may do what they themselves may not."""
    own = user.get_all_permissions()
    return [role for role, codes in declared().items() if codes <= own]


def assign(user: User, role: Role) -> None:
    """Give `user` the role, and with it the way into the admin. Twice changes nothing."""
    with transaction.atomic():
        before = held_by(user)
        user.groups.add(Group.objects.get_or_create(name=role.value)[0])
        record_change(user, before)
        settle_staff(user)


def remove(user: User, role: Role) -> None:
    """Take the role from `user`; the last role takes the way into the admin along."""
    with transaction.atomic():
        before = held_by(user)
        user.groups.remove(*Group.objects.filter(name=role.value))
        record_change(user, before)
        settle_staff(user)


def held_by(user: User) -> set[str]:
    """Return the names of the groups that `user` is in."""
    return set(user.groups.values_list("name", flat=True))


def record_change(user: User, before: set[str]) -> None:
    """Write into the log which groups `user` has come into or left since they were `before`."""
    after = held_by(user)
    for name in sorted(after - before):
        trail.record(Verb.ROLE_GIVEN, user, note=name)
    for name in sorted(before - after):
        trail.record(Verb.ROLE_TAKEN, user, note=name)


def is_last_administrator(user: User) -> bool:
    """Whether nobody could run the site without `user`: no other superuser or administrator is left."""
    in_charge = Q(is_superuser=True) | Q(groups__name=Role.ADMINISTRATOR)
    people = User.objects.filter(in_charge, is_active=True)
    return people.filter(pk=user.pk).exists() and not people.exclude(pk=user.pk).exists()


def settle_staff(user: User) -> None:
    """Let those and only those into the admin who have a role there, or are superusers."""
    is_staff = user.is_superuser or user.groups.filter(name__in=Role.values).exists()
    if user.is_staff != is_staff:
        user.is_staff = is_staff
        user.save(update_fields=["is_staff"])


def apply(sender: AppConfig, using: str, apps: Any = apps, **kwargs: object) -> None:
    """Receiver of post_migrate: add to each role what is declared about `sender`'s models.

    Repeatable; `flush` sends the signal without `apps`. A permission is made here if it is not there yet, because Django's own receiver, which
    makes them, may be called after this one.
    """
    try:
        group_model = apps.get_model("auth", "Group")
        permission_model = apps.get_model("auth", "Permission")
    except LookupError:  # only some apps have been migrated
        return
    create_permissions(sender, verbosity=0, using=using, apps=apps)
    for role, codes in declared().items():
        group, _created = group_model.objects.using(using).get_or_create(name=role.value)
        permissions = permission_model.objects.using(using).filter(
            content_type__app_label=sender.label, codename__in=_codenames(codes, sender.label)
        )
        group.permissions.add(*permissions)


def check_declared(**kwargs: object) -> list[CheckMessage]:
    """System check: every declared permission is one that some model has."""
    existing = {
        f"{model._meta.app_label}.{codename}"
        for model in apps.get_models()
        for codename in _all_codenames(model)
    }
    return [
        Error(
            f"The role “{role.value}” declares {code}, which no model has.",
            hint="See roles.py of that app.",
            id="accounts.E001",
        )
        for role, codes in declared().items()
        for code in sorted(codes - existing)
    ]


def _codenames(codes: Iterable[str], label: str) -> list[str]:
    """Return the codenames among `codes` that belong to the app `label`."""
    pairs = (code.split(".", 1) for code in codes)
    return [codename for app, codename in pairs if app == label]


def _all_codenames(model: Any) -> list[str]:
    standard = [f"{action}_{model._meta.model_name}" for action in model._meta.default_permissions]
    return [*standard, *(codename for codename, _name in model._meta.permissions)]

"""Permissions of the roles, as the apps declare them.

An app's `roles.py` has `ROLES: dict[Role, list[str]]` of "app_label.codename". After every migrate the
declared permissions are added to the groups. None is removed, so manual additions stay.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.core.checks import CheckMessage, Error
from django.db.models import Model

from core.app_modules import declarations
from core.roles import Role


def declared_permissions() -> dict[Role, frozenset[str]]:
    """Return the permissions of every role, as the installed apps declare them.

    The administrator has the permissions of all roles.
    """
    permissions_by_role: dict[Role, set[str]] = {role: set() for role in Role}
    for roles in declarations("roles", "ROLES"):
        for role, codes in roles.items():
            permissions_by_role[Role(role)].update(codes)
    permissions_by_role[Role.ADMINISTRATOR] = set().union(*permissions_by_role.values())
    return {role: frozenset(codes) for role, codes in permissions_by_role.items()}


def sync_permissions(sender: AppConfig, using: str, apps: Any = apps, **kwargs: object) -> None:
    """Receiver of post_migrate: add the declared permissions of `sender`'s models to the groups.

    Idempotent. `flush` sends the signal without `apps`. Missing permissions are created here, because
    Django's own receiver, which creates them, may be called after this one.
    """
    try:
        group_model = apps.get_model("auth", "Group")
        permission_model = apps.get_model("auth", "Permission")
    except LookupError:  # only some apps have been migrated
        return
    create_permissions(sender, verbosity=0, using=using, apps=apps)
    for role, codes in declared_permissions().items():
        group, _created = group_model.objects.using(using).get_or_create(name=role.value)
        permissions = permission_model.objects.using(using).filter(
            content_type__app_label=sender.label, codename__in=_codenames(codes, sender.label)
        )
        group.permissions.add(*permissions)


def check_permissions(**kwargs: object) -> list[CheckMessage]:
    """System check accounts.E001: every declared permission exists on a model."""
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
        for role, codes in declared_permissions().items()
        for code in sorted(codes - existing)
    ]


def _codenames(codes: Iterable[str], label: str) -> list[str]:
    """Return the codenames among `codes` that belong to the app `label`."""
    pairs = (code.split(".", 1) for code in codes)
    return [codename for app, codename in pairs if app == label]


def _all_codenames(model: type[Model]) -> list[str]:
    standard = [f"{action}_{model._meta.model_name}" for action in model._meta.default_permissions]
    return [*standard, *(codename for codename, _name in model._meta.permissions)]

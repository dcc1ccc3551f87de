"""What a backup says about the code that made it, and whether the code here can take it."""

import os
import platform
import tomllib
from typing import Any

import django
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from backups import databases
from backups.errors import Refused
from core.markdown import RENDERER_VERSION

__all__ = [
    "RENDERER_VERSION",
    "about_this_site",
    "applied",
    "refuse_foreign",
    "tsuzuri",
    "variables",
]

#: Variables of the environment that hold settings of the site (docs/operations.md).
PREFIX = "TSUZURI_"
SERVERS = {"DATABASE_URL", "REDIS_URL"}


def tsuzuri() -> str:
    """The version of this product."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    return str(project["version"])


def applied() -> list[str]:
    """The migrations that the present database has had, as `app.name`; none where there is no database."""
    try:
        rows = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return []
    return sorted(f"{app}.{name}" for app, name in rows)


def about_this_site() -> dict[str, Any]:
    """Return what a backup says of its origin: versions, and settings without their secrets."""
    database = databases.present()
    return {
        "tsuzuri": tsuzuri(),
        "django": django.get_version(),
        "python": platform.python_version(),
        "renderer": RENDERER_VERSION,
        "database": {"engine": database.ENGINE, "version": database.version()},
        "migrations": applied(),
        "settings": {
            "address": settings.BASE_URL,
            "time_zone": settings.TIME_ZONE,
            "mail_from": settings.DEFAULT_FROM_EMAIL,
            "mail_server": settings.EMAIL_HOST,
            "module": os.environ.get("DJANGO_SETTINGS_MODULE", ""),
            "variables": variables(),
        },
    }


def variables() -> list[str]:
    """The names of the site's variables that are set; their values may be secret."""
    return sorted(name for name in os.environ if name.startswith(PREFIX) or name in SERVERS)


def refuse_foreign(about: dict[str, Any]) -> None:
    """Raise Refused for a backup of another kind of database or of a newer schema."""
    try:
        engine, member = about["database"]["engine"], about["database"]["member"]
        unpacked, migrations = about["database"]["unpacked"], about["migrations"]
        sound = isinstance(unpacked, int) and all(isinstance(name, str) for name in migrations)
    except (KeyError, TypeError):
        sound = False
    if not sound:
        raise Refused("The backup is damaged: its description lacks something.")
    database = databases.present()
    if (engine, member) != (database.ENGINE, database.MEMBER):
        raise Refused(
            f"The backup is of a site on {engine}, and this site is on {database.ENGINE}. A backup goes"
            " back into the kind of database that it came from: name one by DATABASE_URL."
        )
    if newer := sorted(set(migrations) - known()):
        raise Refused(
            f"The backup was made by a newer version of Tsuzuri ({about.get('tsuzuri')}; this is"
            f" {tsuzuri()}): {', '.join(newer[:3])} is not known here. Install that version first."
        )


def known() -> set[str]:
    """Every migration that the code here has, also those that a later one has replaced."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    names = {f"{app}.{name}" for app, name in loader.disk_migrations}
    for migration in loader.disk_migrations.values():
        names |= {f"{app}.{name}" for app, name in migration.replaces}
    return names

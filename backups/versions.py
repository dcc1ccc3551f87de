"""Versions in a backup's `about.json`, and the check that this code can restore it."""

import os
import platform
import tomllib

import django
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from backups import databases
from backups.archive import About
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

#: Environment variables with settings of the site (docs/operations.md).
PREFIX = "TSUZURI_"
SERVERS = {"DATABASE_URL", "REDIS_URL"}


def tsuzuri() -> str:
    """Return the version of Tsuzuri."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    return str(project["version"])


def applied() -> list[str]:
    """Return the applied migrations of the current database as `app.name`; [] without a database."""
    try:
        rows = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return []
    return sorted(f"{app}.{name}" for app, name in rows)


def about_this_site() -> About:
    """Return the origin of a backup for `about.json`: versions, and settings without secrets."""
    database = databases.current()
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
    """Return the names of the site's environment variables that are set; values may be secret."""
    return sorted(name for name in os.environ if name.startswith(PREFIX) or name in SERVERS)


def refuse_foreign(about: About) -> None:
    """Raise Refused for a backup of another database engine or of a newer schema."""
    engine, member = about["database"]["engine"], about["database"]["member"]
    migrations = about["migrations"]
    database = databases.current()
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
    """Return every migration of this code as `app.name`, including those replaced by a squash."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    names = {f"{app}.{name}" for app, name in loader.disk_migrations}
    for migration in loader.disk_migrations.values():
        names |= {f"{app}.{name}" for app, name in migration.replaces}
    return names

"""Applies migrations at startup: one process at a time, and resumed after a killed process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from backups import create, storage, versions
from backups.errors import Refused
from backups.progress import Progress
from core import statistics

#: The key of PostgreSQL's advisory lock of migrations: an arbitrary constant.
ADVISORY_LOCK = 0x7473757A
#: The command that restores the state before an upgrade.
RESTORE = "tsuzuri-manage restore /path/to/the/backup.tar"


def migrate() -> bool:
    """Apply pending migrations; return whether there was anything to do.

    If several processes start at once, one migrates and the others wait. A marker file repeats the
    post_migrate receivers (roles, permissions) that a killed process did not reach. An SQLite database in
    production is backed up first, as `…-before-upgrade`.
    """
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    with _lock():
        if not _pending() and not _marker().exists():
            return False
        _create_safety_copy()
        _marker().touch()
        call_command("migrate", verbosity=0, interactive=False)
        statistics.refresh()
        _marker().unlink()
        return True


def newer() -> list[str]:
    """Return the applied migrations, as `app.name`, that installed apps do not have in this code."""
    known = versions.known()
    apps = {name.partition(".")[0] for name in known}
    return [
        name for name in versions.applied() if name not in known and name.partition(".")[0] in apps
    ]


def refuse_newer() -> None:
    """Raise Refused if a newer version has migrated the database: old code cannot write to it."""
    if names := newer():
        raise Refused(
            f"The database is newer than this code: {', '.join(names[:3])}. Nothing was changed."
            " Install the version that made it, or restore the backup made before the upgrade:"
            f" {RESTORE}"
        )


def needs_stop() -> bool:
    """Whether a site with data has a pending migration that the previous version cannot write to."""
    return bool(versions.applied()) and any(
        getattr(migration, "needs_stop", False) for migration in _pending()
    )


def _pending() -> list[Migration]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [migration for migration, _is_backwards in plan]


def _marker() -> Path:
    """Return the marker file, which exists from before the first migration until after post_migrate."""
    return Path(settings.VAR_DIR) / "migrating"


def _create_safety_copy() -> None:
    """Back up an SQLite database in production; an empty database and PostgreSQL are not backed up."""
    if settings.DEMO or connection.vendor != "sqlite" or not versions.applied():
        return
    storage.folder()
    create.create(
        storage.new_path(
            timezone.now(), kind="before-upgrade", is_encrypted=bool(settings.BACKUP_PASSPHRASE)
        ),
        has_media=False,
        passphrase=settings.BACKUP_PASSPHRASE,
        progress=Progress(is_shown=False),
        wait=True,
    )


@contextmanager
def _lock() -> Iterator[None]:
    """Hold the lock of migrations: PostgreSQL's advisory lock for all machines, or a file lock."""
    if connection.vendor == "sqlite":
        with storage.lock("migrate", wait=True):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
    try:
        yield
    finally:
        if connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])

"""Brings the database to the schema of the code: one process at a time, and safe to be killed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from backups import making, places, versions
from backups.progress import Progress

#: Any number, as long as it is always the same: who migrates holds PostgreSQL's advisory lock of it.
ADVISORY_LOCK = 0x7473757A


def migrate() -> bool:
    """Apply the migrations that are missing; return whether there was anything to do.

    Of several processes that start at once one migrates and the others wait. What Django does behind
    the last migration (roles, permissions) is done again where a killed process has not come to it.
    An SQLite database in production is copied first, as the backup `…-before-upgrade`.
    """
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    with _alone():
        if not _is_behind() and not _begun().exists():
            return False
        _keep_a_copy()
        _begun().touch()
        call_command("migrate", verbosity=0, interactive=False)
        _begun().unlink()
        return True


def _is_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _begun() -> Path:
    """A file that is there from before the first migration until after the last of what follows."""
    return Path(settings.VAR_DIR) / "migrating"


def _keep_a_copy() -> None:
    """Back up the database of a site in production; a new one, and PostgreSQL's, are not copied."""
    if settings.DEMO or connection.vendor != "sqlite" or not versions.applied():
        return
    places.folder()
    making.make(
        places.new_path(
            timezone.now(), kind="before-upgrade", is_encrypted=bool(settings.BACKUP_PASSPHRASE)
        ),
        has_media=False,
        passphrase=settings.BACKUP_PASSPHRASE,
        progress=Progress(is_shown=False),
        wait=True,
    )


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock of migrations: PostgreSQL's for all machines, a file's where the database is a file."""
    if connection.vendor == "sqlite":
        with places.alone("migrate", wait=True):
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

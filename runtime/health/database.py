"""Health checks of the database: connection, migrations, integrity, write-ahead log."""

from pathlib import Path

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backups import migrate
from core.health import Check, Result, failure, ok, warning

LONG_LOG = 256_000_000  # bytes; SQLite keeps its write-ahead log near 4 MB by itself
MIGRATE = gettext_lazy("Run manage.py migrate, then restart the site.")


def answers() -> Result:
    """Whether the database answers a query."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT 'SQLite ' || sqlite_version()")
        else:
            cursor.execute("SELECT 'PostgreSQL ' || current_setting('server_version')")
        return ok(_("%(name)s responds.") % {"name": cursor.fetchone()[0]})


def migrations() -> Result:
    """Whether all migrations of this version are applied, and none of a newer one."""
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if missing:
        return failure(
            _("Migrations that have not been applied: %(count)d.") % {"count": missing},
            str(MIGRATE),
        )
    if newer := migrate.newer():
        return failure(
            _("The database is newer than the code: %(names)s.") % {"names": ", ".join(newer[:3])},
            _(
                "Install the version that made it, or restore the backup made before the upgrade: %(command)s"
            )
            % {"command": migrate.RESTORE},
        )
    return ok(_("All migrations are applied."))


def integrity() -> Result:
    """Whether an SQLite file is undamaged and has no broken foreign keys."""
    if connection.vendor != "sqlite":
        return ok(_("PostgreSQL checks its own files."))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(3)")
        problems = [str(row[0]) for row in cursor.fetchall()]
        cursor.execute("PRAGMA foreign_key_check")
        broken_keys = len(cursor.fetchall())
    if problems != ["ok"]:
        return failure(
            _("The database file is damaged: %(problem)s.") % {"problem": problems[0]},
            _("Stop the site, keep a copy of the file, and restore the last good backup."),
        )
    if broken_keys:
        return warning(
            _("Rows that reference missing rows: %(count)d.") % {"count": broken_keys},
            _("Make a backup, then ask for help. Mention this number and your version."),
        )
    return ok(_("The database file is intact."))


def write_ahead_log() -> Result:
    """Whether SQLite's write-ahead log is checkpointed: it is at most LONG_LOG bytes long."""
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    size = log.stat().st_size if connection.vendor == "sqlite" and log.exists() else 0
    if size > LONG_LOG:
        return warning(
            _("The write-ahead log has grown to %(size)s.") % {"size": filesizeformat(size)},
            _(
                "A process keeps reading from the database, such as an open shell. Close it or "
                "restart the site."
            ),
        )
    return ok(_("The size of the write-ahead log is normal."))


CHECKS = [
    Check("database.answers", gettext_lazy("Database"), answers),
    Check("database.migrations", gettext_lazy("Migrations"), migrations, is_slow=True),
    Check("database.integrity", gettext_lazy("Database file"), integrity, is_slow=True),
    Check("database.log", gettext_lazy("Write-ahead log"), write_ahead_log),
]

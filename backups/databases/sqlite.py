"""SQLite: dumped by `VACUUM INTO`, loaded by SQLite's backup API. Neither blocks readers.

VACUUM INTO reads one snapshot including the write-ahead log, does not block writers, and omits deleted
pages. Loading writes every page of the new database into the current file in one transaction, so a killed
process leaves the old state, and other processes see either the old or the new one.
"""

import gzip
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Never

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from backups.archive import CHUNK, Readable, Step
from backups.errors import BackupFailed, Refused, Trouble

ENGINE: Final = "sqlite"
MEMBER: Final = "database.sqlite3.gz"
LOCK_TIMEOUT: Final = 30  # seconds that loading waits for other writers


def version() -> str:
    return sqlite3.sqlite_version


def size() -> int:
    """Return the bytes of the database, an upper bound for its uncompressed copy."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return int(cursor.fetchone()[0])


def dump(folder: Path, step: Step) -> tuple[Path, int]:
    """Dump a snapshot of the database; return the compressed file and its uncompressed size in bytes."""
    copy, packed = folder / "database.sqlite3", folder / MEMBER
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        with copy.open("rb") as source, gzip.open(packed, "wb", compresslevel=5) as target:
            while data := source.read(CHUNK):
                target.write(data)
                step(len(data))
    except Exception as error:
        raise BackupFailed(Trouble.DATABASE, str(error)) from error
    unpacked = copy.stat().st_size
    copy.unlink()
    return packed, unpacked


def stage(source: Readable, folder: Path, unpacked: int) -> Path:
    """Unpack a copy into `folder`, check it, and migrate it; return the file."""
    path = folder / "database.sqlite3"
    _unpack(source, path, unpacked)
    _check(path)
    if not _is_migrated(path):
        _migrate(path)
    return path


def load(path: Path) -> None:
    """Replace the current database by the staged one, in one transaction."""
    target = Path(connection.settings_dict["NAME"])
    connection.close()
    _rename_if_unreadable(target)
    deadline = time.monotonic() + LOCK_TIMEOUT

    def check_deadline(status: int, remaining: int, total: int) -> None:
        if status == sqlite3.SQLITE_BUSY and time.monotonic() > deadline:
            raise Refused(
                "The database is in use and did not become free. Stop the site, then try again."
            )

    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as current:
        source.backup(current, pages=-1, progress=check_deadline, sleep=0.1)
    path.unlink()


def mark(path: Path) -> str:
    """Write a random mark into the staged database and return it, for `has_mark` after loading."""
    number = secrets.randbelow((1 << 31) - 1) + 1
    with closing(sqlite3.connect(path)) as staged:
        staged.execute(f"PRAGMA user_version = {number}")
    return str(number)


def has_mark(mark: str) -> bool:
    """Whether the current database is the one that was staged with this mark."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA user_version")
        return bool(str(cursor.fetchone()[0]) == mark)


def _is_migrated(path: Path) -> bool:
    """Whether every migration of this code has been applied to the staged database."""
    with closing(sqlite3.connect(path)) as staged:
        applied = set(staged.execute("SELECT app, name FROM django_migrations"))
    return set(MigrationLoader(None, ignore_no_migrations=True).graph.nodes) <= applied


def _migrate(path: Path) -> None:
    """Migrate the staged database in a subprocess whose default database it is."""
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "migrate", "--verbosity=0"],
        env={**os.environ, "DATABASE_URL": f"sqlite:///{path.resolve()}"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused(
            f"The database of the backup could not be brought to this version: {done.stderr[-2000:]}"
        )
    _check(path)


def _unpack(source: Readable, path: Path, unpacked: int) -> None:
    """Decompress `source` into `path`; raise Refused if the size is not `unpacked`."""
    left = unpacked
    with gzip.GzipFile(mode="rb", fileobj=_AsFile(source)) as content, path.open("wb") as target:
        try:
            while data := content.read(CHUNK):
                left -= len(data)
                if left < 0:
                    raise Refused("The database in the backup is larger than the backup says.")
                target.write(data)
        except (OSError, EOFError) as error:
            raise Refused(f"The database in the backup cannot be unpacked: {error}") from None
    if left:
        raise Refused("The database in the backup is smaller than the backup says.")


def _check(path: Path) -> None:
    """Raise Refused unless the file is an intact database with Django's migrations table."""
    try:
        with closing(sqlite3.connect(path)) as staged:
            errors = [row[0] for row in staged.execute("PRAGMA integrity_check")]
            orphans = staged.execute("PRAGMA foreign_key_check").fetchall()
            staged.execute("SELECT name FROM django_migrations LIMIT 1").fetchall()
    except sqlite3.Error as error:
        raise Refused(f"The database in the backup is damaged: {error}") from None
    if errors != ["ok"] or orphans:
        raise Refused(f"The database in the backup is damaged: {(errors + orphans)[:3]}")


def _rename_if_unreadable(target: Path) -> None:
    """Rename the current file to `….damaged-…` if it is not a database: SQLite could not write into it."""
    try:
        with closing(sqlite3.connect(target)) as current:
            current.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        for suffix in ("", "-wal", "-shm"):
            path = Path(f"{target}{suffix}")
            if path.exists():
                shutil.move(path, f"{target}.damaged-{moment}{suffix}")


class _AsFile:
    """The file interface that gzip needs around a Readable."""

    def __init__(self, source: Readable) -> None:
        self.source = source

    def read(self, size: int = -1) -> bytes:
        return self.source.read(size if size > 0 else CHUNK)

    def seek(self, position: int, whence: int = 0) -> Never:
        """Required by the interface; gzip does not call it here."""
        raise OSError("not seekable")

"""SQLite: copied by `VACUUM INTO`, loaded by the backup interface. Neither stops readers.

VACUUM INTO reads one snapshot, takes the write-ahead log into account, lets writers go on, and leaves
behind what has been deleted. Loading writes every page of the new database into the present file in
one transaction of SQLite's own, so that a process killed in the middle leaves the old state, and one
that has the file open sees either the old or the new.
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
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from backups.archive import CHUNK, Readable, Step
from backups.errors import BackupFailed, Refused, Trouble

ENGINE: Final = "sqlite"
MEMBER: Final = "database.sqlite3.gz"
PATIENCE: Final = 30  # seconds that loading waits for others to finish writing


def version() -> str:
    """The version of SQLite."""
    return sqlite3.sqlite_version


def size() -> int:
    """Bytes of the database, which are at least those of its copy before compression."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return int(cursor.fetchone()[0])


def dump(folder: Path, step: Step) -> tuple[Path, int]:
    """Copy the database as it is at this moment; return the compressed file and its size unpacked."""
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
    """Unpack a copy into `folder`, check it, bring it to our schema; return the file. Touches nothing else."""
    path = folder / "database.sqlite3"
    _unpack(source, path, unpacked)
    _check(path)
    if not _is_of_our_schema(path):
        _migrate(path)
    return path


def load(path: Path) -> None:
    """Put the staged database in the place of the present one, in one transaction."""
    target = Path(connection.settings_dict["NAME"])
    connection.close()
    _set_aside_if_unreadable(target)
    deadline = time.monotonic() + PATIENCE

    def watch(status: int, remaining: int, total: int) -> None:
        if status == sqlite3.SQLITE_BUSY and time.monotonic() > deadline:
            raise Refused(
                "The database is in use and did not become free. Stop the site, then try again."
            )

    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as present:
        source.backup(present, pages=-1, progress=watch, sleep=0.1)
    path.unlink()


def mark(path: Path) -> str:
    """Write a mark into the staged database and return it: who carries it is what was restored."""
    number = secrets.randbelow((1 << 31) - 1) + 1
    with closing(sqlite3.connect(path)) as staged:
        staged.execute(f"PRAGMA user_version = {number}")
    return str(number)


def carries(mark: str) -> bool:
    """Whether the present database is the one that was marked so."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA user_version")
        return bool(str(cursor.fetchone()[0]) == mark)


def _is_of_our_schema(path: Path) -> bool:
    """Whether every migration of ours has been applied to the staged database."""
    with closing(sqlite3.connect(path)) as staged:
        applied = set(staged.execute("SELECT app, name FROM django_migrations"))
    return set(MigrationLoader(None, ignore_no_migrations=True).graph.nodes) <= applied


def _migrate(path: Path) -> None:
    """Bring the staged database to our schema, in a process of its own that knows no other database."""
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
    """Write the database that `source` holds compressed; refuse more bytes than were announced."""
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
    """Raise Refused unless the file is a sound database of ours."""
    try:
        with closing(sqlite3.connect(path)) as staged:
            verdict = [row[0] for row in staged.execute("PRAGMA integrity_check")]
            strays = staged.execute("PRAGMA foreign_key_check").fetchall()
            staged.execute("SELECT name FROM django_migrations LIMIT 1").fetchall()
    except sqlite3.Error as error:
        raise Refused(f"The database in the backup is damaged: {error}") from None
    if verdict != ["ok"] or strays:
        raise Refused(f"The database in the backup is damaged: {(verdict + strays)[:3]}")


def _set_aside_if_unreadable(target: Path) -> None:
    """Move a file out of the way that is no database any more: nothing can be written into it."""
    try:
        with closing(sqlite3.connect(target)) as present:
            present.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        for suffix in ("", "-wal", "-shm"):
            path = Path(f"{target}{suffix}")
            if path.exists():
                shutil.move(path, f"{target}.damaged-{moment}{suffix}")


class _AsFile:
    """A reader as gzip wants it."""

    def __init__(self, source: Readable) -> None:
        self.source = source

    def read(self, size: int = -1) -> Any:
        return self.source.read(size if size > 0 else CHUNK)

    def seek(self, position: int, whence: int = 0) -> Any:
        """Never asked for: nothing is read twice."""
        raise OSError("not seekable")

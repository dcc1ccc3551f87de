"""Prepares a site for serving: migrations, cache table, static files. Finished steps are skipped."""

import hashlib
import json
import os
import shutil
import stat
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import OperationalError, connection

from backups import migrate as migrations
from backups import restore, storage
from backups.errors import Refused

MANIFEST = "staticfiles.json"
COLLECTING = "static-"  # prefix of the temporary folder for collectstatic
OLD_FILES_STAY = 30 * 24 * 3600  # seconds


def refuse_read_only() -> None:
    """Raise Refused if the database is read-only: a site would start and could save nothing."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        is_read_only = path.is_file() and not _is_writable(path)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_read_only")
            is_read_only = cursor.fetchone()[0] == "on"
    if is_read_only:
        raise Refused(
            f"The database {connection.settings_dict['NAME']} is read-only, so nothing could be saved."
        )


def _is_writable(path: Path) -> bool:
    """Whether the file's mode allows writing and SQLite can start a write transaction."""
    if not path.stat().st_mode & stat.S_IWUSR:  # root could write anyway, so the mode decides
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("ROLLBACK")
    except OperationalError as error:
        if "readonly" in str(error) or "unable to open" in str(error):
            return False
        raise
    return True


def prepare() -> list[str]:
    """Update database, cache table and static files; return a sentence for each step that did something."""
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    done = []
    if restore.finish_interrupted():
        done.append("An interrupted restore was completed.")
    migrations.refuse_newer()
    if migrate():
        done.append("The database is up to date.")
    call_command("createcachetable", verbosity=0)
    if collect_static():
        done.append("Static files are collected.")
    return done


def migrate() -> bool:
    """Apply missing migrations under a lock between processes; return whether there were any."""
    return migrations.migrate()


def is_new() -> bool:
    """Whether no user exists; only then is demo content loaded."""
    return not get_user_model().objects.exists()


def collect_static() -> bool:
    """Run collectstatic if a source file has changed since the last run; return whether one had.

    A running site never misses a file: files are collected in a temporary folder, then moved one by
    one. Names contain a hash of the content, so old files stay beside new ones, for pages that were sent
    before. They are deleted OLD_FILES_STAY seconds after the last version that used them.
    """
    digest_file = Path(settings.VAR_DIR) / "static.digest"
    digest = _digest_of_static_sources()
    with storage.lock("static", wait=True):
        _remove_leftovers()
        if (
            digest_file.exists()
            and digest_file.read_text() == digest
            and Path(settings.STATIC_ROOT).is_dir()
        ):
            return False
        _collect()
        digest_file.write_text(digest)
        return True


def _remove_leftovers() -> None:
    """Delete temporary folders of killed processes. Call it under the lock: no other process has one."""
    for folder in Path(settings.VAR_DIR).glob(f"{COLLECTING}*/"):
        shutil.rmtree(folder, ignore_errors=True)


def _collect() -> None:
    with tempfile.TemporaryDirectory(prefix=COLLECTING, dir=settings.VAR_DIR) as folder:
        command = collectstatic.Command()
        command.storage = storages.create_storage(
            {**settings.STORAGES["staticfiles"], "OPTIONS": {"location": folder}}
        )
        call_command(command, verbosity=0, interactive=False)
        _move_into_place(Path(folder), Path(settings.STATIC_ROOT))


def _move_into_place(source: Path, target: Path) -> None:
    """Move every file of `source` to `target`, the manifest last; delete expired files of old versions."""
    for path in _manifest_files(target):  # the replaced version: its month begins now
        os.utime(path)
    files = [path for path in source.rglob("*") if path.is_file()]
    for path in sorted(files, key=lambda path: path.name == MANIFEST):
        destination = target / path.relative_to(source)
        _make_public_folder(destination.parent)
        path.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o644)
        os.utime(path)
        path.replace(destination)
    oldest = time.time() - OLD_FILES_STAY
    for path in target.rglob("*"):
        if path.is_file() and path.stat().st_mtime < oldest:
            path.unlink()


def _make_public_folder(folder: Path) -> None:
    """Create a folder that a proxy can read, regardless of the umask."""
    if not folder.exists():
        _make_public_folder(folder.parent)
        folder.mkdir()
        folder.chmod(settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)


def _manifest_files(folder: Path) -> list[Path]:
    """Return the existing files listed in the manifest in `folder`, with their compressed copies."""
    manifest = folder / MANIFEST
    if not manifest.exists():
        return []
    names = json.loads(manifest.read_text())["paths"].values()
    paths = [folder / f"{name}{suffix}" for name in names for suffix in ("", ".gz", ".br")]
    return [path for path in paths if path.exists()]


def _digest_of_static_sources() -> str:
    """Return a hash of the names and contents of every file that collectstatic would collect."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, source in sorted(finder.list([]), key=lambda row: row[0]):
            digest.update(path.encode() + b"\0")
            digest.update(Path(source.path(path)).read_bytes())
    return digest.hexdigest()

"""Brings a local blog into the state in which it can be served. Every step does only what is missing."""

import hashlib
import json
import os
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.files.storage import storages
from django.core.management import call_command

from backups import restoring, upgrading

MANIFEST = "staticfiles.json"
OLD_FILES_STAY = 30 * 24 * 3600  # seconds


def prepare() -> list[str]:
    """Make database, cache table, demo content and static files; return what was done, in words."""
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    done = []
    if restoring.settle():
        done.append("A restore that was cut off is settled.")
    if migrate():
        done.append("The database is up to date.")
    call_command("createcachetable", verbosity=0)
    if collect_static():
        done.append("Static files are collected.")
    return done


def migrate() -> bool:
    """Apply the migrations that are missing, one process at a time; return whether there were any."""
    return upgrading.migrate()


def is_new() -> bool:
    """Whether nobody can sign in yet: only then is demo content welcome."""
    return not get_user_model().objects.exists()


def collect_static() -> bool:
    """Collect static files if any source has changed since the last time; return whether one had.

    A site that is running meanwhile loses none: the files are made in a folder of their own, then moved
    to their place one by one. Names hold a digest of the content, so the old version's files stay beside
    the new ones, for pages that were sent before; they go a month after their last version.
    """
    kept = Path(settings.VAR_DIR) / "static.digest"
    digest = _digest_of_static_sources()
    if kept.exists() and kept.read_text() == digest and Path(settings.STATIC_ROOT).is_dir():
        return False
    with tempfile.TemporaryDirectory(prefix="static-", dir=settings.VAR_DIR) as folder:
        command = collectstatic.Command()
        command.storage = storages.create_storage(
            {**settings.STORAGES["staticfiles"], "OPTIONS": {"location": folder}}
        )
        call_command(command, verbosity=0, interactive=False)
        _move_into_place(Path(folder), Path(settings.STATIC_ROOT))
    kept.write_text(digest)
    return True


def _move_into_place(source: Path, target: Path) -> None:
    """Move every file of `source` to `target`, the manifest last; forget files of old versions."""
    for path in _files_of_manifest(target):  # the version that is replaced: its month begins now
        os.utime(path)
    files = [path for path in source.rglob("*") if path.is_file()]
    for path in sorted(files, key=lambda path: path.name == MANIFEST):
        place = target / path.relative_to(source)
        _open_folder(place.parent)
        path.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o644)
        os.utime(path)
        path.replace(place)
    oldest = time.time() - OLD_FILES_STAY
    for path in target.rglob("*"):
        if path.is_file() and path.stat().st_mtime < oldest:
            path.unlink()


def _open_folder(folder: Path) -> None:
    """Make a folder that a proxy can read, whatever the umask says."""
    if not folder.exists():
        _open_folder(folder.parent)
        folder.mkdir()
        folder.chmod(settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)


def _files_of_manifest(folder: Path) -> list[Path]:
    """Return the files, compressed ones too, that the manifest in `folder` names."""
    manifest = folder / MANIFEST
    if not manifest.exists():
        return []
    names = json.loads(manifest.read_text())["paths"].values()
    paths = [folder / f"{name}{ending}" for name in names for ending in ("", ".gz", ".br")]
    return [path for path in paths if path.exists()]


def _digest_of_static_sources() -> str:
    """A digest over names and contents of every file that collectstatic would take."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            digest.update(path.encode() + b"\0")
            digest.update(Path(storage.path(path)).read_bytes())
    return digest.hexdigest()

"""Where backups are kept and worked on, and the lock that lets one of us work at a time."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from backups import archive

PART = ".part"  # ends the name of a file that is being written


class Busy(Exception):  # noqa: N818 (a state)
    """Another backup or restore is running."""


@contextmanager
def alone(name: str = "backup", *, wait: bool = False) -> Iterator[None]:
    """Hold the lock of this name on this machine; raise Busy where somebody else has it.

    It ends with the process, however that ends. With `wait`, wait for the other instead.
    """
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    descriptor = os.open(Path(settings.VAR_DIR) / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise Busy from None
        yield
    finally:
        os.close(descriptor)


def is_free(name: str = "backup") -> bool:
    """Whether nobody holds the lock of this name at this moment."""
    try:
        with alone(name):
            return True
    except Busy:
        return False


def folder() -> Path:
    """Where backups are kept, readable by their owner only."""
    path = path_of("")
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def path_of(name: str) -> Path:
    """Where a backup of this name is kept."""
    return Path(settings.BACKUPS_ROOT) / name


@contextmanager
def working_folder() -> Iterator[Path]:
    """Yield an empty folder beside the database, for copies that nobody else may read; remove it afterwards.

    One that a killed process has left goes first. Only who holds the lock comes here.
    """
    path = Path(settings.VAR_DIR) / "backup-work"
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def roots() -> dict[str, Path]:
    """The folders of files in a backup, and where they are on this site."""
    places = (settings.MEDIA_ROOT, settings.ORIGINALS_ROOT)
    return dict(zip(archive.FOLDERS, map(Path, places), strict=True))


def file_name(moment: datetime, *, kind: str = "", is_encrypted: bool) -> str:
    """Return the name of a backup of this moment; names sort by time."""
    word = f"-{kind}" if kind else ""
    stamp = moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return f"tsuzuri-{stamp}{word}.tar{'.age' if is_encrypted else ''}"


def new_path(moment: datetime, *, kind: str = "", is_encrypted: bool) -> Path:
    """Return the place of a backup of this moment, or of the next second at which there is none."""
    while (path := path_of(file_name(moment, kind=kind, is_encrypted=is_encrypted))).exists():
        moment += timedelta(seconds=1)
    return path


def files_below(root: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    """Yield the files below `root`, as names that ascend and paths; hidden ones are nobody's."""
    try:
        entries = [entry for entry in os.scandir(root) if not entry.name.startswith(".")]
    except FileNotFoundError:
        return
    # A folder sorts as the beginning of the names below it.
    for entry in sorted(entries, key=lambda entry: entry.name + "/" * entry.is_dir()):
        name = f"{prefix}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from files_below(Path(entry.path), name)
        elif entry.is_file(follow_symlinks=False):
            yield name, Path(entry.path)


def sync_folder(path: Path) -> None:
    """Make sure that what was renamed in a folder stays so after a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Storage of backups: folders, file names, the machine's name, and the lock for one process at a time."""

import fcntl
import os
import secrets
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from backups import archive

MACHINE = ".machine"  # the file in the backup folder with the name of the machine
PART = ".part"  # the suffix of a file that is being written


class Busy(Exception):  # noqa: N818 (a state)
    """Another backup or restore is running."""


@contextmanager
def lock(name: str = "backup", *, wait: bool = False) -> Iterator[None]:
    """Hold the file lock `name` on this machine; raise Busy if another process holds it.

    With `wait`, wait for the other process instead. The lock ends with the process, even if killed.
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


def is_locked(name: str = "backup") -> bool:
    """Whether a process holds the file lock `name`."""
    try:
        with lock(name):
            return False
    except Busy:
        return True


def folder() -> Path:
    """Create the backup folder, with mode 0700, and return it."""
    path = path_of("")
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def machine() -> str:
    """Return the value of Backup.machine for this machine: the host name and a random number.

    It is stored in the backup folder. Machines that share the folder have one name, and a container
    keeps its name with its volume.
    """
    stored = folder() / MACHINE
    with suppress(FileNotFoundError):
        if name := stored.read_text().strip():
            return name
    part = stored.with_name(f"{MACHINE}-{secrets.token_hex(4)}")
    part.write_text(f"{socket.gethostname()[:80]}-{secrets.token_hex(4)}\n")
    try:
        os.link(part, stored)  # atomic: the first of several processes sets the name
    except FileExistsError:
        if not stored.read_text().strip():
            part.replace(stored)
    finally:
        part.unlink(missing_ok=True)
    return stored.read_text().strip()


def path_of(name: str) -> Path:
    """Return the path of a file in the backup folder."""
    return Path(settings.BACKUPS_ROOT) / name


@contextmanager
def working_folder() -> Iterator[Path]:
    """Yield an empty private folder in VAR_DIR, and delete it afterwards. The caller holds the lock.

    A folder of a killed process is deleted first.
    """
    path = Path(settings.VAR_DIR) / "backup-work"
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def roots() -> dict[str, Path]:
    """Return the path on this site of each folder in a backup."""
    paths = (settings.MEDIA_ROOT, settings.ORIGINALS_ROOT)
    return dict(zip(archive.FOLDERS, map(Path, paths), strict=True))


def file_name(moment: datetime, *, kind: str = "", is_encrypted: bool) -> str:
    """Return the file name of a backup made at `moment`; names sort by time."""
    suffix = f"-{kind}" if kind else ""
    stamp = moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return f"tsuzuri-{stamp}{suffix}.tar{'.age' if is_encrypted else ''}"


def new_path(moment: datetime, *, kind: str = "", is_encrypted: bool) -> Path:
    """Return an unused path for a backup made at `moment`, or at the next free second."""
    while (path := path_of(file_name(moment, kind=kind, is_encrypted=is_encrypted))).exists():
        moment += timedelta(seconds=1)
    return path


def files_below(root: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    """Yield name and path of the files below `root`, sorted by name; hidden files are skipped."""
    try:
        entries = [entry for entry in os.scandir(root) if not entry.name.startswith(".")]
    except FileNotFoundError:
        return
    # A folder sorts with "/", as a prefix of the names below it.
    for entry in sorted(entries, key=lambda entry: entry.name + "/" * entry.is_dir()):
        name = f"{prefix}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from files_below(Path(entry.path), name)
        elif entry.is_file(follow_symlinks=False):
            yield name, Path(entry.path)


def sync_folder(path: Path) -> None:
    """Make renames in a folder durable (fsync)."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

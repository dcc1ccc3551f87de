"""Creates a backup while the site is running.

The database is copied before the files. A file is written before the row that names it and never changes,
so every row of the copied database has its files in the backup, regardless of uploads meanwhile. Files
deleted meanwhile may be missing and are reported. Files that rows name but that are not on the disk make
the backup incomplete.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.db import DatabaseError

from backups import databases, expected, storage, versions
from backups.archive import FOLDERS, Member, Writable, Writer
from backups.encryption import EncryptingWriter
from backups.errors import BackupFailed, Refused, Trouble
from backups.progress import Progress
from backups.verify import inspect


@dataclass
class CreatedBackup:
    """The result: number of files, size in bytes, and the names of files that are not included.

    `gone` were deleted while the backup ran. `missing` are named by image rows but not on the disk.
    `left_out` have names that are too long for a tar header.
    """

    files: int = 0
    size: int = 0
    gone: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def create(
    target: Path, *, has_media: bool, passphrase: str, progress: Progress, wait: bool = False
) -> CreatedBackup:
    """Create the backup file `target`, which is verified and appears atomically.

    Raises Busy while another backup or restore runs (unless `wait`), and BackupFailed for any failure.
    """
    with storage.lock(wait=wait):
        return create_locked(target, has_media=has_media, passphrase=passphrase, progress=progress)


def create_locked(
    target: Path, *, has_media: bool, passphrase: str, progress: Progress
) -> CreatedBackup:
    """Do the same as `create`, for a caller that holds the lock."""
    delete_partial_files(target.parent)
    part = target.with_name(f".{target.name}{storage.PART}")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            created = write(out, has_media=has_media, passphrase=passphrase, progress=progress)
            out.flush()
            os.fsync(out.fileno())
        inspect(part, passphrase=passphrase, progress=progress)
        created.size = part.stat().st_size
        part.replace(target)
        storage.sync_folder(target.parent)
    except Refused as refused:
        raise BackupFailed(Trouble.DAMAGED, str(refused)) from refused
    except OSError as error:
        raise BackupFailed(Trouble.FILES, str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return created


def write(out: Writable, *, has_media: bool, passphrase: str, progress: Progress) -> CreatedBackup:
    """Write a backup to `out`, encrypted if there is a passphrase. The caller holds the lock."""
    with storage.working_folder() as folder, tempfile.TemporaryFile(dir=folder) as sums:
        encrypting = EncryptingWriter(out, passphrase) if passphrase else None
        try:
            created = _write_tar(encrypting or out, sums, folder, has_media, progress)
        except DatabaseError as error:
            raise BackupFailed(Trouble.DATABASE, str(error)) from error
        if encrypting:
            encrypting.close()
    return created


def delete_partial_files(folder: Path) -> None:
    """Delete the partial files that killed backups left in `folder`."""
    for path in folder.glob(f".*{storage.PART}"):
        path.unlink(missing_ok=True)


def _write_tar(
    out: Writable, sums: IO[bytes], folder: Path, has_media: bool, progress: Progress
) -> CreatedBackup:
    database, now = databases.current(), datetime.now(UTC)
    with tempfile.TemporaryFile("w+", dir=folder, encoding="utf-8") as listing:
        # Listed before the database is copied, so that later deletions are detected.
        total = _list_files(listing) if has_media else 0
        progress.begin("Copying the database", database.size())
        copy, unpacked = database.dump(folder, progress.step)
        progress.begin("Writing the backup", total + copy.stat().st_size)
        about = versions.about_this_site()
        about["database"] |= {"member": database.MEMBER, "unpacked": unpacked}
        required = expected.names() if has_media else {}
        missing = sum(not _path_of(name).is_file() for name in required)
        writer = Writer(out, sums, mtime=int(now.timestamp()), step=progress.step)
        about |= {"made_at": now.isoformat(), "has_media": has_media, "missing": missing}
        writer.add_about(about)
        _add(writer, database.MEMBER, copy)
        copy.unlink()
        created = CreatedBackup()
        if has_media:
            _add_files(writer, listing, created, required)
            created.missing = expected.still_named(required) if required else []
            created.gone = sorted(set(created.gone) - set(created.missing))
        writer.finish()
        progress.end()
    return created


def _list_files(listing: IO[str]) -> int:
    """Write the names of all files to `listing`, one per line; return their size in bytes."""
    total = 0
    for name, path in _files():
        with suppress(FileNotFoundError):
            total += path.stat().st_size
            listing.write(f"{name}\n")
    listing.seek(0)
    return total


def _files() -> Iterator[tuple[str, Path]]:
    roots = storage.roots()
    for prefix in FOLDERS:
        yield from storage.files_below(roots[prefix], prefix)


def _path_of(name: str) -> Path:
    """Return the path on the disk of a file by its name in a backup."""
    folder, _slash, rest = name.partition("/")
    return storage.roots()[folder] / rest


def _add_files(
    writer: Writer, listing: IO[str], created: CreatedBackup, required: dict[str, int]
) -> None:
    """Add all files, and remove their names from `required`.

    The listing and the files are both sorted, so a merge shows which files were deleted since.
    """
    listed_names = (line.rstrip("\n") for line in listing)
    listed_name = next(listed_names, None)
    for name, path in _files():
        while listed_name is not None and listed_name < name:
            created.gone.append(listed_name)
            listed_name = next(listed_names, None)
        if listed_name == name:
            listed_name = next(listed_names, None)
        try:
            _add(writer, name, path)
            created.files += 1
            required.pop(name, None)
        except FileNotFoundError:
            created.gone.append(name)
        except ValueError:  # too long for a tar header; the site itself creates no such name
            created.left_out.append(name)
    created.gone += [name for name in (listed_name, *listed_names) if name is not None]


def _add(writer: Writer, name: str, path: Path) -> None:
    """Add one file. It may be deleted after it has been opened."""
    with path.open("rb") as source:
        stat = os.fstat(source.fileno())
        writer.add(Member(name, stat.st_size, int(stat.st_mtime)), source)

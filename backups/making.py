"""Makes a backup while the site goes on.

The database comes first and the files after it: a file is written before the row that names it and
never changes, so every row of the copied database has its files in the backup, whatever is uploaded
meanwhile. What is deleted meanwhile may be missing, and is told.
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

from backups import databases, places, versions
from backups.archive import FOLDERS, Member, Writable, Writer
from backups.encryption import EncryptingWriter
from backups.errors import BackupFailed, Refused, Trouble
from backups.progress import Progress
from backups.reading import inspect


@dataclass
class Made:
    """What became of it. `gone` are files that were deleted while the backup ran."""

    files: int = 0
    size: int = 0
    gone: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def make(
    target: Path, *, has_media: bool, passphrase: str, progress: Progress, wait: bool = False
) -> Made:
    """Make a backup as the file `target`, which appears whole and verified or not at all.

    Raises Busy while another runs (unless it is to `wait`), BackupFailed for what goes wrong.
    """
    with places.alone(wait=wait):
        return make_while_alone(
            target, has_media=has_media, passphrase=passphrase, progress=progress
        )


def make_while_alone(target: Path, *, has_media: bool, passphrase: str, progress: Progress) -> Made:
    """Do as `make` does, for who holds the lock."""
    remove_parts(target.parent)
    part = target.with_name(f".{target.name}{places.PART}")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            made = write(out, has_media=has_media, passphrase=passphrase, progress=progress)
            out.flush()
            os.fsync(out.fileno())
        inspect(part, passphrase=passphrase, progress=progress)
        made.size = part.stat().st_size
        part.replace(target)
        places.sync_folder(target.parent)
    except Refused as refused:
        raise BackupFailed(Trouble.DAMAGED, str(refused)) from refused
    except OSError as error:
        raise BackupFailed(Trouble.FILES, str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return made


def write(out: Writable, *, has_media: bool, passphrase: str, progress: Progress) -> Made:
    """Write a backup to `out`, encrypted if there is a passphrase; for who holds the lock."""
    with places.working_folder() as folder, tempfile.TemporaryFile(dir=folder) as sums:
        sealed = EncryptingWriter(out, passphrase) if passphrase else None
        try:
            made = _write_tar(sealed or out, sums, folder, has_media, progress)
        except DatabaseError as error:
            raise BackupFailed(Trouble.DATABASE, str(error)) from error
        if sealed:
            sealed.close()
    return made


def remove_parts(folder: Path) -> None:
    """Remove what a killed backup has left in `folder`."""
    for path in folder.glob(f".*{places.PART}"):
        path.unlink(missing_ok=True)


def _write_tar(
    out: Writable, sums: IO[bytes], folder: Path, has_media: bool, progress: Progress
) -> Made:
    database, now = databases.present(), datetime.now(UTC)
    with tempfile.TemporaryFile("w+", dir=folder, encoding="utf-8") as listed:
        # Listed before the database is copied, so that what is deleted from here on is noticed.
        total = _list_files(listed) if has_media else 0
        progress.begin("Copying the database", database.size())
        copy, unpacked = database.dump(folder, progress.step)
        progress.begin("Writing the backup", total + copy.stat().st_size)
        about = versions.about_this_site()
        about["database"] |= {"member": database.MEMBER, "unpacked": unpacked}
        writer = Writer(out, sums, mtime=int(now.timestamp()), step=progress.step)
        writer.add_about({**about, "made_at": now.isoformat(), "has_media": has_media})
        _add(writer, database.MEMBER, copy)
        copy.unlink()
        made = Made()
        if has_media:
            _add_files(writer, listed, made)
        writer.finish()
        progress.end()
    return made


def _list_files(listed: IO[str]) -> int:
    """Write the names of all files, one a line; return the sum of their sizes."""
    total = 0
    for name, path in _files():
        with suppress(FileNotFoundError):
            total += path.stat().st_size
            listed.write(f"{name}\n")
    listed.seek(0)
    return total


def _files() -> Iterator[tuple[str, Path]]:
    roots = places.roots()
    for prefix in FOLDERS:
        yield from places.files_below(roots[prefix], prefix)


def _add_files(writer: Writer, listed: IO[str], made: Made) -> None:
    """Add all files; both lists ascend, so what only the earlier one has is found by walking along."""
    earlier = (line.rstrip("\n") for line in listed)
    expected = next(earlier, None)
    for name, path in _files():
        while expected is not None and expected < name:
            made.gone.append(expected)
            expected = next(earlier, None)
        if expected == name:
            expected = next(earlier, None)
        try:
            _add(writer, name, path)
            made.files += 1
        except FileNotFoundError:
            made.gone.append(name)
        except ValueError:  # a name that no tar header can hold; none of ours
            made.left_out.append(name)
    made.gone += [name for name in (expected, *earlier) if name is not None]


def _add(writer: Writer, name: str, path: Path) -> None:
    """Add one file; once it is open it may be deleted."""
    with path.open("rb") as source:
        facts = os.fstat(source.fileno())
        writer.add(Member(name, facts.st_size, int(facts.st_mtime)), source)

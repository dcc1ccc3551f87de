"""Puts a site back into the state of a backup, at one moment, or not at all.

The database is what decides. Files have names that never repeat and contents that never change, so
those of the old and of the new state lie side by side without harm: first the files of the backup are
added, then the database is exchanged in one transaction, then the files that only the old state had
are removed. Whoever is killed in between leaves the old state or the new one, each with all its
files; the journal tells the next start which files are to go.
"""

import filecmp
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command

from audit import trail
from audit.enums import Verb
from backups import databases, making, places, reading, records, upgrading, versions
from backups.archive import CHUNK, Content, Member
from backups.errors import Refused
from backups.progress import Progress

STAGED = (
    ".restoring"  # a hidden folder below each root, so that a rename brings a file to its place
)


@dataclass(frozen=True)
class Restored:
    """What was done; `previous` is the backup of the state before, if one was wanted."""

    about: dict[str, Any]
    files: int
    previous: Path | None


def restore(
    path: Path, *, passphrase: str, keep_previous: Path | None, progress: Progress
) -> Restored:
    """Restore the site from the backup at `path`.

    Everything is read and checked before anything is written, and staged beside the present state
    before that is exchanged. The present state is first kept as the backup `keep_previous`, encrypted
    as the other one is. Raises Refused (nothing has changed), Busy, or BackupFailed where the
    present state cannot be kept.
    """
    with places.alone():
        settle_while_alone()
        summary = reading.inspect(path, passphrase=passphrase, progress=progress)
        versions.refuse_foreign(summary.about)
        _refuse_without_space(summary)
        if keep_previous:
            places.folder()
            making.make_while_alone(
                keep_previous, has_media=True, passphrase=passphrase, progress=progress
            )
        with places.working_folder() as folder:
            try:
                _exchange(path, folder, passphrase, progress)
            finally:
                settle_while_alone()
    _go_on(path)
    return Restored(summary.about, summary.files, keep_previous)


def _go_on(path: Path) -> None:
    """Let the restored site know what is here: this version's schema, these backups, an empty cache."""
    upgrading.migrate()
    call_command("createcachetable", verbosity=0)
    cache.clear()
    with places.alone():
        records.forget_unfinished()
        records.adopt()
    trail.record(Verb.SITE_RESTORED, note=path.name)


def settle() -> bool:
    """Bring to its end what a killed restore has left; return whether there was anything.

    Safe at any start: while a restore runs, it is left to it.
    """
    if not is_left():
        return False
    try:
        with places.alone():
            return settle_while_alone()
    except places.Busy:
        return False


def is_left() -> bool:
    """Whether a restore runs at this moment, or was killed before its end."""
    staged = [root / STAGED for root in places.roots().values()]
    return any(path.exists() for path in (_journal(), *staged))


def settle_while_alone() -> bool:
    """Do as `settle` does, for who holds the lock."""
    was_left = is_left()
    for root in places.roots().values():
        shutil.rmtree(root / STAGED, ignore_errors=True)
    if not _journal().exists():
        return was_left
    left = json.loads(_journal().read_text())
    is_new = databases.present().carries(left["mark"])
    for name in left["only_old"] if is_new else left["only_new"]:
        _path_of(name).unlink(missing_ok=True)
    _journal().unlink()
    return True


def _journal() -> Path:
    return Path(settings.VAR_DIR) / "restore.json"


def _exchange(path: Path, folder: Path, passphrase: str, progress: Progress) -> None:
    """Stage what is in the backup, then bring it to its place: the database is the moment."""
    database = databases.present()
    with reading.opened(
        path, passphrase=passphrase, progress=progress, title="Unpacking"
    ) as reader:
        members = reading.in_order(reader)
        _member, content = next(members)
        staged = database.stage(content, folder, reader.about["database"]["unpacked"])
        names = {_stage(member, content) for member, content in members}
        has_media = reader.about["has_media"]
    _write_journal(database.mark(staged), names, has_media)
    for name in names:
        _bring(name)
    database.load(staged)


def _write_journal(mark: str, names: set[str], has_media: bool) -> None:
    """Note which files belong to one of the two states only."""
    present = {name for name, _path in _present_files()} if has_media else set()
    entry = {
        "mark": mark,
        "only_old": sorted(present - names),
        "only_new": sorted(names - present),
    }
    part = _journal().with_suffix(".part")
    with part.open("w") as file:
        json.dump(entry, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(_journal())
    places.sync_folder(_journal().parent)


def _present_files() -> Iterator[tuple[str, Path]]:
    for prefix, root in places.roots().items():
        yield from places.files_below(root, prefix)


def _stage(member: Member, content: Content) -> str:
    """Write a file of the backup beside its place, unless it is there already; return its name."""
    place, staged = _path_of(member.name), _staged_path_of(member.name)
    _make_folder(staged.parent, member.folder)
    private = member.folder == "originals"
    mode = 0o600 if private else settings.FILE_UPLOAD_PERMISSIONS or 0o644
    descriptor = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        while data := content.read(CHUNK):
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.utime(staged, (member.mtime, member.mtime))
    if place.exists() and filecmp.cmp(staged, place, shallow=False):
        staged.unlink()
    return member.name


def _bring(name: str) -> None:
    """Rename a staged file to its place. One that is there with other bytes is damaged, and goes."""
    staged, place = _staged_path_of(name), _path_of(name)
    if staged.exists():
        _make_folder(place.parent, name.partition("/")[0])
        staged.replace(place)


def _make_folder(path: Path, section: str) -> None:
    """Make a folder and those above it; originals are nobody else's to see."""
    if not path.is_dir():
        _make_folder(path.parent, section)
        path.mkdir(mode=0o700 if section == "originals" else 0o755, exist_ok=True)


def _path_of(name: str) -> Path:
    prefix, _slash, rest = name.partition("/")
    return places.roots()[prefix] / rest


def _staged_path_of(name: str) -> Path:
    prefix, _slash, rest = name.partition("/")
    return places.roots()[prefix] / STAGED / rest


def _refuse_without_space(summary: reading.Summary) -> None:
    """Raise Refused where the disk cannot hold the old state and the new one."""
    needed = summary.size + 2 * int(summary.about["database"]["unpacked"])
    free = shutil.disk_usage(settings.VAR_DIR).free
    if free < needed:
        raise Refused(
            f"The disk has too little space: {needed >> 20} MiB are needed and {free >> 20} MiB free."
        )

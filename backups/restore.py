"""Restores a site from a backup, atomically.

The commit of the database is the switch. File names are never reused and contents never change, so files
of the old and of the new state can coexist: first the files of the backup are added, then the database is
replaced in one transaction, then the files that only the old state had are deleted. A process killed in
between leaves the old state or the new one, each with all its files. The journal records which files the
next start deletes.
"""

import filecmp
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command

from audit import log
from audit.enums import Verb
from backups import catalog, create, databases, migrate, storage, verify, versions
from backups.archive import CHUNK, About, Content, Member
from backups.errors import Refused
from backups.progress import Progress

#: A hidden folder below each root: on the same file system, so that a rename moves a file into place.
STAGED = ".restoring"


@dataclass(frozen=True)
class Restored:
    """The result; `safety_copy` is the backup of the state before, if there is one."""

    about: About
    files: int
    safety_copy: Path | None


def restore(
    path: Path, *, passphrase: str, safety_copy: Path | None, progress: Progress
) -> Restored:
    """Restore the site from the backup at `path`.

    The backup is verified before anything is written, and staged beside the current state before that is
    replaced. The current state is first backed up as `safety_copy`, with the same passphrase. Raises
    Refused (nothing has changed), Busy, or BackupFailed if the safety copy cannot be made.
    """
    with storage.lock():
        finish_interrupted_locked()
        summary = verify.inspect(path, passphrase=passphrase, progress=progress)
        versions.refuse_foreign(summary.about)
        _refuse_without_space(summary)
        if safety_copy:
            storage.folder()
            create.create_locked(
                safety_copy, has_media=True, passphrase=passphrase, progress=progress
            )
        with storage.working_folder() as folder:
            try:
                _exchange(path, folder, passphrase, progress)
            finally:
                finish_interrupted_locked()
    _update_restored_site(path)
    return Restored(summary.about, summary.files, safety_copy)


def _update_restored_site(path: Path) -> None:
    """Migrate the database, clear the cache, synchronise the Backup rows, and log the restore."""
    migrate.migrate()
    call_command("createcachetable", verbosity=0)
    cache.clear()
    with storage.lock():
        catalog.delete_unfinished()
        catalog.sync_rows()
    log.record(Verb.SITE_RESTORED, note=path.name)


def finish_interrupted() -> bool:
    """Complete or roll back a killed restore; return whether there was one.

    Safe at every start: while a restore is running, nothing happens.
    """
    if not is_unfinished():
        return False
    try:
        with storage.lock():
            return finish_interrupted_locked()
    except storage.Busy:
        return False


def is_unfinished() -> bool:
    """Whether a restore is running, or was killed before its end."""
    staged = [root / STAGED for root in storage.roots().values()]
    return any(path.exists() for path in (_journal(), *staged))


def finish_interrupted_locked() -> bool:
    """Do the same as `finish_interrupted`, for a caller that holds the lock."""
    was_unfinished = is_unfinished()
    for root in storage.roots().values():
        shutil.rmtree(root / STAGED, ignore_errors=True)
    if not _journal().exists():
        return was_unfinished
    entry = json.loads(_journal().read_text())
    is_new = databases.current().has_mark(entry["mark"])
    for name in entry["only_old"] if is_new else entry["only_new"]:
        _path_of(name).unlink(missing_ok=True)
    _journal().unlink()
    return True


def _journal() -> Path:
    return Path(settings.VAR_DIR) / "restore.json"


def _exchange(path: Path, folder: Path, passphrase: str, progress: Progress) -> None:
    """Stage the database and the files, move the files into place, then load the database."""
    database = databases.current()
    with verify.open_reader(
        path, passphrase=passphrase, progress=progress, title="Unpacking"
    ) as reader:
        members = verify.in_order(reader)
        _member, content = next(members)
        staged = database.stage(content, folder, reader.about["database"]["unpacked"])
        names = {_stage(member, content) for member, content in members}
        has_media = reader.about["has_media"]
    _write_journal(database.mark(staged), names, has_media)
    for name in names:
        _move_into_place(name)
    database.load(staged)


def _write_journal(mark: str, names: set[str], has_media: bool) -> None:
    """Write which files belong to only one of the two states."""
    current = {name for name, _path in _current_files()} if has_media else set()
    entry = {
        "mark": mark,
        "only_old": sorted(current - names),
        "only_new": sorted(names - current),
    }
    part = _journal().with_suffix(".part")
    with part.open("w") as file:
        json.dump(entry, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(_journal())
    storage.sync_folder(_journal().parent)


def _current_files() -> Iterator[tuple[str, Path]]:
    for prefix, root in storage.roots().items():
        yield from storage.files_below(root, prefix)


def _stage(member: Member, content: Content) -> str:
    """Write a file of the backup to its staging path, unless the target is identical; return its name."""
    target, staged = _path_of(member.name), _staged_path_of(member.name)
    _make_folder(staged.parent, member.folder)
    is_private = member.folder == "originals"
    mode = 0o600 if is_private else settings.FILE_UPLOAD_PERMISSIONS or 0o644
    descriptor = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(descriptor, mode)
        while data := content.read(CHUNK):
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.utime(staged, (member.mtime, member.mtime))
    if target.exists() and filecmp.cmp(staged, target, shallow=False):
        staged.unlink()
    return member.name


def _move_into_place(name: str) -> None:
    """Rename a staged file to its target. An existing file with other content is damaged: replace it."""
    staged, target = _staged_path_of(name), _path_of(name)
    if staged.exists():
        _make_folder(target.parent, name.partition("/")[0])
        staged.replace(target)


def _make_folder(path: Path, section: str) -> None:
    """Create a folder and its parents; only the owner may read `originals`."""
    if not path.is_dir():
        _make_folder(path.parent, section)
        path.mkdir(exist_ok=True)
        # chmod, because mkdir applies the umask, and a proxy has to read the files in media/.
        path.chmod(0o700 if section == "originals" else settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)


def _path_of(name: str) -> Path:
    prefix, _slash, rest = name.partition("/")
    return storage.roots()[prefix] / rest


def _staged_path_of(name: str) -> Path:
    prefix, _slash, rest = name.partition("/")
    return storage.roots()[prefix] / STAGED / rest


def _refuse_without_space(summary: verify.Summary) -> None:
    """Raise Refused if the disk has no space for both the old and the new state."""
    needed = summary.size + 2 * int(summary.about["database"]["unpacked"])
    free = shutil.disk_usage(settings.VAR_DIR).free
    if free < needed:
        raise Refused(
            f"The disk has too little space: {needed >> 20} MiB are needed and {free >> 20} MiB free."
        )

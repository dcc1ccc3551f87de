"""Synchronises Backup rows with the files, and deletes old backups.

The caller of all functions except `record` and `mark_failed` holds the backup lock (storage.lock).
"""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from audit import log
from audit.enums import Verb
from backups import rotation, storage, verify
from backups.create import CreatedBackup
from backups.errors import BackupFailed, Refused, Trouble
from backups.models import Backup, BackupSchedule, Cause, State
from backups.progress import Progress

NAME = re.compile(r"tsuzuri-(\d{8}T\d{6}Z)(?:-([a-z-]+))?\.tar(\.age)?")
CAUSES = {"before-restore": Cause.BEFORE_RESTORE, "before-upgrade": Cause.BEFORE_UPGRADE}
#: Number of backups to keep of each kind: before a restore, before an upgrade, incomplete.
SAFETY_COPIES = 3
FAILURES_KEPT = timedelta(days=90)


def record(
    path: Path, created: CreatedBackup, *, cause: Cause, has_media: bool, row: Backup | None = None
) -> None:
    """Save the state of a new backup in `row` or a new row, and log it.

    A database of an older schema may have no table for it; then sync_rows() adds the row later.
    """
    row = row or Backup(cause=cause)
    values = {
        **_fields_of_name(path),
        "size": created.size,
        "gone": len(created.gone),
        "missing": len(created.missing),
        "has_media": has_media,
        "cause": cause,
        "state": State.INCOMPLETE if created.missing else State.GOOD,
        "ended_at": timezone.now(),
        "machine": storage.machine(),
    }
    for name, value in values.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save(update_fields=list(values) if row.pk else None)
            log.record(Verb.BACKED_UP, title=path.name)
    except DatabaseError:
        return


def mark_failed(row: Backup, failure: BackupFailed) -> None:
    """Save that a backup failed, and why."""
    row.state, row.ended_at = State.FAILED, timezone.now()
    row.machine = row.machine or storage.machine()
    row.trouble, row.detail = failure.trouble, failure.detail[:4000].replace("\0", "")
    row.save(update_fields=["state", "ended_at", "machine", "trouble", "detail"])


def mark_interrupted() -> None:
    """Mark this machine's rows in the state RUNNING as failed: the lock shows that none is running."""
    for row in Backup.objects.of_machine(storage.machine()).filter(state=State.RUNNING):
        mark_failed(row, BackupFailed(Trouble.CUT_OFF))


def sync_rows() -> None:
    """Synchronise the rows of this machine with its files.

    A file without a row (copied here, or younger than a restored database) is verified and gets a row.
    A row without its file is deleted. Rows of other machines do not change.
    """
    machine = storage.machine()
    files = {path.name: path for path in storage.folder().iterdir() if NAME.fullmatch(path.name)}
    own = Backup.objects.of_machine(machine).exclude(file_name="")
    known = set(own.values_list("file_name", flat=True))
    own.filter(file_name__in=known - set(files)).delete()
    own.filter(machine="").update(machine=machine)
    for name in sorted(set(files) - known):
        _add_row(files[name])


def delete_unfinished() -> None:
    """Delete requested and running backups of a restored database: they are as old as the backup."""
    Backup.objects.filter(state__in=[State.ASKED, State.RUNNING]).delete()


def rotate() -> list[str]:
    """Delete old backups of this machine, files and rows; return the file names.

    Incomplete backups are counted separately, so none of them replaces a complete one.
    """
    schedule, own = BackupSchedule.load(), Backup.objects.of_machine(storage.machine())
    rows = list(own.rotatable())
    keep = rotation.select(
        (row.made_at for row in rows),
        timezone.get_default_timezone(),
        daily=schedule.keep_daily,
        weekly=schedule.keep_weekly,
        monthly=schedule.keep_monthly,
    )
    old = [row for row in rows if row.made_at not in keep]
    for cause in CAUSES.values():
        old += own.good().filter(cause=cause)[SAFETY_COPIES:]
    incomplete = own.filter(state=State.INCOMPLETE).exclude(cause=Cause.COMMAND)
    old += incomplete[SAFETY_COPIES:]
    for row in old:
        row.path.unlink(missing_ok=True)
        row.delete()
    limit = timezone.now() - FAILURES_KEPT
    own.filter(state=State.FAILED, file_name="", made_at__lt=limit).delete()
    return [row.file_name for row in old]


def _add_row(path: Path) -> None:
    row = Backup(cause=Cause.COMMAND, ended_at=timezone.now(), size=path.stat().st_size)
    row.machine = storage.machine()
    for name, value in _fields_of_name(path).items():
        setattr(row, name, value)
    try:
        passphrase = str(settings.BACKUP_PASSPHRASE)
        summary = verify.inspect(path, passphrase=passphrase, progress=Progress(is_shown=False))
        row.has_media, row.missing = summary.about["has_media"], summary.about.get("missing", 0)
        row.state = State.INCOMPLETE if row.missing else State.GOOD
    except Refused as refused:
        row.state, row.trouble, row.detail = State.FAILED, Trouble.DAMAGED, str(refused)
    row.save()


def _fields_of_name(path: Path) -> dict[str, object]:
    """Return the Backup fields that the file name encodes; ValueError for another name."""
    match = NAME.fullmatch(path.name)
    if not match:
        raise ValueError(f"{path.name} is not the name of a backup.")
    stamp, kind, encrypted = match.groups()
    return {
        "file_name": path.name,
        "made_at": datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC),
        "is_encrypted": bool(encrypted),
        "cause": CAUSES.get(kind or "", Cause.COMMAND),
    }

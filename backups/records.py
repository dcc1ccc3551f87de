"""Keeps the rows of backups in line with the files, and removes those that are old."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from audit import trail
from audit.enums import Verb
from backups import places, reading, rotation
from backups.errors import BackupFailed, Refused, Trouble
from backups.making import Made
from backups.models import Backup, BackupSchedule, Cause, State
from backups.progress import Progress

NAME = re.compile(r"tsuzuri-(\d{8}T\d{6}Z)(?:-([a-z-]+))?\.tar(\.age)?")
CAUSES = {"before-restore": Cause.BEFORE_RESTORE, "before-upgrade": Cause.BEFORE_UPGRADE}
#: Copies before a restore or an upgrade that are kept, of each kind.
SAFETY_COPIES = 3
FAILURES_KEPT = timedelta(days=90)


def note(
    path: Path, made: Made, *, cause: Cause, has_media: bool, row: Backup | None = None
) -> None:
    """Write down that a backup is there and whole, in `row` if there is one already.

    A database of a former schema has no table for it; adopt() finds the file later.
    """
    row = row or Backup(cause=cause)
    facts = {"size": made.size, "gone": len(made.gone), "has_media": has_media}
    for name, value in {**_facts_of(path), **facts, "cause": cause}.items():
        setattr(row, name, value)
    row.state, row.ended_at = State.GOOD, timezone.now()
    try:
        with transaction.atomic():
            row.save()
            trail.record(Verb.BACKED_UP, title=path.name)
    except DatabaseError:
        return


def failed(row: Backup, failure: BackupFailed) -> None:
    """Write down that a try failed, and why."""
    row.state, row.ended_at = State.FAILED, timezone.now()
    row.trouble, row.detail = failure.trouble, failure.detail[:4000].replace("\0", "")
    row.save()


def mark_cut_off() -> None:
    """Whatever still runs according to its row was cut off; for who holds the lock."""
    for row in Backup.objects.filter(state=State.RUNNING):
        failed(row, BackupFailed(Trouble.CUT_OFF))


def adopt() -> None:
    """Bring the rows in line with the files; for who holds the lock.

    A file without a row (copied here, or younger than a restored database) is read and gets one. A
    row without its file goes.
    """
    files = {path.name: path for path in places.folder().iterdir() if NAME.fullmatch(path.name)}
    known = set(Backup.objects.exclude(file_name="").values_list("file_name", flat=True))
    Backup.objects.filter(file_name__in=known - set(files)).delete()
    for name in sorted(set(files) - known):
        _adopt(files[name])


def forget_unfinished() -> None:
    """Forget what ran or waited when the backup that was restored was made; for who holds the lock."""
    Backup.objects.filter(state__in=[State.ASKED, State.RUNNING]).delete()


def rotate() -> list[str]:
    """Remove what is old, files and rows; return the names. For who holds the lock."""
    schedule, rows = BackupSchedule.load(), list(Backup.objects.rotated())
    stay = rotation.kept(
        (row.made_at for row in rows),
        timezone.get_default_timezone(),
        daily=schedule.keep_daily,
        weekly=schedule.keep_weekly,
        monthly=schedule.keep_monthly,
    )
    old = [row for row in rows if row.made_at not in stay]
    for cause in CAUSES.values():
        old += Backup.objects.good().filter(cause=cause)[SAFETY_COPIES:]
    for row in old:
        row.path.unlink(missing_ok=True)
        row.delete()
    limit = timezone.now() - FAILURES_KEPT
    Backup.objects.filter(state=State.FAILED, file_name="", made_at__lt=limit).delete()
    return [row.file_name for row in old]


def _adopt(path: Path) -> None:
    row = Backup(cause=Cause.COMMAND, ended_at=timezone.now(), size=path.stat().st_size)
    for name, value in _facts_of(path).items():
        setattr(row, name, value)
    try:
        passphrase = str(settings.BACKUP_PASSPHRASE)
        summary = reading.inspect(path, passphrase=passphrase, progress=Progress(is_shown=False))
        row.state, row.has_media = State.GOOD, summary.about.get("has_media") is True
    except Refused as refused:
        row.state, row.trouble, row.detail = State.FAILED, Trouble.DAMAGED, str(refused)
    row.save()


def _facts_of(path: Path) -> dict[str, Any]:
    """Return what the name of a backup says."""
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

"""Backups by themselves: what is due is found by asking the tables and the clock.

The worker only looks (`tend`); the work is done by a process of its own, `manage.py backup --planned`, so
that mails and posts do not wait for it. One runs at a time, by the lock of backups.places.
"""

import subprocess
import sys
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone, translation

from backups import making, places, records, restoring
from backups.errors import BackupFailed
from backups.models import Backup, BackupSchedule, Cause, Rhythm, State
from backups.progress import Progress
from core.models import SiteSettings
from mail import outbox

PAUSE_AFTER_FAILURE = timedelta(hours=1)

_running: "subprocess.Popen[bytes] | None" = None


def tend() -> None:
    """Start the work if there is any and nobody is at it; for the worker, every few seconds.

    What a killed restore has left is cleared away here too, for sites whose start does not.
    """
    global _running
    restoring.settle()
    if _running is not None and _running.poll() is None:
        return
    _running = None
    if is_wanted(timezone.now()) and places.is_free():
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "backup", "--planned"]
        _running = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 (our own program)


def is_wanted(now: datetime) -> bool:
    """Whether somebody has asked for a backup, or the schedule wants one."""
    return Backup.objects.filter(state=State.ASKED).exists() or is_due(now)


def is_due(now: datetime) -> bool:
    """Whether the schedule wants a backup that has not been made: the last moment counts, once.

    A try that failed is repeated after an hour. One that runs according to its row may have been cut
    off: only who gets the lock knows.
    """
    moment = last_moment(BackupSchedule.load(), now)
    if moment is None:
        return False
    tries = Backup.objects.filter(cause=Cause.SCHEDULE, made_at__gte=moment)
    last = tries.first()
    if last is None or last.state == State.RUNNING:
        return True
    return last.state == State.FAILED and now - (last.ended_at or now) >= PAUSE_AFTER_FAILURE


def last_moment(schedule: BackupSchedule, now: datetime) -> datetime | None:
    """Return the latest moment up to `now` at which the schedule wants a backup, or None for never."""
    if schedule.rhythm == Rhythm.OFF:
        return None
    local = timezone.localtime(now, timezone.get_default_timezone())
    moment = local.replace(hour=schedule.hour, minute=0, second=0, microsecond=0, fold=0)
    if schedule.rhythm == Rhythm.WEEKLY:
        moment -= timedelta(days=moment.weekday())
    if moment > local:
        moment -= timedelta(days=7 if schedule.rhythm == Rhythm.WEEKLY else 1)
    return moment


def ask(*, by: Any) -> Backup:
    """Ask the worker for a backup; twice before it begins is once."""
    waiting = Backup.objects.filter(state=State.ASKED).first()
    if waiting:
        return waiting
    return Backup.objects.create(cause=Cause.ASKED, made_at=timezone.now(), asked_by=by)


def work(*, progress: Progress) -> None:
    """Make what was asked for and what is due, remove what is old. Raises Busy while another does.

    A failure is written down and told to administrators; the others go on.
    """
    with places.alone():
        records.mark_cut_off()
        records.adopt()
        if is_due(timezone.now()):
            # One backup serves both, if somebody has asked for one too.
            waiting = Backup.objects.filter(state=State.ASKED).first() or Backup()
            waiting.cause, waiting.made_at = Cause.SCHEDULE, timezone.now()
            waiting.save()
        for row in Backup.objects.filter(state=State.ASKED).order_by("pk"):
            _make(row, progress)
        records.rotate()


def _make(row: Backup, progress: Progress) -> None:
    passphrase, now = str(settings.BACKUP_PASSPHRASE), timezone.now()
    has_media = BackupSchedule.load().include_media
    row.state, row.made_at = State.RUNNING, now
    row.save()
    places.folder()
    path = places.new_path(now, is_encrypted=bool(passphrase))
    try:
        made = making.make_while_alone(
            path, has_media=has_media, passphrase=passphrase, progress=progress
        )
    except BackupFailed as failure:
        records.failed(row, failure)
        tell(row)
    else:
        records.note(path, made, cause=Cause(row.cause), has_media=has_media, row=row)


def tell(row: Backup) -> None:
    """Mail the owners that there is no backup, at most once a day each."""
    day = timezone.localdate()
    default = SiteSettings.load().language
    owners = get_user_model().objects.filter(is_active=True, is_superuser=True).exclude(email="")
    for owner in owners:
        language = owner.language or default
        with translation.override(language):
            outbox.enqueue(
                key=f"backup-failed-{day}-u{owner.pk}",
                to=owner.email,
                template="backup_failed",
                context={"reason": row.get_trouble_display(), "detail": row.detail},
                language=language,
            )

"""Scheduled and requested backups. What is due follows from the tables and the clock.

The worker only calls `run_due`, which starts the subprocess `manage.py backup --planned`, so that mails
and posts do not wait. The lock of backups.storage lets one run at a time.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone, translation

from accounts.models import User
from backups import catalog, create, restore, storage
from backups.errors import BackupFailed
from backups.models import Backup, BackupQuerySet, BackupSchedule, Cause, Frequency, State
from backups.progress import Progress
from core.models import SiteSettings
from mail import outbox

PAUSE_AFTER_FAILURE = timedelta(hours=1)
#: A backup on another machine that runs longer than this counts as interrupted.
MAX_RUNTIME = timedelta(hours=6)
#: The key of PostgreSQL's advisory lock of planned backups: an arbitrary constant.
ADVISORY_LOCK = 0x7473757B

_running: "subprocess.Popen[bytes] | None" = None


def run_due() -> None:
    """Start the subprocess if a backup is due or requested. The worker calls this every few seconds.

    It also finishes an interrupted restore, for sites whose start does not.
    """
    global _running
    restore.finish_interrupted()
    if _running is not None and _running.poll() is None:
        return
    _running = None
    if has_work(timezone.now()) and not storage.is_locked():
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "backup", "--planned"]
        _running = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 (our own program)


def has_work(now: datetime) -> bool:
    """Whether a backup is requested or due."""
    return Backup.objects.filter(state=State.ASKED).exists() or is_due(now)


def is_due(now: datetime) -> bool:
    """Whether there is no backup since the latest scheduled time; earlier times are not made up for.

    A failed attempt is repeated after an hour. A row in the state RUNNING on this machine may be of a
    killed process: the lock decides. An incomplete backup of another machine does not count, because the
    images may be on this one.
    """
    due_at = last_due_at(BackupSchedule.load(), now)
    if due_at is None:
        return False
    attempts = Backup.objects.filter(cause=Cause.SCHEDULE, made_at__gte=due_at)
    if attempts.good().exists() or _runs_elsewhere(attempts, now):
        return False
    last = attempts.of_machine(storage.machine()).first()
    if last is None or last.state == State.RUNNING:
        return True
    return last.state == State.FAILED and now - (last.ended_at or now) >= PAUSE_AFTER_FAILURE


def _runs_elsewhere(attempts: BackupQuerySet, now: datetime) -> bool:
    others = attempts.exclude(machine__in=[storage.machine(), ""])
    return others.filter(state=State.RUNNING, made_at__gt=now - MAX_RUNTIME).exists()


def last_due_at(schedule: BackupSchedule, now: datetime) -> datetime | None:
    """Return the latest scheduled time up to `now`; None without a schedule."""
    if schedule.frequency == Frequency.OFF:
        return None
    local = timezone.localtime(now, timezone.get_default_timezone())
    moment = local.replace(hour=schedule.hour, minute=0, second=0, microsecond=0, fold=0)
    if schedule.frequency == Frequency.WEEKLY:
        moment -= timedelta(days=moment.weekday())
    if moment > local:
        moment -= timedelta(days=7 if schedule.frequency == Frequency.WEEKLY else 1)
    return moment


def request_backup(*, by: User | None) -> Backup:
    """Request a backup from the worker; return the pending request if there is one."""
    pending = Backup.objects.filter(state=State.ASKED).first()
    if pending:
        return pending
    return Backup.objects.create(cause=Cause.ASKED, made_at=timezone.now(), requested_by=by)


def run(*, progress: Progress) -> None:
    """Make requested and due backups, then delete old ones. Raises Busy while another process does.

    A failure is saved and mailed to the superusers; the other backups are still made.
    """
    with storage.lock(), _cluster_lock():
        catalog.mark_interrupted()
        catalog.sync_rows()
        if is_due(timezone.now()):
            # One backup serves both the schedule and a pending request.
            pending = Backup.objects.filter(state=State.ASKED).first()
            due = {"cause": Cause.SCHEDULE, "made_at": timezone.now()}
            Backup.objects.update_or_create(due, pk=pending.pk if pending else None)
        for row in Backup.objects.filter(state=State.ASKED).order_by("pk"):
            _create(row, progress)
        catalog.rotate()


@contextmanager
def _cluster_lock() -> Iterator[None]:
    """Hold PostgreSQL's advisory lock of planned backups; raise Busy if another machine holds it."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
        if not cursor.fetchone()[0]:
            raise storage.Busy
    try:
        yield
    finally:
        if connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])


def _create(row: Backup, progress: Progress) -> None:
    passphrase, now = str(settings.BACKUP_PASSPHRASE), timezone.now()
    has_media = BackupSchedule.load().include_media
    row.state, row.made_at, row.machine = State.RUNNING, now, storage.machine()
    row.save(update_fields=["state", "made_at", "machine"])
    storage.folder()
    path = storage.new_path(now, is_encrypted=bool(passphrase))
    try:
        created = create.create_locked(
            path, has_media=has_media, passphrase=passphrase, progress=progress
        )
    except BackupFailed as failure:
        catalog.mark_failed(row, failure)
        notify_failure(row)
    else:
        catalog.record(path, created, cause=Cause(row.cause), has_media=has_media, row=row)
        if created.missing:
            notify_failure(row)


def notify_failure(row: Backup) -> None:
    """Mail the superusers that a backup failed or is incomplete, at most once a day each."""
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
                context={"reason": _reason(row), "detail": row.detail},
                language=language,
            )


def _reason(row: Backup) -> str:
    if row.state == State.INCOMPLETE:
        return str(row.get_state_display())
    return str(row.get_trouble_display())

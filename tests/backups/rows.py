"""Rows of backups for tests: of this machine with a file, and of another machine."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from backups import storage
from backups.models import Backup, Cause, State

TOKYO = ZoneInfo("Asia/Tokyo")
OTHER = "elsewhere-0a1b2c3d"


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a time in March 2026 in Tokyo; the 2nd is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=TOKYO)


def good(made_at: datetime, cause: Cause = Cause.SCHEDULE) -> Backup:
    """Create a good backup of this machine, with a file."""
    name = storage.file_name(made_at, is_encrypted=False)
    (storage.folder() / name).write_bytes(b"x")
    return Backup.objects.create(made_at=made_at, state=State.GOOD, cause=cause, file_name=name)


def of_another_machine(
    state: State = State.GOOD, *, hours: int = 1, cause: Cause = Cause.SCHEDULE
) -> Backup:
    """Create the row of a backup that another machine made `hours` ago."""
    made_at = timezone.now() - timedelta(hours=hours)
    name = storage.file_name(made_at, is_encrypted=False)
    return Backup.objects.create(
        made_at=made_at, state=state, cause=cause, file_name=name, machine=OTHER
    )

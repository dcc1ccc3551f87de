"""Whether there is a backup that one can rely on, in words."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from backups.models import Backup, BackupSchedule, Cause, Rhythm, State

#: The oldest that the last good backup may be: twice the rhythm, or a month where there is none.
OLDEST = {
    Rhythm.DAILY: timedelta(days=2),
    Rhythm.WEEKLY: timedelta(days=14),
    Rhythm.OFF: timedelta(days=31),
}


@dataclass(frozen=True)
class Health:
    """`last` is the last good backup, if there is one with its file; `sentence` is for people."""

    is_good: bool
    sentence: str
    last: Backup | None = None


def health() -> Health:
    """Return how it stands with backups: at most three queries."""
    rhythm = Rhythm(BackupSchedule.load().rhythm)
    last = next((row for row in Backup.objects.good()[:20] if row.path.exists()), None)
    if last is None:
        return Health(False, _("There is no backup yet."))
    age = timesince(last.made_at, depth=1)
    newest = Backup.objects.filter(cause=Cause.SCHEDULE).first()
    if newest and newest.state == State.FAILED and newest.made_at > last.made_at:
        text = _("The last backup failed: %(reason)s. The last good one is %(age)s old.")
        return Health(False, text % {"reason": newest.get_trouble_display(), "age": age}, last)
    if timezone.now() - last.made_at > OLDEST[rhythm]:
        return Health(False, _("The last good backup is %(age)s old.") % {"age": age}, last)
    return Health(True, _("The last good backup is %(age)s old.") % {"age": age}, last)

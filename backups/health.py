"""Whether there is a backup that one can rely on, in words."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backups import restoring
from backups.models import Backup, BackupSchedule, Cause, Rhythm, State
from core.health import Check, Result, failure, notice, ok, warning

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


def age() -> Result:
    """How old the last good backup is; a blog on one's own machine may do without."""
    state = health()
    if state.is_good:
        return ok(state.sentence)
    advice = _("Make one now, and let the worker make them by itself.")
    level = notice if settings.DEMO else warning
    return level(state.sentence, advice, reverse("admin:backups_backup_changelist"))


def restore() -> Result:
    """Whether a restore that was killed has left something to clear away."""
    if not restoring.is_left():
        return ok(_("No restore is unfinished."))
    return failure(
        _("A restore was cut off, or is running."),
        _("If none is running, restart the site: its start clears away what is left."),
    )


CHECKS = [
    Check("backups.age", gettext_lazy("Last good backup"), age),
    Check("backups.restore", gettext_lazy("Restore of a backup"), restore),
]

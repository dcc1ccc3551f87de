"""Health checks of backups: age, program, machines, unfinished restore."""

import shutil
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backups import restore as restoration
from backups import storage
from backups.errors import Trouble
from backups.models import Backup, BackupSchedule, Cause, Frequency, State
from core.health import Check, Result, failure, notice, ok, warning

#: Maximum age of the last good backup: twice the interval, or a month without a schedule.
MAX_AGE = {
    Frequency.DAILY: timedelta(days=2),
    Frequency.WEEKLY: timedelta(days=14),
    Frequency.OFF: timedelta(days=31),
}


@dataclass(frozen=True)
class Health:
    """`last` is the last good backup whose file exists; `sentence` is a translated text."""

    is_good: bool
    sentence: str
    last: Backup | None = None


def health() -> Health:
    """Return the state of the backups, with at most three queries."""
    frequency = Frequency(BackupSchedule.load().frequency)
    last = next((row for row in Backup.objects.good()[:20] if _exists(row)), None)
    if last is None:
        return Health(False, _("There is no backup yet."))
    age = timesince(last.made_at, depth=1)
    newest = Backup.objects.filter(cause=Cause.SCHEDULE).first()
    if newest and newest.state == State.INCOMPLETE and newest.made_at > last.made_at:
        text = _("The last backup is missing files: %(count)d. The last good one is %(age)s old.")
        return Health(False, text % {"count": newest.missing, "age": age}, last)
    if newest and newest.state == State.FAILED and newest.made_at > last.made_at:
        text = _("The last backup failed: %(reason)s. The last good one is %(age)s old.")
        return Health(False, text % {"reason": newest.get_trouble_display(), "age": age}, last)
    if timezone.now() - last.made_at > MAX_AGE[frequency]:
        return Health(False, _("The last good backup is %(age)s old.") % {"age": age}, last)
    return Health(True, _("The last good backup is %(age)s old.") % {"age": age}, last)


def _exists(row: Backup) -> bool:
    """Whether the file exists; True for files of other machines, which cannot be checked here."""
    return row.machine not in ("", storage.machine()) or row.path.exists()


def machines() -> Result:
    """Notice if machines share the database but each has a separate backup folder."""
    backups = Backup.objects.usable().exclude(machine="").order_by("machine")
    names = list(backups.values_list("machine", flat=True).distinct())
    if len(names) < 2:
        return ok(_("All backups are on a single machine."))
    return notice(
        _("Backups are on several machines: %(names)s.") % {"names": ", ".join(names)},
        _(
            "A site on several machines needs one database, one Redis and one shared folder "
            "for media/, originals/ and backups/. Otherwise images and backups are on one "
            "machine only."
        ),
    )


def age() -> Result:
    """Warn if the last good backup is too old; a notice only for local use (DEMO)."""
    state = health()
    if state.is_good:
        return ok(state.sentence)
    advice = _("Make a backup now, and let the worker make them automatically.")
    level = notice if settings.DEMO else warning
    return level(state.sentence, advice, reverse("admin:backups_backup_changelist"))


def program() -> Result:
    """Warn if pg_dump is needed and not installed here."""
    if connection.vendor == "sqlite" or shutil.which("pg_dump"):
        return ok(_("The database can be copied."))
    return warning(
        str(Trouble.NO_PROGRAM.label) + ".", _("On Debian: apt-get install postgresql-client")
    )


def restore() -> Result:
    """Fail if a restore was killed before its end and its leftovers are still there."""
    if not restoration.is_unfinished():
        return ok(_("No restore is unfinished."))
    return failure(
        _("A restore was interrupted or is still running."),
        _("If none is running, restart the site. Leftovers are removed at startup."),
    )


CHECKS = [
    Check("backups.age", gettext_lazy("Last good backup"), age),
    Check("backups.program", gettext_lazy("Program for backups"), program),
    Check("backups.machines", gettext_lazy("Machines with backups"), machines),
    Check("backups.restore", gettext_lazy("Restore from a backup"), restore),
]

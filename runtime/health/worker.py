"""Health checks of the worker: heartbeat and waiting tasks."""

import time
from datetime import UTC, datetime, timedelta

from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks_db.models import DBTaskResult

from core.health import Check, Result, failure, ok, warning
from runtime import heartbeat

BUSY = 3600  # seconds that one job may take before a warning
WAITING = timedelta(minutes=10)  # that a task may wait before a warning


def alive() -> Result:
    """Whether this machine's worker has a recent heartbeat, and so have all others."""
    advice = _(
        "Start it with manage.py worker, or together with the site: manage.py serve "
        "--production. Until then, no emails are sent and no tasks run. Scheduled posts "
        "are still published on time."
    )
    beat = heartbeat.last()
    if beat is None:
        return warning(
            _("No worker found. A worker that was just started appears within seconds."), advice
        )
    beats = heartbeat.by_machine()
    silent = [machine for machine, other in beats.items() if not other.is_alive]
    if beat.is_alive and silent:
        return warning(
            _("Workers that do not respond: %(machines)s.") % {"machines": ", ".join(silent)},
            _(
                "Restart the workers there. A machine that no longer exists is removed from the "
                "list after a day."
            ),
        )
    if not beat.is_alive:
        age = timesince(_timestamp(beat.at))
        return failure(_("The worker has not responded for %(age)s.") % {"age": age}, advice)
    if beat.since and time.time() - beat.since > BUSY:
        return warning(
            _("The worker has been busy with “%(duty)s” for %(age)s.")
            % {"duty": beat.duty, "age": timesince(_timestamp(beat.since))},
            _(
                "If it is not working on a large backup or import, restart it. The log shows what "
                "it did last."
            ),
        )
    return ok(_("The worker is running."))


def tasks() -> Result:
    """Whether no queued task has waited longer than WAITING."""
    due = _timestamp(time.time()) - WAITING
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=due).count()
    if waiting:
        return warning(
            _("Tasks that have waited for more than ten minutes: %(count)d.") % {"count": waiting},
            _("Check whether the worker is running and what its log says."),
        )
    return ok(_("No task has been waiting for long."))


def _timestamp(epoch: float) -> datetime:
    return datetime.fromtimestamp(epoch, tz=UTC)


CHECKS = [
    Check("worker.alive", gettext_lazy("Worker"), alive),
    Check("worker.tasks", gettext_lazy("Tasks"), tasks),
]

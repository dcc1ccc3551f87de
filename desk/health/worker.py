"""Whether the worker lives and gets on with its work."""

import time
from datetime import UTC, datetime, timedelta

from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks_db.models import DBTaskResult

from core.health import Check, Result, failure, ok, warning
from desk import heartbeat

BUSY = 3600  # seconds that one duty may take before it is worth a word
WAITING = timedelta(minutes=10)  # that a task may wait


def alive() -> Result:
    """Whether the worker has given a sign of life lately."""
    advice = _(
        "Start it: manage.py worker, or with the site: manage.py serve --production. Until then no mail"
        " goes out and no task runs; posts still appear at their minute."
    )
    beat = heartbeat.last()
    if beat is None:
        return failure(_("No worker has been seen."), advice)
    if not beat.is_alive:
        age = timesince(_moment(beat.at))
        return failure(_("The worker has been silent for %(age)s.") % {"age": age}, advice)
    if beat.since and time.time() - beat.since > BUSY:
        return warning(
            _("The worker has been busy with “%(duty)s” for %(age)s.")
            % {"duty": beat.duty, "age": timesince(_moment(beat.since))},
            _(
                "If that is not a large backup or import, restart it; the log tells what it did last."
            ),
        )
    return ok(_("The worker is alive."))


def tasks() -> Result:
    """Whether queued tasks are taken up."""
    due = _moment(time.time()) - WAITING
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=due).count()
    if waiting:
        return warning(
            _("Tasks that have waited for more than ten minutes: %(count)d.") % {"count": waiting},
            _("See whether the worker lives and what its log says."),
        )
    return ok(_("No task waits for long."))


def _moment(epoch: float) -> datetime:
    return datetime.fromtimestamp(epoch, tz=UTC)


CHECKS = [
    Check("worker.alive", gettext_lazy("Worker"), alive),
    Check("worker.tasks", gettext_lazy("Tasks"), tasks),
]

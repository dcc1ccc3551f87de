"""A backup belongs to the machine that made it; other machines leave its row alone."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from backups import schedule, storage
from backups.models import Backup, BackupSchedule, Frequency, State
from tests.backups.rows import OTHER, of_another_machine
from tests.factories import published_post

pytestmark = pytest.mark.usefixtures("own_folder")


@pytest.mark.django_db(transaction=True)
def test_planned_work_leaves_rows_of_another_machine_alone():
    rows = [of_another_machine(hours=hours) for hours in (30, 20, 10)]
    running = of_another_machine(State.RUNNING)
    BackupSchedule(keep_daily=1, keep_weekly=0, keep_monthly=0).save()
    published_post()
    schedule.request_backup(by=None)
    call_command("backup", "--planned", verbosity=0)
    assert set(Backup.objects.filter(machine=OTHER)) == {*rows, running}
    running.refresh_from_db()
    assert running.state == State.RUNNING
    assert Backup.objects.get(machine=storage.machine()).state == State.GOOD


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "hours", "is_due"),
    [
        (State.GOOD, 1, False),
        (State.RUNNING, 1, False),
        (State.RUNNING, 7, True),  # cut off long ago
        (State.INCOMPLETE, 1, True),  # the pictures may be here
        (State.FAILED, 1, True),
    ],
)
def test_the_schedule_and_what_another_machine_has_done(state, hours, is_due, monkeypatch):
    BackupSchedule(frequency=Frequency.DAILY).save()
    moment = timezone.now() - timedelta(hours=9)
    monkeypatch.setattr(schedule, "last_due_at", lambda *_arguments: moment)
    of_another_machine(state, hours=hours)
    assert schedule.is_due(timezone.now()) is is_due

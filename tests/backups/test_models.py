"""Rows of backups: which are usable, which rotate, and whether their file is here."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from backups import storage
from backups.models import Backup, BackupSchedule, Cause, State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


def backup(**fields):
    values = {"made_at": timezone.now(), "state": State.GOOD, "cause": Cause.SCHEDULE, **fields}
    return Backup.objects.create(**values)


def test_complete_and_incomplete_backups_can_be_restored():
    rows = {state: backup(state=state) for state in State}
    assert set(Backup.objects.good()) == {rows[State.GOOD]}
    assert set(Backup.objects.usable()) == {rows[State.GOOD], rows[State.INCOMPLETE]}


def test_only_complete_backups_of_the_schedule_and_the_admin_rotate():
    rows = {cause: backup(cause=cause) for cause in Cause}
    backup(state=State.INCOMPLETE)
    assert set(Backup.objects.rotatable()) == {rows[Cause.SCHEDULE], rows[Cause.ASKED]}


def test_a_file_is_here_if_it_exists_and_this_machine_made_it():
    (storage.folder() / "a.tar").touch()
    assert backup(file_name="a.tar", machine=storage.machine()).is_here
    assert backup(file_name="a.tar").is_here
    assert not backup(file_name="a.tar", machine="elsewhere").is_here
    assert not backup(file_name="missing.tar").is_here
    assert not backup().is_here
    assert set(Backup.objects.of_machine("elsewhere").values_list("machine", flat=True)) == {
        *("elsewhere", "")
    }


@pytest.mark.parametrize("field", [{"hour": 24}, {"keep_daily": 0}])
def test_a_schedule_has_a_real_hour_and_keeps_one_backup(field):
    BackupSchedule().full_clean()
    with pytest.raises(ValidationError):
        BackupSchedule(**field).full_clean()

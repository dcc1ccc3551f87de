"""Rows follow the files of this machine, and rotation deletes both."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from backups import catalog, schedule, storage
from backups.create import CreatedBackup
from backups.errors import BackupFailed, Trouble
from backups.models import Backup, BackupSchedule, Cause, State
from tests.backups.rows import OTHER, good, moment, of_another_machine
from tests.factories import make_user

pytestmark = pytest.mark.usefixtures("own_folder")


@pytest.mark.django_db
def test_rotation_removes_files_and_rows_of_the_schedule_and_no_others():
    BackupSchedule(keep_daily=2, keep_weekly=0, keep_monthly=0).save()
    rows = [good(moment(day, 4)) for day in (2, 3, 4, 5)]
    by_hand = good(moment(1, 4), Cause.COMMAND)
    assert set(catalog.rotate()) == {rows[0].file_name, rows[1].file_name}
    assert set(Backup.objects.all()) == {rows[2], rows[3], by_hand}
    assert {path.name for path in storage.folder().glob("*.tar")} == {
        row.file_name for row in (rows[2], rows[3], by_hand)
    }


@pytest.mark.django_db
def test_a_file_here_gets_a_row_even_if_another_machine_has_one_of_that_name(monkeypatch):
    row = of_another_machine()
    row.path.parent.mkdir(exist_ok=True)
    row.path.write_bytes(b"torn")
    catalog.sync_rows()
    assert set(Backup.objects.values_list("file_name", "machine")) == {
        (row.file_name, OTHER),
        (row.file_name, storage.machine()),
    }
    assert not row.is_here


@pytest.mark.django_db
def test_rows_from_before_machines_were_recorded_are_adopted_with_their_files():
    row = of_another_machine()
    Backup.objects.update(machine="")
    row.path.parent.mkdir(exist_ok=True)
    row.path.write_bytes(b"x")
    catalog.sync_rows()
    row.refresh_from_db()
    assert (row.machine, row.is_here) == (storage.machine(), True)


@pytest.mark.django_db
def test_incomplete_backups_never_replace_a_whole_one():
    BackupSchedule(keep_daily=1, keep_weekly=0, keep_monthly=0).save()

    def made(hours, state):
        moment = timezone.now() - timedelta(hours=hours)
        name = storage.file_name(moment, is_encrypted=False)
        (storage.folder() / name).write_bytes(b"x")
        facts = {"made_at": moment, "file_name": name, "machine": storage.machine()}
        return Backup.objects.create(state=state, cause=Cause.SCHEDULE, **facts)

    whole = [made(hours, State.GOOD) for hours in (240, 200)]
    hollow = [made(hours, State.INCOMPLETE) for hours in (150, 100, 50, 2)]
    assert set(catalog.rotate()) == {whole[0].file_name, hollow[0].file_name}
    assert whole[1].path.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("has_failed", [True, False])
def test_a_backup_whose_requester_was_deleted_meanwhile_keeps_its_result(has_failed):
    user = make_user("leaving", role="administrator")
    row = schedule.request_backup(by=user)
    User.objects.filter(pk=user.pk).delete()
    if has_failed:
        catalog.mark_failed(row, BackupFailed(Trouble.FILES))
    else:
        path = storage.folder() / storage.file_name(timezone.now(), is_encrypted=False)
        created = CreatedBackup(size=1)
        catalog.record(path, created, cause=Cause.ASKED, has_media=True, row=row)
    row = Backup.objects.get()
    assert row.state == (State.FAILED if has_failed else State.GOOD)
    assert row.requested_by is None

"""Scheduled backups: when they are due, rotation, and mails about failures."""

from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from backups import catalog, rotation, schedule, storage
from backups.errors import BackupFailed, Trouble
from backups.health import health
from backups.models import Backup, BackupSchedule, Cause, Frequency, State
from backups.progress import Progress
from mail.models import OutgoingMail
from tests.backups.rows import TOKYO, good, moment
from tests.factories import make_user, published_post

pytestmark = pytest.mark.usefixtures("own_folder")

SILENT = Progress(is_shown=False)


# When
@pytest.mark.parametrize(
    ("frequency", "now", "last"),
    [
        (Frequency.OFF, moment(4, 12), None),
        (Frequency.DAILY, moment(4, 3, 59), moment(3, 4)),
        (Frequency.DAILY, moment(4, 4), moment(4, 4)),
        (Frequency.WEEKLY, moment(4, 12), moment(2, 4)),
        (Frequency.WEEKLY, moment(2, 3), moment(2, 4) - timedelta(days=7)),
    ],
)
def test_the_last_moment_of_a_rhythm(frequency, now, last):
    assert schedule.last_due_at(BackupSchedule(frequency=frequency, hour=4), now) == last


@pytest.mark.django_db
def test_after_a_pause_one_backup_is_due_and_no_more():
    BackupSchedule(frequency=Frequency.DAILY, hour=4).save()
    good(moment(1, 4))
    assert schedule.is_due(moment(9, 15))
    good(moment(9, 15))
    assert not schedule.is_due(moment(9, 16))
    assert not schedule.is_due(moment(10, 3))
    assert schedule.is_due(moment(10, 4))


@pytest.mark.django_db
def test_a_requested_backup_does_not_count_as_the_scheduled_one():
    BackupSchedule(frequency=Frequency.DAILY, hour=4).save()
    good(moment(9, 3), Cause.SCHEDULE)
    good(moment(9, 5), Cause.ASKED)
    assert schedule.is_due(moment(9, 6))


@pytest.mark.django_db
def test_a_failed_one_is_tried_again_after_an_hour():
    BackupSchedule(frequency=Frequency.DAILY, hour=4).save()
    row = Backup.objects.create(made_at=moment(9, 4), cause=Cause.SCHEDULE)
    catalog.mark_failed(row, BackupFailed(Trouble.FILES, "No space left on device"))
    Backup.objects.update(ended_at=moment(9, 4, 5))
    assert not schedule.is_due(moment(9, 5))
    assert schedule.is_due(moment(9, 5, 5))


# What stays
def test_a_year_of_daily_backups_leaves_days_weeks_and_months():
    first = datetime(2025, 3, 1, 4, tzinfo=TOKYO)
    every_day = [first + timedelta(days=day) for day in range(400)]
    kept = set()
    for number in range(len(every_day)):  # as it happens: what is gone stays gone
        alive = kept | {every_day[number]}
        kept = rotation.select(alive, TOKYO, daily=7, weekly=4, monthly=6)
    last = every_day[-1]  # Saturday, 4 April 2026
    days = {last - timedelta(days=back) for back in range(7)}
    weeks = {datetime(2026, *day, 4, tzinfo=TOKYO) for day in ((4, 4), (3, 29), (3, 22), (3, 15))}
    months = {
        datetime(*day, 4, tzinfo=TOKYO)
        for day in ((2026, 4, 4), (2026, 3, 31), (2026, 2, 28), (2026, 1, 31))
    } | {datetime(2025, 12, 31, 4, tzinfo=TOKYO), datetime(2025, 11, 30, 4, tzinfo=TOKYO)}
    assert kept == days | weeks | months


def test_the_youngest_always_stays():
    alone = {moment(1, 4)}
    assert rotation.select(alone, TOKYO, daily=0, weekly=0, monthly=0) == alone


# The work
@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_what_was_asked_for_and_knows_every_file():
    published_post()
    owner = make_user("owner", is_superuser=True)
    assert schedule.request_backup(by=owner) == schedule.request_backup(by=owner)
    assert schedule.has_work(timezone.now())
    (storage.folder() / "tsuzuri-20260101T000000Z.tar").write_bytes(b"torn")
    cut_off = Backup.objects.create(
        made_at=timezone.now() - timedelta(hours=1), state=State.RUNNING, cause=Cause.SCHEDULE
    )

    call_command("backup", "--planned", verbosity=0)

    assert not schedule.has_work(timezone.now())
    made = Backup.objects.get(cause=Cause.ASKED)
    assert (made.state, made.requested_by, made.path.stat().st_size) == (
        State.GOOD,
        owner,
        made.size,
    )
    torn = Backup.objects.get(file_name="tsuzuri-20260101T000000Z.tar")
    assert (torn.state, torn.trouble) == (State.FAILED, Trouble.DAMAGED)
    cut_off.refresh_from_db()
    assert (cut_off.state, cut_off.trouble) == (State.FAILED, Trouble.CUT_OFF)
    assert health().last == made
    assert health().is_good


@pytest.mark.django_db(transaction=True)
def test_one_backup_serves_the_schedule_and_who_asked():
    BackupSchedule(frequency=Frequency.DAILY).save()
    schedule.request_backup(by=make_user("owner"))
    schedule.run(progress=SILENT)
    made = Backup.objects.get()
    assert (made.state, made.cause, made.requested_by.username) == (
        State.GOOD,
        Cause.SCHEDULE,
        "owner",
    )
    schedule.request_backup(by=None)
    schedule.run(progress=SILENT)
    assert len({row.file_name for row in Backup.objects.all()}) == 1  # of one day, the last stays
    assert Backup.objects.get().made_at > made.made_at


@pytest.mark.django_db(transaction=True)
def test_a_failure_is_mailed_once_a_day(monkeypatch):
    owner = make_user("owner", is_superuser=True)
    make_user("editor", role="editor")
    monkeypatch.setattr("backups.create.create_locked", refuse)
    for _try in range(2):
        row = Backup.objects.create(made_at=timezone.now(), cause=Cause.ASKED)
        schedule.run(progress=SILENT)
        row.refresh_from_db()
        assert (row.state, row.detail) == (State.FAILED, "No space left on device")
    mail = OutgoingMail.objects.get()
    assert mail.recipient == owner.email
    assert "No space left on device" in mail.text
    assert "/admin/backups/backup/" in mail.text


def refuse(*arguments, **options):
    raise BackupFailed(Trouble.FILES, "No space left on device")

"""Backups by themselves: when, which stay, and what is told when one fails."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone

from audit.enums import Verb
from audit.models import Event
from backups import places, records, rotation, schedule
from backups.errors import BackupFailed, Trouble
from backups.health import CHECKS, health
from backups.models import Backup, BackupSchedule, Cause, Rhythm, State
from backups.progress import Progress
from core import health as core_health
from core.health import Level
from mail.models import OutgoingMail
from tests.factories import make_user, published_post

TOKYO = ZoneInfo("Asia/Tokyo")
SILENT = Progress(is_shown=False)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.BACKUPS_ROOT = tmp_path / "backups"


def moment(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=TOKYO)  # 2 March is a Monday


def good(made_at, cause=Cause.SCHEDULE):
    name = places.file_name(made_at, is_encrypted=False)
    (places.folder() / name).write_bytes(b"x")
    return Backup.objects.create(made_at=made_at, state=State.GOOD, cause=cause, file_name=name)


# When
@pytest.mark.parametrize(
    ("rhythm", "now", "last"),
    [
        (Rhythm.OFF, moment(4, 12), None),
        (Rhythm.DAILY, moment(4, 3, 59), moment(3, 4)),
        (Rhythm.DAILY, moment(4, 4), moment(4, 4)),
        (Rhythm.WEEKLY, moment(4, 12), moment(2, 4)),
        (Rhythm.WEEKLY, moment(2, 3), moment(2, 4) - timedelta(days=7)),
    ],
)
def test_the_last_moment_of_a_rhythm(rhythm, now, last):
    assert schedule.last_moment(BackupSchedule(rhythm=rhythm, hour=4), now) == last


@pytest.mark.django_db
def test_after_a_pause_one_backup_is_due_and_no_more():
    BackupSchedule(rhythm=Rhythm.DAILY, hour=4).save()
    good(moment(1, 4))
    assert schedule.is_due(moment(9, 15))
    good(moment(9, 15))
    assert not schedule.is_due(moment(9, 16))
    assert not schedule.is_due(moment(10, 3))
    assert schedule.is_due(moment(10, 4))


@pytest.mark.django_db
def test_a_backup_that_somebody_asked_for_is_not_the_scheduled_one():
    BackupSchedule(rhythm=Rhythm.DAILY, hour=4).save()
    good(moment(9, 3), Cause.SCHEDULE)
    good(moment(9, 5), Cause.ASKED)
    assert schedule.is_due(moment(9, 6))


@pytest.mark.django_db
def test_a_failed_one_is_tried_again_after_an_hour():
    BackupSchedule(rhythm=Rhythm.DAILY, hour=4).save()
    row = Backup.objects.create(made_at=moment(9, 4), cause=Cause.SCHEDULE)
    records.failed(row, BackupFailed(Trouble.FILES, "No space left on device"))
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
        kept = rotation.kept(alive, TOKYO, daily=7, weekly=4, monthly=6)
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
    assert rotation.kept(alone, TOKYO, daily=0, weekly=0, monthly=0) == alone


@pytest.mark.django_db
def test_rotation_removes_files_and_rows_of_the_schedule_and_no_others():
    BackupSchedule(keep_daily=2, keep_weekly=0, keep_monthly=0).save()
    rows = [good(moment(day, 4)) for day in (2, 3, 4, 5)]
    by_hand = good(moment(1, 4), Cause.COMMAND)
    assert set(records.rotate()) == {rows[0].file_name, rows[1].file_name}
    assert set(Backup.objects.all()) == {rows[2], rows[3], by_hand}
    assert {path.name for path in places.folder().iterdir()} == {
        row.file_name for row in (rows[2], rows[3], by_hand)
    }


# The work
@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_what_was_asked_for_and_knows_every_file():
    published_post()
    owner = make_user("owner", is_superuser=True)
    assert schedule.ask(by=owner) == schedule.ask(by=owner)
    assert schedule.is_wanted(timezone.now())
    (places.folder() / "tsuzuri-20260101T000000Z.tar").write_bytes(b"torn")
    cut_off = Backup.objects.create(
        made_at=timezone.now() - timedelta(hours=1), state=State.RUNNING, cause=Cause.SCHEDULE
    )

    call_command("backup", "--planned", verbosity=0)

    assert not schedule.is_wanted(timezone.now())
    made = Backup.objects.get(cause=Cause.ASKED)
    assert (made.state, made.asked_by, made.path.stat().st_size) == (State.GOOD, owner, made.size)
    torn = Backup.objects.get(file_name="tsuzuri-20260101T000000Z.tar")
    assert (torn.state, torn.trouble) == (State.FAILED, Trouble.DAMAGED)
    cut_off.refresh_from_db()
    assert (cut_off.state, cut_off.trouble) == (State.FAILED, Trouble.CUT_OFF)
    assert health().last == made
    assert health().is_good


@pytest.mark.django_db(transaction=True)
def test_one_backup_serves_the_schedule_and_who_asked():
    BackupSchedule(rhythm=Rhythm.DAILY).save()
    schedule.ask(by=make_user("owner"))
    schedule.work(progress=SILENT)
    made = Backup.objects.get()
    assert (made.state, made.cause, made.asked_by.username) == (
        State.GOOD,
        Cause.SCHEDULE,
        "owner",
    )
    schedule.ask(by=None)
    schedule.work(progress=SILENT)
    assert len({row.file_name for row in Backup.objects.all()}) == 1  # of one day, the last stays
    assert Backup.objects.get().made_at > made.made_at


@pytest.mark.django_db(transaction=True)
def test_who_comes_while_another_works_goes_away_again():
    Backup.objects.create(made_at=timezone.now(), cause=Cause.ASKED)
    with places.alone():
        call_command("backup", "--planned", verbosity=0)
        assert not places.is_free()
    assert Backup.objects.get().state == State.ASKED


@pytest.mark.django_db(transaction=True)
def test_a_failure_is_told_once_a_day(monkeypatch):
    owner = make_user("owner", is_superuser=True)
    make_user("editor", role="editor")
    monkeypatch.setattr("backups.making.make_while_alone", refuse)
    for _try in range(2):
        row = Backup.objects.create(made_at=timezone.now(), cause=Cause.ASKED)
        schedule.work(progress=SILENT)
        row.refresh_from_db()
        assert (row.state, row.detail) == (State.FAILED, "No space left on device")
    told = OutgoingMail.objects.get()
    assert told.recipient == owner.email
    assert "No space left on device" in told.text
    assert "/admin/backups/backup/" in told.text


def refuse(*arguments, **options):
    raise BackupFailed(Trouble.FILES, "No space left on device")


# How it stands
@pytest.mark.django_db
def test_how_it_stands_in_words():
    assert (health().is_good, health().last) == (False, None)
    now = timezone.now()
    old = good(now - timedelta(days=3))
    assert health().is_good
    BackupSchedule(rhythm=Rhythm.DAILY).save()
    assert (health().is_good, health().last) == (False, old)
    young = good(now - timedelta(hours=2))
    assert health().is_good
    Backup.objects.create(
        made_at=now, state=State.FAILED, cause=Cause.SCHEDULE, trouble=Trouble.NO_PROGRAM
    )
    assert (health().is_good, health().last) == (False, young)
    assert "pg_dump" in health().sentence
    young.path.unlink()
    old.path.unlink()
    assert health().last is None


@pytest.mark.django_db
def test_the_doctor_tells_of_backups(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"

    def told():
        findings = core_health.examine(CHECKS)
        return {finding.name: finding.level for finding in findings}

    assert told() == {"backups.age": Level.WARNING, "backups.restore": Level.OK}
    settings.DEMO = True
    assert told()["backups.age"] == Level.NOTICE
    good(timezone.now())
    (tmp_path / "media" / ".restoring").mkdir(parents=True)
    assert told() == {"backups.age": Level.OK, "backups.restore": Level.FAILURE}


# In the admin
LIST = "/admin/backups/backup/"


@pytest.mark.django_db
def test_an_administrator_asks_for_a_backup_and_a_get_does_not(administrator_client, client_of):
    assert administrator_client.get(LIST + "now/").status_code == 405
    assert not Backup.objects.exists()
    administrator_client.post(LIST + "now/")
    asked = Backup.objects.get()
    assert (asked.state, asked.asked_by.username) == (State.ASKED, "administrator")
    page = administrator_client.get(LIST).content.decode()
    assert "ワーカーを待っています" in page


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["editor_client", "moderator_client", "reader_client", "stranger"])
def test_nobody_else_sees_or_asks(role, request):
    client = request.getfixturevalue(role)
    row = good(timezone.now())
    for method, address in (
        ("get", LIST),
        ("get", f"{LIST}{row.pk}/change/"),
        ("post", LIST + "now/"),
        ("post", f"{LIST}{row.pk}/download/"),
    ):
        assert getattr(client, method)(address).status_code in (302, 403)
    assert Backup.objects.count() == 1


@pytest.mark.django_db
def test_a_superuser_takes_a_backup_away_and_the_log_says_so(client_of):
    client = client_of(make_user("owner", role="administrator", is_superuser=True))
    row = good(datetime(2026, 3, 1, 4, tzinfo=UTC))
    assert client.get(f"{LIST}{row.pk}/download/").status_code == 405
    assert "download/" in client.get(f"{LIST}{row.pk}/change/").content.decode()
    response = client.post(f"{LIST}{row.pk}/download/")
    assert b"".join(response.streaming_content) == b"x"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["Content-Disposition"] == 'attachment; filename="tsuzuri-20260301T040000Z.tar"'
    event = Event.objects.get(verb=Verb.BACKUP_TAKEN)
    assert (event.actor_name, event.target_title) == ("owner", row.file_name)
    row.path.unlink()
    assert client.post(f"{LIST}{row.pk}/download/").status_code == 404


@pytest.mark.django_db
def test_an_administrator_who_is_no_superuser_gets_no_file(administrator_client):
    row = good(timezone.now())
    assert administrator_client.get(LIST).status_code == 200
    assert "download/" not in administrator_client.get(f"{LIST}{row.pk}/change/").content.decode()
    assert administrator_client.post(f"{LIST}{row.pk}/download/").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_however_many_rows(
    rows, administrator_client, django_assert_num_queries
):
    for number in range(rows):
        good(timezone.now() - timedelta(hours=number))
    administrator_client.get(LIST)
    with django_assert_num_queries(10):
        administrator_client.get(LIST)

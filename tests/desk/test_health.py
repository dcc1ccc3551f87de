"""Whether the site is well: for machines (/healthz, /readyz), for administrators, and `manage.py doctor`."""

import json
import os
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.utils import timezone, translation

from blog.models import Post
from core import health
from core.health import Check, Level
from core.models import SiteSettings
from desk import checkup, heartbeat
from desk.health import database, machine, worker
from desk.health import settings as looks
from images import health as images
from images.uploads import add_image
from mail import sending
from mail.models import OutgoingMail
from search.models import IndexEntry
from tests.factories import published_post
from tests.images import samples
from tests.mail.rows import make_mail

GOOD_KEY = "f3c9e1d7b5a2084697cdeb13f5a7092d4c6e8b1f3a5d7092b4c6e8"


def findings_by_name(**options):
    return {one.name: one for one in health.examine(health.checks(), **options)}


# For machines
def test_the_process_answers_without_a_database(client):
    # Without the mark django_db every query is an error.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_the_site_is_ready_while_database_cache_and_worker_are_there(
    client, db, django_assert_max_num_queries
):
    heartbeat.beat()
    with django_assert_max_num_queries(2):
        response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "database": "ok",
        "cache": "ok",
        "worker": "ok",
    }


def test_a_silent_worker_makes_the_site_degraded_but_readers_are_still_sent(
    client, db, monkeypatch
):
    assert client.get("/readyz").json()["worker"] == "never seen"
    heartbeat.beat()
    now = time.time()
    monkeypatch.setattr(heartbeat.time, "time", lambda: now + 300)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["status"] == "degraded"
    assert response.json()["worker"] in ("silent for 300 s", "silent for 301 s")


@pytest.mark.parametrize("part", ["database", "cache"])
def test_the_site_is_not_ready_while_database_or_cache_are_away(client, db, monkeypatch, part):
    def away(*args: object) -> None:
        raise OSError("connection refused to db.internal")

    heartbeat.beat()
    with monkeypatch.context() as fault:
        fault.setattr(*((connection, "cursor") if part == "database" else (cache, "get")), away)
        response = client.get("/readyz")
    assert response.status_code == 503
    assert (response.json()["status"], response.json()[part]) == ("unavailable", "away")
    assert "internal" not in response.content.decode()


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_never_kept(client, db, path):
    assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_beats_while_a_duty_takes_its_time(monkeypatch):
    monkeypatch.setattr(heartbeat, "INTERVAL", 0.01)
    with heartbeat.Pulse(lambda: ("send mails", 1000.0)):
        deadline = time.monotonic() + 10
        while heartbeat.last() is None and time.monotonic() < deadline:
            time.sleep(0.01)
    beat = heartbeat.last()
    assert beat is not None
    assert (beat.duty, beat.since, beat.is_alive) == ("send mails", 1000.0, True)


# Each look
@pytest.mark.django_db
def test_a_worker_that_died_or_hangs_is_told(monkeypatch):
    assert worker.alive().level == Level.FAILURE
    heartbeat.beat()
    assert worker.alive().level == Level.OK
    heartbeat.beat("send mails", time.time() - 7300)
    assert worker.alive().level == Level.WARNING
    assert "send mails" in worker.alive().text
    now = time.time()
    monkeypatch.setattr(heartbeat.time, "time", lambda: now + 61)
    assert worker.alive().level == Level.FAILURE


@pytest.mark.django_db
def test_a_database_that_answers_and_is_whole():
    assert [look().level for look in (database.answers, database.migrations)] == ["ok", "ok"]
    assert (database.integrity().level, database.write_ahead_log().level) == ("ok", "ok")


@pytest.mark.django_db
def test_migrations_that_are_missing_or_of_a_newer_version_are_told(monkeypatch):
    recorder = database.MigrationExecutor(connection).recorder
    recorder.record_applied("blog", "9999_from_the_future")
    assert database.migrations().level == Level.WARNING
    assert "blog.9999_from_the_future" in database.migrations().text
    recorder.record_unapplied("blog", "9999_from_the_future")
    known = database.MigrationExecutor(connection).loader.disk_migrations
    recorder.record_unapplied("mail", max(name for app, name in known if app == "mail"))
    assert database.migrations().level == Level.FAILURE


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_long_write_ahead_log_is_told(monkeypatch):
    published_post()
    monkeypatch.setattr(database, "LONG_LOG", -1)
    assert database.write_ahead_log().level == Level.WARNING


def test_folders_and_secrets_with_wrong_permissions_are_told(tmp_path, settings):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = settings.ORIGINALS_ROOT = tmp_path / "media"
    tmp_path.chmod(0o755)
    secret = tmp_path / "secret_key"
    secret.write_text("x")
    secret.chmod(0o600)
    assert machine.folders().level == Level.OK
    secret.chmod(0o644)
    assert machine.folders().level == Level.WARNING
    assert str(secret) in machine.folders().text
    tmp_path.chmod(0o700)  # nobody else gets that far
    assert machine.folders().level == Level.OK


def test_a_folder_that_cannot_be_written_is_told(tmp_path, settings, monkeypatch):
    settings.VAR_DIR = settings.MEDIA_ROOT = settings.ORIGINALS_ROOT = tmp_path
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everywhere
    assert machine.folders().level == Level.FAILURE
    assert str(tmp_path) in machine.folders().text


@pytest.mark.parametrize(
    ("free", "level"), [(10**10, "ok"), (10**9, "warning"), (10**8, "failure")]
)
def test_a_full_disk_is_told(monkeypatch, free, level):
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda path: type("U", (), {"free": free}))
    assert machine.space().level == level


@pytest.mark.django_db
def test_a_clock_that_is_wrong_is_told(monkeypatch):
    assert machine.clock().level == Level.OK
    with monkeypatch.context() as fault:
        fault.setattr(machine, "_database_clock", lambda: time.time() + 20)
        assert machine.clock().level == Level.WARNING
        fault.setattr(machine, "_database_clock", lambda: time.time() - 3600)
        assert machine.clock().level == Level.FAILURE
    post = published_post()
    Post.objects.filter(pk=post.pk).update(updated_at=timezone.now() + timedelta(days=1))
    assert machine.clock().level == Level.FAILURE


@pytest.mark.parametrize(
    ("today", "level"),
    [("2026-11-01", "ok"), ("2027-09-01", "notice"), ("2027-11-01", "warning")],
)
def test_versions_without_security_fixes_are_told(monkeypatch, today, level):
    monkeypatch.setattr(machine.sys, "version_info", (3, 11, 2))
    monkeypatch.setattr(machine.timezone, "localdate", lambda: machine.date.fromisoformat(today))
    assert machine.versions().level == level


def test_what_must_not_be_in_public_is_told(settings):
    settings.DEMO, settings.SECRET_KEY = False, GOOD_KEY
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://blog.tsuzuri.jp", ["blog.tsuzuri.jp"]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert [look().level for look in (looks.debugging, looks.secret_key, looks.address)] == [
        "ok"
    ] * 3
    assert looks.proxies().level == Level.OK
    settings.DEBUG, settings.SECRET_KEY = True, "short"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert looks.debugging().level == looks.secret_key().level == Level.FAILURE
    assert looks.proxies().level == looks.https().level == Level.WARNING
    settings.ALLOWED_HOSTS = ["elsewhere.jp"]
    assert looks.address().level == Level.FAILURE
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://192.168.0.4", ["*"]
    assert looks.address().level == Level.WARNING


@pytest.mark.django_db
def test_a_cache_that_is_not_shared_or_forgets_is_told(settings, monkeypatch):
    assert looks.shared_cache().level == Level.OK
    monkeypatch.setattr(looks, "cache", type("Forgets", (), {"set": print, "get": print}))
    assert looks.shared_cache().level == Level.FAILURE
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert looks.shared_cache().level == Level.FAILURE


@pytest.mark.django_db
def test_pictures_whose_files_are_missing_are_told(monkeypatch):
    for width in (60, 70):
        add_image(file=SimpleUploadedFile("a.png", samples.png(width, 40)), by=None)
    first, second = images.Image.objects.order_by("pk")
    assert images.newest_files().level == Level.OK
    Path(first.original.path).unlink()
    monkeypatch.setattr(images, "SAMPLE", 1)
    assert images.newest_files().level == Level.OK
    result = images.all_files()
    assert (result.level, result.url) == (
        Level.FAILURE,
        f"/admin/images/image/{first.pk}/change/",
    )
    Path(images.default_storage.path(second.renditions[0]["name"])).unlink()
    assert images.newest_files().level == Level.FAILURE


def test_a_look_that_fails_is_itself_a_finding():
    def broken():
        raise OSError("the disk is gone\nand more")

    (finding,) = health.examine([Check("x", "X", broken)])
    assert finding.level == Level.FAILURE
    assert "OSError: the disk is gone" in finding.text
    assert "more" not in finding.text


@pytest.mark.django_db
def test_every_check_speaks_both_languages_and_has_a_name_of_its_own():
    names = [check.name for check in health.checks()]
    assert len(set(names)) == len(names) > 12
    japanese = findings_by_name()
    with translation.override("en"):
        english = findings_by_name()
    assert [name for name in names if japanese[name].text == english[name].text] == []


# manage.py doctor
def doctor(*arguments):
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", *arguments, stdout=out)
    return ended.value.code, out.getvalue()


@pytest.mark.django_db
def test_the_doctor_speaks_the_sites_language_and_says_what_to_do():
    SiteSettings(language="en").save()
    code, text = doctor()
    assert code == 2
    assert "✗ Worker: No worker has been seen.\n    → Start it: manage.py worker" in text
    assert "ワーカー" in doctor("--language", "ja")[1]


@pytest.mark.django_db
def test_the_doctor_tells_scripts_by_json_and_exit_code(monkeypatch):
    code, text = doctor("--json", "--thorough")
    told = json.loads(text)
    assert (code, told["status"]) == (2, "failure")
    assert {one["name"] for one in told["checks"]} == {check.name for check in health.checks()}
    monkeypatch.setattr(health, "checks", lambda: [Check("x", "X", lambda: health.ok("fine"))])
    assert doctor("--json")[0] == 0
    monkeypatch.setattr(
        health, "checks", lambda: [Check("x", "X", lambda: health.warning("so so", "mend"))]
    )
    assert doctor()[0] == 1


# The admin
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("visitor", "status"),
    [
        ("stranger", 302),
        ("reader_client", 302),
        ("author_client", 403),
        ("moderator_client", 403),
        ("editor_client", 403),
        ("administrator_client", 200),
    ],
)
def test_only_administrators_see_how_the_site_is(visitor, status, request):
    client = request.getfixturevalue(visitor)
    assert client.get("/admin/health/").status_code == status
    home = client.get("/admin/")
    sees = home.status_code == 200 and "/admin/health/" in home.content.decode()
    assert sees is (visitor == "administrator_client")


@pytest.mark.django_db
def test_the_home_shows_what_is_not_well_and_looks_once_a_minute(administrator_client, monkeypatch):
    home = administrator_client.get("/admin/").content.decode()
    assert "ワーカー" in home
    assert "manage.py worker" in home
    monkeypatch.setattr(health, "examine", None)  # a second look would fail
    assert "manage.py worker" in administrator_client.get("/admin/").content.decode()


@pytest.mark.django_db
def test_slow_looks_are_taken_by_the_worker_alone(administrator_client, monkeypatch):
    def slow():
        raise AssertionError("a page looked")

    checks = [
        Check("quick", "Q", lambda: health.ok("quick-mark")),
        Check("slow", "S", slow, is_slow=True),
    ]
    monkeypatch.setattr(health, "checks", lambda: checks)
    page = administrator_client.get("/admin/health/").content.decode()
    assert "quick-mark" in page
    assert "a page looked" not in page
    checks[1] = Check("slow", "S", lambda: health.failure("slow-mark", "mend"), is_slow=True)
    checkup.look_slowly()
    assert "slow-mark" in administrator_client.get("/admin/health/").content.decode()
    assert "slow-mark" in administrator_client.get("/admin/").content.decode()


# What the other apps say about themselves
def look_of(name):
    (check,) = [one for one in health.checks() if one.name == name]
    return check.look()


@pytest.mark.django_db
def test_a_site_without_a_good_backup_is_told(settings, tmp_path):
    settings.BACKUPS_ROOT = tmp_path
    result = look_of("backups.age")
    assert (result.level, result.url) == (Level.WARNING, "/admin/backups/backup/")


@pytest.mark.django_db
def test_mails_that_do_not_leave_are_told(smtp, settings):
    assert look_of("mail.outbox").level == Level.OK
    make_mail("old")
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(hours=2))
    assert look_of("mail.outbox").level == Level.WARNING
    OutgoingMail.objects.update(state="failed", failed_at=timezone.now())
    assert look_of("mail.outbox").level == Level.WARNING
    make_mail("refused")
    smtp.sender_answers = ["550 5.7.1 sender not allowed"]
    sending.send_waiting()
    assert look_of("mail.outbox").level == Level.FAILURE
    assert "550 5.7.1" in look_of("mail.outbox").advice
    settings.EMAIL_HOST = ""
    assert look_of("mail.outbox").level == Level.NOTICE


@pytest.mark.django_db
def test_what_the_search_does_not_know_is_told():
    assert look_of("search.complete").level == Level.OK
    published_post()
    IndexEntry.objects.all().delete()
    result = look_of("search.complete")
    assert (result.level, "rebuild_search" in result.advice) == (Level.WARNING, True)

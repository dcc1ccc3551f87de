"""Health checks of all apps together: languages, failures, and checks of backups, mails and search."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from core import health
from core.health import Check, Level
from mail import sending
from mail.models import OutgoingMail
from search.models import IndexEntry
from tests.factories import published_post
from tests.mail.rows import make_mail


def findings_by_name(**options):
    return {one.name: one for one in health.run_checks(health.checks(), **options)}


def test_a_look_that_fails_is_itself_a_finding():
    def broken():
        raise OSError("the disk is gone\nand more")

    (finding,) = health.run_checks([Check("x", "X", broken)])
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

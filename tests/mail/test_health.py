"""Health check of the outbox, and retention of mails."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mail import health, retention, sending
from mail.models import MailSettings, OutgoingMail
from tests.mail.rows import make_mail, make_mails, reload

pytestmark = pytest.mark.django_db


def test_the_summary_counts_what_waits_and_what_failed(smtp, django_assert_num_queries):
    now = timezone.now()
    make_mails("1", "2")
    OutgoingMail.objects.filter(key="1").update(created_at=now - timedelta(hours=5))
    make_mail("3", state="failed", failed_at=now - timedelta(hours=1))
    make_mail("4", state="failed", failed_at=now - timedelta(hours=25))
    make_mail("5", state="sent")
    with django_assert_num_queries(2):
        summary = health.summary(now)
    assert (summary.waiting, summary.oldest_waiting_age, summary.failed_recently) == (
        2,
        timedelta(hours=5),
        1,
    )
    assert (summary.has_server, summary.last_success_at, summary.failing_since) == (
        True,
        None,
        None,
    )
    sending.send_waiting()
    summary = health.summary()
    assert (summary.waiting, summary.oldest_waiting_age) == (0, None)
    assert summary.last_success_at >= now


def test_a_server_in_trouble_is_in_the_summary(smtp, settings):
    smtp.sender_answers = ["550 5.7.1 sender not allowed"]
    make_mail()
    sending.send_waiting()
    summary = health.summary()
    assert summary.failing_since is not None
    assert summary.last_answer == "550 5.7.1 sender not allowed"
    settings.EMAIL_HOST = ""
    assert not health.summary().has_server


def test_texts_are_forgotten_after_days_and_mails_after_more(smtp):
    MailSettings(keep_text_days=10, keep_mails_days=40).save()
    ages = {"new": 9, "old": 11, "oldest": 41}
    for key, days in ages.items():
        make_mail(key, state="sent", html="<p>x</p>")
        moment = timezone.now() - timedelta(days=days)
        OutgoingMail.objects.filter(key=key).update(created_at=moment)
    waiting = make_mail("waiting")
    OutgoingMail.objects.filter(key="waiting").update(
        created_at=timezone.now() - timedelta(days=99)
    )
    assert retention.prune() == 2
    assert retention.prune() == 0
    assert dict(OutgoingMail.objects.values_list("key", "text")) == {
        "new": "本文です。\n",
        "old": "",
        "waiting": "本文です。\n",
    }
    assert reload(waiting).state == "waiting"

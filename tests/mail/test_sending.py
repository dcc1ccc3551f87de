"""Sending with a real SMTP server: once per mail, retries, leases."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import OperationalError, connection
from django.utils import timezone

from mail import sending
from mail.models import OutgoingMail
from mail.tasks import send_waiting
from tests.mail.rows import make_due, make_mail, make_mails, reload, states

pytestmark = pytest.mark.django_db


def test_a_due_mail_is_sent_and_marked(smtp):
    mail = make_mail()
    assert send_waiting.func() == 1
    mail = reload(mail)
    assert (mail.state, mail.attempts, mail.error) == ("sent", 1, "")
    assert mail.answer == "250 kept as 1"
    assert mail.sent_at is not None
    [received] = smtp.mails
    assert received.recipients == ["reader1@example.com"]
    assert (received.subject, received.text.replace("\r\n", "\n")) == ("お知らせ", "本文です。\n")


def test_sending_again_sends_nothing_twice(smtp):
    make_mail()
    assert [sending.send_waiting(), sending.send_waiting()] == [1, 0]
    assert len(smtp.mails) == 1


def test_a_mail_for_later_waits(smtp):
    make_mail(send_after=timezone.now() + timedelta(hours=1))
    assert sending.send_waiting() == 0


def test_the_limit_is_kept_and_the_oldest_go_first(smtp):
    for number in range(3):
        make_mail(str(number), send_after=timezone.now() - timedelta(minutes=10 - number))
    assert sending.send_waiting(limit=2) == 2
    assert [mail.recipients for mail in smtp.mails] == [
        ["reader0@example.com"],
        ["reader1@example.com"],
    ]


def test_a_mail_that_another_worker_took_is_left_to_it(smtp):
    mail = make_mail()
    seen_by_both = reload(mail)
    assert sending._claim(mail, timezone.now())
    assert not sending._claim(seen_by_both, timezone.now())
    assert sending.send_waiting() == 0
    assert smtp.mails == []


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_send_every_mail_once(smtp):
    for number in range(20):
        make_mail(str(number))

    def work(_number):
        try:
            return sending.send_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        assert sum(workers.map(work, range(4))) == 20
    assert sorted(mail.recipients for mail in smtp.mails) == sorted(
        [f"reader{number}@example.com"] for number in range(20)
    )


def test_without_a_server_mails_are_kept_untouched(settings):
    settings.EMAIL_HOST = ""
    mail = make_mail()
    assert sending.send_waiting() == 0
    assert (reload(mail).state, reload(mail).attempts) == ("waiting", 0)


def test_the_pause_of_a_refused_mail_grows_until_it_fails(smtp):
    smtp.text_answers = ["451 try again later"] * sending.MAX_ATTEMPTS
    mail = make_mail()
    for number, pause in enumerate(sending.PAUSES, start=1):
        assert sending.send_waiting() == 0
        mail = reload(mail)
        assert (mail.state, mail.attempts) == ("waiting", number)
        assert "try again later" in mail.error
        assert abs(mail.send_after - timezone.now() - pause) < timedelta(seconds=30)
        assert sending.send_waiting() == 0  # the mail is paused
        make_due()
    sending.send_waiting()
    mail = reload(mail)
    assert (mail.state, mail.attempts) == ("failed", sending.MAX_ATTEMPTS)
    make_due()
    assert sending.send_waiting() == 0


def test_a_mail_that_was_refused_once_is_sent_later(smtp):
    smtp.text_answers = ["451 try again later"]
    mail = make_mail()
    sending.send_waiting()
    make_due()
    assert sending.send_waiting() == 1
    assert (reload(mail).state, reload(mail).error, len(smtp.mails)) == ("sent", "", 1)


def test_one_refused_mail_does_not_hold_up_the_next(smtp):
    smtp.text_answers = ["451 try again later"]
    make_mail("1", send_after=timezone.now() - timedelta(minutes=1))
    make_mail("2")
    assert sending.send_waiting() == 1
    assert [mail.recipients for mail in smtp.mails] == [["reader2@example.com"]]


def test_a_mail_that_opens_an_account_is_forgotten_once_sent(smtp):
    secret, usual = make_mail("1", is_secret=True, html="<p>x</p>"), make_mail("2", html="<p>x</p>")
    sending.send_waiting()
    assert (reload(secret).text, reload(secret).html) == ("", "")
    assert (reload(usual).text, reload(usual).html) == ("本文です。\n", "<p>x</p>")
    assert len(smtp.mails) == 2


def test_send_again_gives_every_mail_but_the_sent_ones_a_fresh_start(smtp):
    sent = make_mail("1", state="sent", attempts=1)
    failed = make_mail("2", state="failed", attempts=9, error="x")
    assert sending.send_again(OutgoingMail.objects.all()) == 1
    assert (reload(failed).state, reload(failed).attempts) == ("waiting", 0)
    assert reload(sent).state == "sent"


# Workers that die
def test_a_worker_that_dies_before_the_mail_left_loses_nothing(smtp):
    mail = make_mail()
    assert sending._claim(mail, timezone.now())
    assert reload(mail).state == "sending"
    assert sending.send_waiting() == 0  # its lease has not expired
    make_due()
    assert sending.send_waiting() == 1
    assert (reload(mail).state, reload(mail).attempts) == ("sent", 2)


def test_a_mail_that_kills_every_worker_is_given_up(smtp):
    mail = make_mail(state="sending", attempts=sending.MAX_ATTEMPTS)
    assert sending.send_waiting() == 0
    assert (reload(mail).state, smtp.mails) == ("failed", [])


def test_a_late_worker_does_not_overwrite_what_another_has_done(smtp):
    mail = make_mail()
    assert sending._claim(mail, timezone.now())
    make_due()
    assert sending.send_waiting() == 1
    sending._record_failure(mail, sending.smtp_responses.from_response(OSError("late")))
    assert reload(mail).state == "sent"


@pytest.mark.django_db(transaction=True)
def test_a_mail_whose_note_meets_a_locked_table_is_noted_all_the_same(smtp, monkeypatch):
    monkeypatch.setattr(sending.time, "sleep", lambda _seconds: None)
    mail, row, fail = make_mail(), sending._row, [OperationalError("locked")] * 2

    def locked(given):
        if fail:
            raise fail.pop()
        return row(given)

    sending._claim(mail, timezone.now())
    monkeypatch.setattr(sending, "_row", locked)
    sending._record_sent(mail, "250 OK")
    assert reload(mail).state == "sent"


WORKER = """
import django; django.setup()
from mail import sending
sending.send_waiting()
"""


def start_worker(inbox) -> subprocess.Popen:
    """Start a worker process on the database of the test."""
    facts = connection.settings_dict
    url = f"sqlite:///{facts['NAME']}"
    if connection.vendor == "postgresql":
        place = f"{facts['HOST']}:{facts['PORT']}" if facts["PORT"] else facts["HOST"]
        url = f"postgresql://{facts['USER']}:{facts['PASSWORD']}@{place}/{facts['NAME']}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": url,
        "TSUZURI_SMTP_HOST": "127.0.0.1",
        "TSUZURI_SMTP_PORT": str(inbox.port),
        "TSUZURI_SMTP_STARTTLS": "no",
    }
    return subprocess.Popen(
        [sys.executable, "-c", WORKER], cwd=django_settings.BASE_DIR, env=environment
    )


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_over_a_mail_that_was_taken_sends_that_one_again_and_no_other(smtp):
    make_mails("1", "2", "3", "4", "5")
    inbox: list[subprocess.Popen] = []
    smtp.accepted = lambda: len(smtp.mails) == 3 and os.kill(inbox[0].pid, signal.SIGKILL)
    inbox.append(start_worker(smtp))
    assert inbox[0].wait(60) == -signal.SIGKILL
    assert states() == dict(
        zip("12345", ["sent", "sent", "sending", "waiting", "waiting"], strict=True)
    )
    smtp.accepted = None
    assert sending.send_waiting() == 2  # the lease of the third has not expired
    make_due()
    assert sending.send_waiting() == 1
    assert sorted(smtp.recipients) == sorted(
        f"reader{key}@example.com" for key in ["1", "2", "3", "3", "4", "5"]
    )
    ids = [mail.message["Message-ID"] for mail in smtp.mails if "reader3" in mail.recipients[0]]
    assert len(set(ids)) == 1

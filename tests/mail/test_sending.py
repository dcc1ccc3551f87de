"""Mails reach a real SMTP server: once, with the right headers, again after a failure."""

import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime

import pytest
from django.db import connection
from django.utils import timezone

from core.models import SiteSettings
from mail import sending
from mail.models import OutgoingMail
from mail.tasks import send_waiting
from tests.mail.rows import make_due, make_mail, read_again

pytestmark = pytest.mark.django_db

LONG_SUBJECT = (
    "新しいコメントが届きました：「人工知能は本当に安くなったのか、二〇二五年の衝撃を振り返る」" * 4
)


def test_a_due_mail_is_sent_and_marked(smtp):
    mail = make_mail()
    assert send_waiting.func() == 1
    mail = read_again(mail)
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
    seen_by_both = read_again(mail)
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
    assert (read_again(mail).state, read_again(mail).attempts) == ("waiting", 0)


def test_headers_say_that_a_machine_wrote_and_nothing_about_the_machine(smtp, settings):
    settings.BASE_URL = "https://blog.example.jp:8443"
    settings.DEFAULT_FROM_EMAIL = "綴 <blog@example.jp>"
    mail = make_mail(headers={"List-Unsubscribe": "<https://blog.example.jp/x>"})
    sending.send_waiting()
    [received] = smtp.mails
    head = received.message
    assert received.sender == "blog@example.jp"
    assert str(head["From"]) == "綴 <blog@example.jp>"
    assert head["Auto-Submitted"] == "auto-generated"
    assert head["List-Unsubscribe"] == "<https://blog.example.jp/x>"
    assert head["Message-ID"] == sending.message_id(mail)
    assert head["Message-ID"].endswith("@blog.example.jp>")
    # "-0000" is RFC 5322's way of writing UTC without telling the sender's own zone.
    assert abs(
        parsedate_to_datetime(f"{head['Date']}".replace("-0000", "+0000")) - timezone.now()
    ) < timedelta(minutes=1)
    assert socket.gethostname() not in str(head)


@pytest.mark.parametrize(
    "name",
    [
        "綴",
        'Ito, "Hajime" <x@example.com>',
        "糸" * 100,
        "綴\r\nBcc: victim@example.com",
        "綴 🧵 a@b",
    ],
)
def test_the_site_signs_where_no_other_name_is_set(smtp, settings, name):
    settings.DEFAULT_FROM_EMAIL = "blog@example.jp"
    SiteSettings(name=name).save()
    make_mail()
    sending.send_waiting()
    [received] = smtp.mails
    # RFC 2047, 6.2: white space between encoded words is none; Python's newer parser keeps it.
    signed, address = parseaddr(message_from_bytes(received.raw)["From"])
    assert str(make_header(decode_header(signed))) == " ".join(name.split())
    assert address == "blog@example.jp"
    assert received.sender == "blog@example.jp"
    assert received.message["Bcc"] is None
    assert max(len(line) for line in received.raw.split(b"\r\n\r\n")[0].split(b"\r\n")) <= 78


@pytest.mark.parametrize(
    "subject",
    ["🧵 綴じました 👩🏽‍💻", "plain", "=?utf-8?q?not_encoded?=", "a" * 250],
    ids=["emoji", "plain", "looks encoded", "long"],
)
def test_a_subject_arrives_as_it_was_written(smtp, subject):
    make_mail(subject=subject)
    sending.send_waiting()
    assert smtp.mails[0].subject == subject


def test_a_long_japanese_subject_arrives_whole_in_encoded_words_of_legal_length(smtp):
    make_mail(subject=LONG_SUBJECT)
    sending.send_waiting()
    [received] = smtp.mails
    assert received.subject == LONG_SUBJECT
    raw = message_from_bytes(received.raw)["Subject"]
    assert max(len(line) for line in raw.splitlines()) <= 78
    # RFC 2047, 5 (3): a character may not be split between two encoded words.
    for word in raw.split():
        [(content, charset)] = decode_header(word)
        assert content.decode(charset)


def test_text_and_html_are_utf_8_and_need_only_seven_bits_on_the_way(smtp):
    make_mail(text="髙橋𠮷野家 — ✓\n", html="<p>髙橋𠮷野家 — ✓</p>\n")
    sending.send_waiting()
    [received] = smtp.mails
    assert received.text.strip() == "髙橋𠮷野家 — ✓"
    assert received.html.strip() == "<p>髙橋𠮷野家 — ✓</p>"
    assert received.raw.isascii()
    charsets = {
        part.get_content_charset() for part in received.message.walk() if not part.is_multipart()
    }
    assert charsets == {"utf-8"}


@pytest.mark.parametrize("separator", ["\r\n", "\n", "\r", "\u2028", "\u2029", "\x85"], ids=repr)
def test_a_row_with_a_line_break_in_its_subject_adds_no_header_and_no_recipient(smtp, separator):
    # Not written by the outbox, which would have collapsed it: the second lock on the same door.
    make_mail(subject=f"お知らせ{separator}Bcc: victim@example.com{separator}{separator}Hi")
    sending.send_waiting()
    for received in smtp.mails:
        assert received.recipients == ["reader1@example.com"]
        assert received.message["Bcc"] is None
        assert received.text.strip() == "本文です。"


def test_a_refused_mail_rests_longer_each_time_and_fails_at_last(smtp):
    smtp.text_answers = ["451 try again later"] * sending.ATTEMPTS
    mail = make_mail()
    for number, pause in enumerate(sending.PAUSES, start=1):
        assert sending.send_waiting() == 0
        mail = read_again(mail)
        assert (mail.state, mail.attempts) == ("waiting", number)
        assert "try again later" in mail.error
        assert abs(mail.send_after - timezone.now() - pause) < timedelta(seconds=30)
        assert sending.send_waiting() == 0  # it rests
        make_due()
    sending.send_waiting()
    mail = read_again(mail)
    assert (mail.state, mail.attempts) == ("failed", sending.ATTEMPTS)
    make_due()
    assert sending.send_waiting() == 0


def test_a_mail_that_was_refused_once_is_sent_later(smtp):
    smtp.text_answers = ["451 try again later"]
    mail = make_mail()
    sending.send_waiting()
    make_due()
    assert sending.send_waiting() == 1
    assert (read_again(mail).state, read_again(mail).error, len(smtp.mails)) == ("sent", "", 1)


def test_one_refused_mail_does_not_hold_up_the_next(smtp):
    smtp.text_answers = ["451 try again later"]
    make_mail("1", send_after=timezone.now() - timedelta(minutes=1))
    make_mail("2")
    assert sending.send_waiting() == 1
    assert [mail.recipients for mail in smtp.mails] == [["reader2@example.com"]]


def test_a_mail_that_opens_an_account_is_forgotten_once_sent(smtp):
    secret, usual = make_mail("1", is_secret=True, html="<p>x</p>"), make_mail("2", html="<p>x</p>")
    sending.send_waiting()
    assert (read_again(secret).text, read_again(secret).html) == ("", "")
    assert (read_again(usual).text, read_again(usual).html) == ("本文です。\n", "<p>x</p>")
    assert len(smtp.mails) == 2


def test_send_again_gives_every_mail_but_the_sent_ones_a_fresh_start(smtp):
    sent = make_mail("1", state="sent", attempts=1)
    failed = make_mail("2", state="failed", attempts=9, error="x")
    assert sending.send_again(OutgoingMail.objects.all()) == 1
    assert (read_again(failed).state, read_again(failed).attempts) == ("waiting", 0)
    assert read_again(sent).state == "sent"

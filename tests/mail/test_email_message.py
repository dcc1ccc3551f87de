"""The email as a server receives it: correct headers and encodings, the site as its sender."""

import socket
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime

import pytest
from django.utils import timezone

from core.models import SiteSettings
from mail import sending
from mail.email_message import message_id
from tests.mail.rows import make_mail

pytestmark = pytest.mark.django_db

LONG_SUBJECT = (
    "新しいコメントが届きました：「人工知能は本当に安くなったのか、二〇二五年の衝撃を振り返る」" * 4
)


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
    assert head["Message-ID"] == message_id(mail)
    assert head["Message-ID"].endswith("@blog.example.jp>")
    # RFC 5322: "-0000" is UTC without the sender's time zone.
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
    # Created directly: outbox.enqueue removes line breaks. Sending must be safe without it.
    make_mail(subject=f"お知らせ{separator}Bcc: victim@example.com{separator}{separator}Hi")
    sending.send_waiting()
    for received in smtp.mails:
        assert received.recipients == ["reader1@example.com"]
        assert received.message["Bcc"] is None
        assert received.text.strip() == "本文です。"

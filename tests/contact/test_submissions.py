"""Submission of contact messages: recipients, deduplication, rate limits, retention."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from contact import submissions
from contact.models import ContactMessage, ContactSettings
from mail import sending
from mail.models import OutgoingMail
from tests.contact.conftest import URL, form_values
from tests.html import hidden_fields

pytestmark = pytest.mark.django_db


def test_named_recipients_get_it_instead(write, stranger, administrator_user, smtp):
    ContactSettings(recipients="owner@example.jp\nDesk@日本語.jp").save()
    write(stranger)
    sending.send_waiting()
    assert sorted(smtp.recipients) == ["desk@xn--wgv71a119e.jp", "owner@example.jp"]


def test_nothing_is_mailed_to_the_address_that_was_typed(write, stranger, smtp):
    write(stranger)
    assert (sending.send_waiting(), smtp.mails) == (0, [])
    assert ContactMessage.objects.count() == 1


def test_a_message_without_an_address_has_none_to_reply_to(
    write, stranger, administrator_user, smtp
):
    write(stranger, email="")
    sending.send_waiting()
    assert smtp.mails[0].message["Reply-To"] is None


def test_sending_twice_makes_one_message_and_one_mail(stranger, administrator_user, write):
    hidden = hidden_fields(stranger.get(URL).content.decode())
    data = {**hidden, "name": "花子", "email": "", "text": "ご相談です。"}
    answers = [stranger.post(URL, data) for _ in range(3)]
    assert {answer["Location"] for answer in answers} == {"/contact/sent/"}
    assert (ContactMessage.objects.count(), OutgoingMail.objects.count()) == (1, 1)
    stranger.post(URL, {**data, "text": "別のご相談です。"})
    assert ContactMessage.objects.count() == 2


def test_a_network_may_write_five_messages_an_hour(write, stranger):
    for number in range(5):
        assert write(stranger, text=f"{number}").status_code == 302
    answer = write(stranger, text="六通目")
    assert (answer.status_code, form_values(answer.content.decode())[2]) == (429, "六通目")
    assert write(stranger, text="別の網", address="192.0.2.1").status_code == 302
    assert ContactMessage.objects.count() == 6


def test_everybody_together_writes_no_more_than_an_hour_allows(write, stranger, monkeypatch):
    monkeypatch.setattr(submissions, "SITE_LIMIT", 2)
    for number in range(2):
        write(stranger, text=f"{number}", address=f"192.0.2.{number}")
    cache.clear()
    answer = write(stranger, text="三通目", address="192.0.2.9")
    assert (answer.status_code, form_values(answer.content.decode())[2]) == (429, "三通目")


def test_messages_are_forgotten_as_the_settings_say(write, stranger):
    ContactSettings(keep_days=100).save()
    ages = {
        "new": (99, "read"),
        "old": (101, "read"),
        "spam": (31, "spam"),
        "newer spam": (29, "spam"),
    }
    for key, (days, state) in ages.items():
        ContactMessage.objects.create(key=key, name="x", text="y", state=state)
        moment = timezone.now() - timedelta(days=days)
        ContactMessage.objects.filter(key=key).update(created_at=moment)
    assert submissions.prune() == 2
    assert set(ContactMessage.objects.values_list("key", flat=True)) == {"new", "newer spam"}

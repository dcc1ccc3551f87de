"""Queries for outgoing mails: mail/models/outgoing.py."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mail.models import OutgoingMail
from tests.mail.rows import make_mail

pytestmark = pytest.mark.django_db


def test_a_delayed_mail_is_not_due_before():
    mail = make_mail(send_after=timezone.now() + timedelta(seconds=30))
    assert not OutgoingMail.objects.due(timezone.now()).exists()
    assert list(OutgoingMail.objects.due(timezone.now() + timedelta(seconds=31))) == [mail]


def test_unfinished_mails_wait_and_are_due_at_their_time():
    now = timezone.now()
    for state in OutgoingMail.State.values:
        for minutes in (-1, 1):
            make_mail(f"{state}{minutes}", state=state, send_after=now + timedelta(minutes=minutes))
    keys = {
        name: set(mails.values_list("key", flat=True))
        for name, mails in {
            "due": OutgoingMail.objects.due(now),
            "waiting": OutgoingMail.objects.waiting(),
        }.items()
    }
    assert keys == {
        "due": {"waiting-1", "sending-1"},
        "waiting": {"waiting-1", "waiting1", "sending-1", "sending1"},
    }

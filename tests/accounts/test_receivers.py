"""Signals of signing in: the audit log and the log of the site."""

import logging

import pytest
from django.test import Client

from audit.enums import Verb
from audit.models import Event

pytestmark = pytest.mark.django_db


LOGIN = "/account/login/"


def sign_in(name, password, network):
    return Client(REMOTE_ADDR=network).post(LOGIN, {"login": name, "password": password})


def test_a_failed_sign_in_is_logged_with_the_network_and_nothing_typed(reader_user, caplog):
    with caplog.at_level(logging.WARNING, "accounts"):
        sign_in(reader_user.username, "s3cr3t", "192.0.2.7")
    [record] = [one for one in caplog.records if one.getMessage() == "sign-in failed"]
    assert record.network == "192.0.2.0/24"
    assert "s3cr3t" not in str(record.__dict__)
    assert reader_user.username not in str(record.__dict__.get("msg"))


# Sign-in
def test_signing_in_and_failing_to(client, author_user):
    url = "/account/login/"
    for _number in range(2):
        client.post(url, {"login": "hunter2-typed-in-the-wrong-field", "password": "x"})
    client.post(url, {"login": "author", "password": "correct horse battery staple"})
    rows = Event.objects.exclude(verb=Verb.ROLE_ASSIGNED).order_by("pk")
    assert [(row.verb, row.actor_kind, row.repeat_count) for row in rows] == [
        ("sign_in_failed", "visitor", 2),
        ("signed_in", "person", 1),
    ]
    assert "hunter2" not in str(Event.objects.values())

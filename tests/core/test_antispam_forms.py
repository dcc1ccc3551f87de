"""A guarded form: its signature, its age, and the field that must stay empty."""

import time

import pytest
from django.http import QueryDict

from contact.models import ContactSettings
from core import antispam_forms
from core.antispam_forms import (
    EXPIRED,
    FASTEST_SECONDS,
    HASTY,
    OLDEST_SECONDS,
    TRAPPED,
    GuardedSiteForm,
    LineField,
    TextField,
)
from core.models import SiteSettings

pytestmark = pytest.mark.django_db


def sent(*, age=60, model=ContactSettings, **fields):
    """Return a form that was opened `age` seconds ago and sent for `model`."""
    opened = GuardedSiteForm(ContactSettings())
    moment = str(int(time.time()) - age)
    data = {"timestamp": moment, "security_hash": opened.initial_security_hash(moment)}
    query = QueryDict(mutable=True)
    query.update({"honeypot": "", **data, **fields})
    return GuardedSiteForm(model(), data=query)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({}, ""),
        ({"age": FASTEST_SECONDS + 1}, ""),
        ({"age": FASTEST_SECONDS - 2}, HASTY),
        ({"age": OLDEST_SECONDS - 60}, ""),
        ({"age": OLDEST_SECONDS + 60}, EXPIRED),
        ({"age": -600}, EXPIRED),
        ({"timestamp": "1"}, EXPIRED),
        ({"security_hash": "0" * 40}, EXPIRED),
        ({"model": SiteSettings}, EXPIRED),
        ({"honeypot": "x"}, TRAPPED),
    ],
)
def test_each_problem_has_its_words(change, problem):
    form = sent(**change)
    assert form.is_valid() is (problem == "")
    assert form.security_problem == str(problem)


def test_a_form_that_was_sent_too_fast_is_old_enough_at_the_next_attempt(monkeypatch):
    form = sent(age=1)
    assert not form.is_valid()
    assert form.security["timestamp"] == form.data["timestamp"]
    later = time.time() + FASTEST_SECONDS
    monkeypatch.setattr(antispam_forms.time, "time", lambda: later)
    assert sent(age=0, **form.security).is_valid()


def test_a_form_that_is_too_old_gets_a_new_signature():
    form = sent(age=OLDEST_SECONDS + 60)
    assert not form.is_valid()
    assert int(form.security["timestamp"]) >= int(time.time()) - 5


def test_fields_of_text_are_cleaned():
    assert LineField().clean(" 一\u202e行\n二行 ") == "一行 二行"
    assert TextField(max_length=3).clean("一\r\n二") == "一\n二"
    assert LineField(required=False).clean("\u200b") == ""

"""Events and the retention of the log."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from audit import log
from audit.enums import Verb
from audit.models import AuditSettings, Event
from tests.factories import draft_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(author):
    """A draft, with an empty log."""
    post = draft_post(title="雨上がり", authors=[author])
    Event.objects.all().delete()
    return post


def test_the_name_stays_when_the_account_has_gone(author_user, post):
    log.record(Verb.PUBLISHED, post, by=author_user)
    name = str(author_user)
    author_user.delete()
    event = Event.objects.get(verb=Verb.PUBLISHED)
    assert (event.actor, event.actor_name) == (None, name)


def test_a_merged_row_ends_with_its_last_event(post):
    event = log.record(Verb.CHANGED, post)
    assert event.last_at == event.created_at
    event.repeated_until = event.created_at + timedelta(minutes=3)
    assert event.last_at == event.repeated_until


@pytest.mark.parametrize(("days", "is_valid"), [(29, False), (30, True)])
def test_the_log_is_kept_for_thirty_days_at_least(days, is_valid):
    with nullcontext() if is_valid else pytest.raises(ValidationError):
        AuditSettings(keep_days=days).full_clean()

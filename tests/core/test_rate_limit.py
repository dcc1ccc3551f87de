"""The limit holds for one key, frees itself, and several processes cannot talk past it."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection

from core.rate_limit import RateLimit

pytestmark = pytest.mark.django_db

LIMIT = RateLimit("test", limit=3, seconds=60)


def test_hits_up_to_the_limit_pass_and_the_next_is_refused():
    assert [LIMIT.hit("a") for _ in range(5)] == [True, True, True, False, False]


def test_keys_and_names_are_counted_apart():
    other = RateLimit("other", limit=3, seconds=60)
    for _ in range(3):
        LIMIT.hit("a")
    assert (LIMIT.remaining("a"), LIMIT.remaining("b"), other.remaining("a")) == (0, 3, 3)


def test_remaining_counts_nothing():
    assert [LIMIT.remaining("a") for _ in range(5)] == [3] * 5


def test_reset_opens_the_limit_again():
    for _ in range(3):
        LIMIT.hit("a")
    LIMIT.reset("a")
    assert LIMIT.remaining("a") == 3


def test_a_place_is_free_again_after_its_seconds():
    short = RateLimit("short", limit=1, seconds=1)
    assert short.hit("a")
    assert not short.hit("a")
    time.sleep(2.1)  # the database cache keeps whole seconds
    assert short.hit("a")


def test_the_key_itself_is_not_kept(monkeypatch):
    kept = []
    monkeypatch.setattr(cache, "add", lambda place, *_, **__: kept.append(place) or True)
    LIMIT.hit("reader@example.com")
    assert len(kept) == 1
    assert "reader" not in kept[0]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_pass_the_limit():
    def attempt(_number):
        try:
            return LIMIT.hit("crowd")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as crowd:
        passed = list(crowd.map(attempt, range(24)))
    assert passed.count(True) == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_asked_meanwhile", [False, True])
def test_many_at_once_never_pass_the_limit_when_places_have_just_expired(is_asked_meanwhile):
    short = RateLimit("expiring", limit=5, seconds=1)

    def attempt(number):
        try:
            if is_asked_meanwhile and number % 2:
                short.remaining("crowd")
            return RateLimit("expiring", limit=5, seconds=60).hit("crowd")
        finally:
            connection.close()

    for _round in range(3):
        for _place in range(5):
            short.hit("crowd")
        time.sleep(2.1)  # the database cache keeps whole seconds
        with ThreadPoolExecutor(12) as crowd:
            passed = list(crowd.map(attempt, range(12)))
        assert passed.count(True) == 5
        short.reset("crowd")


@pytest.mark.sqlite  # there the cache is a table
def test_a_table_that_cannot_be_written_is_no_limit_that_was_reached(monkeypatch):
    monkeypatch.setattr(cache, "add", lambda *_, **__: False)
    with pytest.raises(OperationalError):
        LIMIT.hit("a")

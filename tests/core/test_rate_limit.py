"""The limit holds for one key, frees itself, and several processes cannot talk past it."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection

from core.rate_limit import RateLimit

pytestmark = pytest.mark.django_db

LIMIT = RateLimit("test", limit=3, seconds=60)


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


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

"""Environment variables: accepted and refused values."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://blog.example.jp", "https://blog.example.jp"),
        ("https://blog.example.jp/", "https://blog.example.jp"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_kept_without_its_slash(value, expected):
    assert env.origin("X", value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "blog.example.jp",
        "ftp://blog.example.jp",
        "https://",
        "https://blog.example.jp/blog",
        "https://blog.example.jp?x",
        "https://blog.example.jp#x",
        "https://user:secret@blog.example.jp",
        "https://blog.example.jp:port",
        "https://[::1",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_origin_is_refused(value):
    with pytest.raises(ImproperlyConfigured, match=r"^X must be"):
        env.origin("X", value)


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("Yes", True), ("OFF", False), ("", True)]
)
def test_yes_and_no_are_read_strictly(monkeypatch, value, expected):
    monkeypatch.setenv("X", value)
    assert env.boolean("X", default=True) is expected


def test_a_kept_secret_is_made_once_and_for_its_owner_only(tmp_path):
    path = tmp_path / "deep" / "secret_key"
    first = env.stored_secret(path)
    assert len(first) >= 50
    assert env.stored_secret(path) == first
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "value",
    [
        "nonsense",
        "redis://",
        "http://127.0.0.1:6379",
        "redis://:s3cret@127.0.0.1:port",
        "unix://",
        "127.0.0.1:6379",
    ],
)
def test_what_is_no_redis_is_refused_without_its_password(value, monkeypatch):
    monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured, match=r"^X must be") as refused:
        env.redis_url("X")
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    "value",
    ["", "redis://127.0.0.1", "rediss://a:b@redis.example:6380/2", "unix:///run/redis.sock?db=1"],
)
def test_the_address_of_a_redis_is_kept(value, monkeypatch):
    monkeypatch.setenv("X", value)
    assert env.redis_url("X") == value

"""Threat 10: nobody learns from sign-in or reset whether an address or a name has an account."""

import re
import time

import pytest
from django.core.cache import cache

from tests.factories import make_user

pytestmark = pytest.mark.django_db

KNOWN = "known-one"
UNKNOWN = "nobody-at"  # as long as KNOWN
ROUNDS = 15
SERIES = 5


@pytest.fixture(autouse=True)
def _somebody(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    settings.ACCOUNT_RATE_LIMITS = False
    make_user(KNOWN)


def without_token(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page)


def answer(client, path, data, name) -> tuple[int, dict, bytes]:
    response = client.post(path, data)
    headers = {name: value for name, value in response.headers.items() if name != "Expires"}
    body = without_token(response.content).replace(name.encode(), b"NAME")
    return response.status_code, headers, body


CASES = {
    "sign-in by name": ("/account/login/", lambda name: {"login": name, "password": "wrong"}),
    "sign-in by address": (
        "/account/login/",
        lambda name: {"login": f"{name}@example.com", "password": "wrong"},
    ),
    "reset": ("/account/password/reset/", lambda name: {"email": f"{name}@example.com"}),
}
cases = pytest.mark.parametrize(("path", "data"), CASES.values(), ids=CASES)


@cases
def test_the_answer_is_the_same_to_the_byte(client, path, data):
    known = answer(client, path, data(KNOWN), KNOWN)
    unknown = answer(client, path, data(UNKNOWN), UNKNOWN)
    assert known == unknown
    after_known, after_unknown = client.get(path), client.get(path)
    assert without_token(after_known.content) == without_token(after_unknown.content)


def times_of(client, path, data) -> dict[str, float]:
    """The quickest answer to each name, in seconds: a busy machine only adds."""
    times = {KNOWN: [], UNKNOWN: []}
    for _ in range(ROUNDS):
        for name, taken in times.items():
            cache.clear()
            start = time.perf_counter()
            client.post(path, data(name))
            taken.append(time.perf_counter() - start)
    return {name: min(taken) for name, taken in times.items()}


@cases
def test_the_answer_takes_the_same_time(client, path, data):
    """A difference that is real shows in every series; one by chance does not."""
    client.post(path, data("warm-up-1"))
    series = []
    for _ in range(SERIES):
        series.append(times_of(client, path, data))
        if 1 / 1.5 < series[-1][KNOWN] / series[-1][UNKNOWN] < 1.5:
            return
    pytest.fail(f"The times differ: {series}")


@pytest.mark.parametrize(
    "login", [KNOWN, f"{KNOWN}@example.com", UNKNOWN, f"{UNKNOWN}@example.com"]
)
def test_a_refused_sign_in_hashes_once_whoever_it_names(client, login, monkeypatch):
    """What the time is made of, counted exactly."""
    hashed = []
    from django.contrib.auth import hashers

    encode = hashers.Argon2PasswordHasher.encode
    verify = hashers.Argon2PasswordHasher.verify
    monkeypatch.setattr(
        hashers.Argon2PasswordHasher, "encode", lambda *a: hashed.append("e") or encode(*a)
    )
    monkeypatch.setattr(
        hashers.Argon2PasswordHasher, "verify", lambda *a: hashed.append("v") or verify(*a)
    )
    client.post("/account/login/", {"login": login, "password": "wrong"})
    assert len(hashed) == 1


def test_the_limit_on_wrong_passwords_does_not_tell_either(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/m/key"}
    for name in (KNOWN, UNKNOWN):
        pages = [
            answer(client, "/account/login/", {"login": name, "password": "wrong"}, name)
            for _ in range(4)
        ]
        assert "ログイン失敗が連続しています" in pages[3][2].decode()

"""Rate limits of sign-in: strangers cannot lock an owner out, and failures are logged."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp_auth
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from accounts import login_limits
from core.kept_texts import UNAVAILABLE
from core.rate_limit import RateLimit
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"
CODE = "/account/2fa/authenticate/"


def sign_in(name, password, network):
    return Client(REMOTE_ADDR=network).post(LOGIN, {"login": name, "password": password})


def test_wrong_passwords_from_one_network_lock_the_account_there_only(reader_user):
    name = reader_user.username
    for _try in range(7):
        assert sign_in(name, "wrong", "192.0.2.7").status_code != 302
    assert (
        sign_in(name, PASSWORD, "192.0.2.7").status_code != 302
    )  # blocked, even with the correct password
    assert (
        sign_in(name, PASSWORD, "198.51.100.9").status_code == 302
    )  # the owner, in another network


def has_app(user):
    """Add an authenticator app to `user`; return a function that returns the current code."""
    secret = totp_auth.generate_totp_secret()
    totp_auth.TOTP.activate(user, secret)
    return lambda: totp_auth.format_hotp_value(
        totp_auth.hotp_value(secret, next(iter(totp_auth.yield_hotp_counters_from_time())))
    )


def with_password(user, network):
    """Return a client in `network` after a correct password, before the second factor."""
    browser = Client(REMOTE_ADDR=network)
    answer = browser.post(LOGIN, {"login": user.username, "password": PASSWORD})
    assert answer.url.startswith(CODE)
    return browser


def test_wrong_codes_of_a_stranger_lock_no_owner_out(reader_user):
    code = has_app(reader_user)
    stranger, owner = (with_password(reader_user, one) for one in ("192.0.2.7", "198.51.100.9"))
    statuses = [stranger.post(CODE, {"code": "000000"}).status_code for _try in range(7)]
    assert statuses == [200] * 5 + [429] * 2
    assert with_password(reader_user, "192.0.2.7").post(CODE, {"code": code()}).status_code == 429
    assert owner.post(CODE, {"code": code()}).status_code == 302


def test_wrong_recovery_codes_count_like_wrong_codes(reader_user):
    has_app(reader_user)
    codes = RecoveryCodes.activate(reader_user)
    stranger, owner = (with_password(reader_user, one) for one in ("192.0.2.7", "198.51.100.9"))
    for _try in range(6):
        answer = stranger.post(CODE, {"code": "wrong-code"})
    assert answer.status_code == 429
    assert owner.post(CODE, {"code": codes.get_unused_codes()[0]}).status_code == 302


def test_wrong_codes_from_many_networks_end_at_the_bound_of_the_account(reader_user):
    has_app(reader_user)
    limit = login_limits.WRONG_CODES_FOR_ACCOUNT
    tried = 0
    for number in range(limit.limit // 5 + 1):
        browser = with_password(reader_user, f"192.0.2.{number}")
        for _try in range(5):
            answer = browser.post(CODE, {"code": "000000"})
            tried += answer.status_code == 200
    assert tried == limit.limit
    assert answer.status_code == 429


def test_one_network_does_not_use_up_the_bound_of_the_account(reader_user):
    has_app(reader_user)
    stranger = with_password(reader_user, "192.0.2.7")
    for _pause in range(6):
        for _try in range(8):
            stranger.post(CODE, {"code": "000000"})
        login_limits.WRONG_CODES.reset(f"{reader_user.pk}:192.0.2.7")  # five minutes later
        login_limits.FORMS.reset("192.0.2.7")
    left = login_limits.WRONG_CODES_FOR_ACCOUNT.remaining(str(reader_user.pk))
    assert left == login_limits.WRONG_CODES_FOR_ACCOUNT.limit - 20


def test_right_passwords_and_codes_do_not_count(reader_user):
    has_app(reader_user)
    for code in RecoveryCodes.activate(reader_user).get_unused_codes()[:7]:
        browser = with_password(reader_user, "192.0.2.7")
        assert browser.post(CODE, {"code": code}).status_code == 302
    key = f"{reader_user.pk}:192.0.2.7"
    for limit in (login_limits.WRONG_CODES, login_limits.WRONG_CODES_IN_A_DAY):
        assert limit.remaining(key) == limit.limit


@pytest.mark.parametrize(
    ("language", "words"),
    [("ja", "5分後にもう一度お試しください"), ("en", "try again in five minutes")],
)
def test_too_many_passwords_answer_429_with_the_form_and_the_name(reader_user, language, words):
    network = {"REMOTE_ADDR": "192.0.2.7", "HTTP_ACCEPT_LANGUAGE": language}
    for _try in range(6):
        answer = Client(**network).post(LOGIN, {"login": reader_user.username, "password": "wrong"})
    page = answer.content.decode()
    assert answer.status_code == 429
    assert answer["Retry-After"] == str(login_limits.PAUSE)
    assert words in page
    assert f'value="{reader_user.username}"' in page
    assert "wrong" not in page.replace("wrong attempts", "")


def test_too_many_forms_of_a_network_answer_429_with_the_form_and_the_name():
    for number in range(31):
        answer = sign_in(f"name-{number}", "", "192.0.2.7")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert 'value="name-30"' in answer.content.decode()


@pytest.mark.parametrize("method", ["hit", "release"])
def test_a_full_disk_or_a_stopped_cache_answers_503_with_the_form_and_the_name(
    reader_user, monkeypatch, method
):
    def failing(*_args):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(RateLimit, method, failing)
    answer = sign_in(reader_user.username, PASSWORD, "192.0.2.7")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert str(UNAVAILABLE) in answer.content.decode()
    assert f'value="{reader_user.username}"' in answer.content.decode()


def test_other_limited_forms_answer_429_in_words_of_their_own(client):
    for _try in range(6):
        answer = client.post(reverse("account_reset_password"), {"email": "a@example.org"})
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert "検索" not in answer.content.decode().partition("<h1>")[2].partition("<form")[0]

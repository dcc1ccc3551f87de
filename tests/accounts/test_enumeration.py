"""Threat 10, user enumeration: no form discloses whether an address or a name has an account."""

import re
import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from accounts import login_limits
from accounts.forms.signup import SignUpForm
from accounts.models import AccountPolicy
from core import antispam_forms
from mail.models import OutgoingMail
from tests.factories import make_user
from tests.mail_links import all_rows

pytestmark = pytest.mark.django_db
unlimited = pytest.mark.usefixtures("unlimited_sign_in")

KNOWN = "known-one"
UNKNOWN = "nobody-at"  # as long as KNOWN
ROUNDS = 15
SERIES = 5
VARYING = {"Expires", "X-Request-ID"}  # in every response, for any login


@pytest.fixture(autouse=True)
def _known_account(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    make_user(KNOWN)


@pytest.fixture(autouse=True)
def _sign_up_open(monkeypatch):
    monkeypatch.setattr(antispam_forms, "FASTEST_SECONDS", -1)
    AccountPolicy(sign_up_open=True).save()


def without_token(page: bytes) -> bytes:
    """Return a page without its random parts: the CSRF token and the signed timestamp."""
    page = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page)
    return re.sub(rb'name="(timestamp|security_hash)" value="[^"]+"', b"", page)


def security() -> dict[str, str]:
    return SignUpForm(network="192.0.2.0/24").security


def post(client, path, data, name) -> tuple[int, dict, bytes]:
    response = client.post(path, data)
    headers = {name: value for name, value in response.headers.items() if name not in VARYING}
    body = without_token(response.content).replace(name.encode(), b"NAME")
    return response.status_code, headers, body


CASES = {
    "sign-in by name": ("/account/login/", lambda name: {"login": name, "password": "wrong"}),
    "sign-in by address": (
        "/account/login/",
        lambda name: {"login": f"{name}@example.com", "password": "wrong"},
    ),
    "reset": ("/account/password/reset/", lambda name: {"email": f"{name}@example.com"}),
    "sign-up": (
        "/account/signup/",
        lambda name: {"email": f"{name}@example.com", **security()},
    ),
}
cases = pytest.mark.parametrize(("path", "data"), CASES.values(), ids=CASES)


@unlimited
@cases
def test_the_answer_is_the_same_to_the_byte(client, path, data):
    known = post(client, path, data(KNOWN), KNOWN)
    unknown = post(client, path, data(UNKNOWN), UNKNOWN)
    assert known == unknown
    after_known, after_unknown = client.get(path), client.get(path)
    assert without_token(after_known.content) == without_token(after_unknown.content)


def outcome(client, path, data, name, capture_callbacks) -> dict:
    """Return all effects of a request: response, queries, rows written, tasks queued."""
    before, tasks = all_rows(), set(DBTaskResult.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as queries, capture_callbacks(execute=True):
        response = post(client, path, data, name)
    new_tasks = DBTaskResult.objects.exclude(pk__in=tasks)
    after = all_rows()
    return {
        "answer": response,
        "queries": [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries],
        "rows": {table: len(rows) - len(before[table]) for table, rows in after.items()},
        "tasks": [(task.task_path, sorted(task.args_kwargs["kwargs"])) for task in new_tasks],
    }


@unlimited
@pytest.mark.parametrize("case", ["reset", "sign-up"])
def test_known_and_unknown_addresses_take_the_same_path(
    client, case, django_capture_on_commit_callbacks
):
    """Responses, queries, rows and tasks are equal: all differences are in the worker."""
    path, data = CASES[case]
    client.post(path, data("warm-up-1"))
    outcomes = []
    for name in (KNOWN, UNKNOWN):
        cache.clear()
        outcomes.append(outcome(client, path, data(name), name, django_capture_on_commit_callbacks))
    assert outcomes[0] == outcomes[1]
    assert len(outcomes[0]["tasks"]) == 1


@unlimited
def test_a_taken_address_as_ones_new_one_takes_the_same_path(
    reauthenticated_client, django_capture_on_commit_callbacks
):
    path = "/account/email/"
    outcomes = []
    for name in ("warm-up-1", KNOWN, UNKNOWN):
        data = {"email": f"{name}@example.com"}
        outcomes.append(
            outcome(reauthenticated_client, path, data, name, django_capture_on_commit_callbacks)
        )
        page = without_token(reauthenticated_client.get(path).content).replace(
            name.encode(), b"NAME"
        )
        outcomes[-1]["page"] = re.sub(rb"\d+:\d+", b"", page)
    assert outcomes[1] == outcomes[2]
    assert len(outcomes[1]["tasks"]) == 1


@unlimited
def test_the_worker_writes_one_mail_for_each(client, worker):
    path, data = CASES["sign-up"]
    for name in (KNOWN, UNKNOWN):
        with worker():
            client.post(path, data(name))
    recipients = list(OutgoingMail.objects.order_by("pk").values_list("recipient", flat=True))
    assert recipients == [f"{KNOWN}@example.com", f"{UNKNOWN}@example.com"]


def fastest_times(client, path, data) -> dict[str, float]:
    """Return the fastest response time per name, in seconds: load only adds to it."""
    times = {KNOWN: [], UNKNOWN: []}
    for _ in range(ROUNDS):
        for name, taken in times.items():
            cache.clear()
            start = time.perf_counter()
            client.post(path, data(name))
            taken.append(time.perf_counter() - start)
    return {name: min(taken) for name, taken in times.items()}


@unlimited
@cases
def test_the_answer_takes_the_same_time(client, path, data):
    """A real difference shows in every series; one by chance does not."""
    client.post(path, data("warm-up-1"))
    series = []
    for _ in range(SERIES):
        series.append(fastest_times(client, path, data))
        if 1 / 1.5 < series[-1][KNOWN] / series[-1][UNKNOWN] < 1.5:
            return
    pytest.fail(f"The times differ: {series}")


@unlimited
@pytest.mark.parametrize(
    "login", [KNOWN, f"{KNOWN}@example.com", UNKNOWN, f"{UNKNOWN}@example.com"]
)
def test_a_refused_sign_in_hashes_once_for_any_login(client, login, monkeypatch):
    """The password hash takes most of the time, so the calls are counted."""
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


def test_the_limit_on_wrong_passwords_does_not_disclose_accounts(client):
    refused = []
    for name in (KNOWN, UNKNOWN):
        for _try in range(6):
            page = post(client, "/account/login/", {"login": name, "password": "wrong"}, name)
        assert "入力の誤りが続いたため" in page[2].decode()
        login_limits.WRONG_IN_NETWORK.reset("127.0.0.1")
        refused.append(page)
    assert refused[0] == refused[1]

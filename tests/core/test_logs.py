"""The log: one line an event, an id for each request, and nobody's data."""

import json
import logging
import re
import sys
from io import StringIO

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from accounts.request_log import loggable_path
from config.urls import *  # noqa: F403 (this module is a URLconf in one test)
from config.urls import urlpatterns as real_urlpatterns
from core.logs import JsonLines, TextLines, request_id
from desk.working import Duty, Worker
from tests.factories import published_post


def explode(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("mail to hajime@example.jp failed")


urlpatterns = [path("explode/", explode, name="explode"), *real_urlpatterns]


def record(
    message: str, *args: object, exc_info: object = None, **extra: object
) -> logging.LogRecord:
    made = logging.LogRecord("x", logging.ERROR, "", 0, message, args, exc_info)  # type: ignore[arg-type]
    made.__dict__.update(extra)
    return made


# Lines
def test_an_event_is_one_line_of_json_with_its_trace():
    try:
        raise ValueError("Key (email)=(hajime@example.jp) exists")
    except ValueError:
        line = JsonLines().format(record("It failed", exc_info=sys.exc_info(), duty="send mails"))
    assert "\n" not in line
    told = json.loads(line)
    assert {name: told[name] for name in ("level", "logger", "event", "duty")} == {
        "level": "error",
        "logger": "x",
        "event": "It failed",
        "duty": "send mails",
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", told["time"])
    assert "Key (email)=(…) exists" in told["trace"]


@pytest.mark.parametrize("lines", [JsonLines, TextLines])
def test_nothing_that_a_library_hangs_on_a_record_gets_out(lines):
    line = lines().format(
        record(
            "to %s, ip=192.0.2.1: bad", "a.b+c@example.co.jp", request="GET /?q=secret", user="u"
        )
    )
    assert "secret" not in line
    assert "example" not in line
    assert "192.0.2.1" not in line
    assert "to …, ip=… bad" in line


def test_a_line_for_people_names_its_fields():
    line = TextLines().format(record("request", method="GET", path="/", status=200))
    assert line.endswith("ERROR   x: request method=GET path=/ status=200")


# Requests
@pytest.fixture
def written():
    """A function that returns the lines which were written to the log so far."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    access, level = logging.getLogger("access"), logging.getLogger("access").level
    access.setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)
    access.setLevel(level)


@pytest.fixture
def lines(written):
    """A function that returns the lines about requests."""
    return lambda: [line for line in written() if line["logger"] == "access"]


@pytest.mark.django_db
def test_a_request_is_one_line_without_its_query(client, lines):
    post = published_post()
    response = client.get(f"/posts/{post.slug}/?utm=secret")
    (line,) = lines()
    assert {name: line[name] for name in ("method", "route", "path", "status", "bytes")} == {
        "method": "GET",
        "route": "blog:post_detail",
        "path": f"/posts/{post.slug}/",
        "status": 200,
        "bytes": len(response.content),
    }
    assert isinstance(line["ms"], int)
    assert "address" not in line


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/account/password/reset/key/abc-s3cr3t-key/", "/account/password/reset/key/(?P<uidb36>"),
        ("/account/passwort/s3cr3t-key/", "/account/…"),
        ("/admin/blog/post/99/change/", "/admin/blog/post/<path:object_id>/change/"),
        ("/nowhere/", "/nowhere/"),
        ("/" + "x" * 300, "/" + "x" * 199),
    ],
)
def test_what_opens_something_is_written_as_its_pattern(client, lines, address, expected):
    client.get(address)
    path = str(lines()[-1]["path"])
    assert path.startswith(expected)
    assert "s3cr3t" not in path


def test_a_path_with_a_key_is_hidden_wherever_it_is(rf):
    request = rf.get("/mail/confirm/s3cr3t/")
    request.resolver_match = type(
        "M", (), {"route": "mail/confirm/<token>/", "kwargs": {"token": 1}}
    )
    assert loggable_path(request) == "/mail/confirm/<token>/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wish", "address", "expected"),
    [
        ("no", "203.0.113.77", None),
        ("network", "203.0.113.77", "203.0.113.0/24"),
        ("network", "2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("full", "203.0.113.77", "203.0.113.77"),
        ("full", "", None),  # a socket has no addresses
    ],
)
def test_the_owner_decides_how_much_of_an_address_is_kept(
    client, lines, settings, wish, address, expected
):
    settings.LOG_ADDRESSES = wish
    client.get("/healthz", REMOTE_ADDR=address)
    assert lines()[0].get("address") == expected


# Ids
@pytest.mark.django_db
def test_an_id_is_taken_from_a_proxy_that_the_owner_named_and_from_nobody_else(
    client, lines, settings
):
    sent = {"X-Request-ID": "0123456789abcdef"}
    client.get("/healthz", headers=sent)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client.get("/healthz", headers=sent | {"X-Forwarded-For": "203.0.113.7"})
    client.get("/healthz", headers={"X-Request-ID": "x\ny" * 9, "X-Forwarded-For": "203.0.113.7"})
    ids = [line["request_id"] for line in lines()]
    assert ids[1] == "0123456789abcdef"
    for made in (ids[0], ids[2]):
        assert re.fullmatch("[0-9a-f]{32}", str(made))
    assert request_id.get() == ""


@pytest.mark.django_db
def test_only_answers_that_nobody_keeps_carry_the_id(client, lines):
    for address in ("/", "/feed/", "/nowhere/", "/robots.txt"):
        assert "X-Request-ID" not in client.get(address).headers, address
    for address in ("/account/login/", "/readyz", "/admin/"):
        assert client.get(address).headers["X-Request-ID"] == lines()[-1]["request_id"], address


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_an_error_page_shows_the_id_under_which_the_log_has_the_trace(lines, written):
    response = Client(raise_request_exception=False).get("/explode/?q=secret")
    (line,) = lines()
    assert response.status_code == 500
    assert f"<code>{line['request_id']}</code>" in response.content.decode()
    assert response.headers["X-Request-ID"] == line["request_id"]
    assert "no-store" in response.headers["Cache-Control"]
    (told,) = [one for one in written() if one["logger"] == "django.request"]
    assert told["request_id"] == line["request_id"]
    assert told["event"] == "Internal Server Error"
    assert "RuntimeError: mail to … failed" in told["trace"]
    assert "secret" not in json.dumps(told)


@pytest.mark.django_db
def test_a_duty_that_failed_is_a_line_of_the_same_shape(written):
    worker = Worker()
    worker.duties = [Duty("send mails", 1, lambda: connection.missing)]
    worker.tick(0)
    told = written()[-1]
    assert (told["event"], told["duty"], told["level"]) == ("duty failed", "send mails", "error")
    assert "AttributeError" in told["trace"]

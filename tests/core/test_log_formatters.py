"""Logs: one line per event, an id per request, no personal data."""

import json
import logging
import re
import sys
import time

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from config.urls import *  # noqa: F403 (this module is a URLconf in one test)
from config.urls import urlpatterns as real_urlpatterns
from core.log_formatters import JsonLines, TextLines, scrubbed
from runtime.scheduler import PeriodicJob, Worker


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
    entry = json.loads(line)
    assert {name: entry[name] for name in ("level", "logger", "event", "duty")} == {
        "level": "error",
        "logger": "x",
        "event": "It failed",
        "duty": "send mails",
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", entry["time"])
    assert "Key (email)=(…) exists" in entry["trace"]


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "a@" * 100_000, "x@" + ".-" * 100_000, "a.@b" * 50_000, "ip=" * 60_000],
)
def test_a_long_text_is_scrubbed_in_linear_time(text):
    begun = time.process_time()
    scrubbed(text)
    assert time.process_time() - begun < 0.5


def test_an_event_is_cut_after_what_is_personal_is_gone():
    line = TextLines().format(record("x " * 495 + "hajime@example.jp " + "y" * 5_000))
    assert "hajime" not in line
    assert len(line) < 1_100


@pytest.mark.django_db
def test_what_a_browser_says_of_itself_is_not_written(log_lines):
    client = Client(enforce_csrf_checks=True)
    for headers, secure in (
        ({"origin": f"https://{'a' * 8_100}"}, False),
        ({"origin": "https://me.example?key=1"}, False),
        ({"referer": "https://me.example/?key=1"}, True),
    ):
        answer = client.post("/account/login/", {}, headers=headers, secure=secure)
        assert answer.status_code == 403
    events = [line["event"] for line in log_lines() if line["logger"] == "django.security.csrf"]
    failed = "checking failed - … does not match any trusted origins."
    assert events == [f"Forbidden ({kind} {failed})" for kind in ("Origin", "Origin", "Referer")]


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


# Errors
@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_an_error_page_shows_the_id_under_which_the_log_has_the_trace(access_lines, log_lines):
    response = Client(raise_request_exception=False).get("/explode/?q=secret")
    (line,) = access_lines()
    assert response.status_code == 500
    assert f"<code>{line['request_id']}</code>" in response.content.decode()
    assert response.headers["X-Request-ID"] == line["request_id"]
    assert "no-store" in response.headers["Cache-Control"]
    (entry,) = [one for one in log_lines() if one["logger"] == "django.request"]
    assert entry["request_id"] == line["request_id"]
    assert entry["event"] == "Internal Server Error"
    assert "RuntimeError: mail to … failed" in entry["trace"]
    assert "secret" not in json.dumps(entry)


@pytest.mark.django_db
def test_a_duty_that_failed_is_a_line_of_the_same_shape(log_lines):
    worker = Worker()
    worker.jobs = [PeriodicJob("send mails", 1, lambda: connection.missing)]
    worker.tick(0)
    entry = log_lines()[-1]
    assert (entry["event"], entry["duty"], entry["level"]) == (
        "duty failed",
        "send mails",
        "error",
    )
    assert "AttributeError" in entry["trace"]

"""Reports of errors and metrics: off unless a variable is set, and without personal data."""

import json
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from config import monitoring
from config.urls import *  # noqa: F403 (this module is a URLconf in one test)
from config.urls import urlpatterns as real_urlpatterns
from tests.project.test_settings import COMPLETE, start

DSN = "https://0123456789abcdef0123456789abcdef@sentry.example/7"
TOKEN = "a-token-of-more-than-thirty-two-characters"


def explode(request: HttpRequest, key: str) -> HttpResponse:
    address = f"{'emijah'[::-1]}@example.jp"  # the source line is part of the report
    raise RuntimeError(f"no mail to {address}")


urlpatterns = [path("explode/<str:key>/", explode), *real_urlpatterns]


# Errors
@pytest.fixture
def events():
    """The events that would be sent to Sentry."""
    import sentry_sdk

    found: list[dict[str, object]] = []

    class Kept(sentry_sdk.Transport):
        def capture_envelope(self, envelope):
            found.extend(item.payload.json for item in envelope.items if item.type == "event")

    monitoring.start_sentry(DSN, transport=Kept)
    yield found
    sentry_sdk.get_client().close()
    sentry_sdk.init(default_integrations=False)


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_an_error_report_has_no_personal_data(events, author_user):
    client = Client(
        raise_request_exception=False,
        headers={"user-agent": "Reader/1", "cookie": "sessionid=s3cr3t"},
    )
    response = client.post(
        "/explode/k3y/?q=qu3ry", {"password": "passw0rd"}, REMOTE_ADDR="192.0.2.7"
    )
    assert response.status_code == 500
    (event,) = events
    (error,) = event["exception"]["values"]
    assert (error["type"], error["value"]) == ("RuntimeError", "no mail to …")
    assert event["tags"]["request_id"] == response.headers["X-Request-ID"]
    report = json.dumps(event)
    for hidden in ("s3cr3t", "k3y/", "qu3ry", "passw0rd", "192.0.2.7", "hajime", "Reader/1"):
        assert hidden not in report


def test_what_an_integration_adds_about_a_person_is_taken_out():
    event = {
        "request": {
            "method": "POST",
            "url": "https://blog.example.jp/account/password/reset/key/k3y/",
            "headers": {"Cookie": "s3cr3t"},
            "data": {"password": "passw0rd"},
            "query_string": "q=qu3ry",
            "env": {"REMOTE_ADDR": "192.0.2.7"},
        },
        "user": {"id": 7, "email": "hajime@example.jp", "ip_address": "192.0.2.7"},
        "extra": {"form": "passw0rd"},
        "breadcrumbs": {"values": ["s3cr3t"]},
        "server_name": "web-1",
        "logentry": {"message": "to %s", "params": ["hajime@example.jp"], "formatted": "to a@b.jp"},
    }
    assert monitoring.remove_personal_data(event, {}) == {
        "request": {"method": "POST"},
        "logentry": {"message": "to …"},
    }


# Variables at the start
@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"TSUZURI_SENTRY_DSN": "nonsense"}, "TSUZURI_SENTRY_DSN is no address of Sentry"),
        ({"TSUZURI_METRICS_TOKEN": "short"}, "TSUZURI_METRICS_TOKEN must have at least 32"),
    ],
)
def test_a_watcher_that_cannot_be_is_refused_in_words(tmp_path, variables, message):
    result = start(tmp_path, "check", **COMPLETE, **variables)
    assert result.returncode != 0
    assert message in result.stderr


def test_a_package_that_is_missing_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(monitoring, "find_spec", lambda name: None)
    for call in (
        lambda: monitoring.start_sentry(DSN),
        lambda: monitoring.metrics_token(TOKEN, tmp_path / "metrics"),
    ):
        with pytest.raises(ImproperlyConfigured, match=r"install -r requirements-watch\.txt"):
            call()


def test_without_the_variables_neither_package_is_loaded(tmp_path):
    code = "import sys, config.wsgi; from django.urls import get_resolver as r; list(r().url_patterns);"
    code += "print({'sentry_sdk', 'prometheus_client'} & set(sys.modules))"
    result = start(tmp_path, "shell", "-v", "0", "--no-imports", "-c", code, **COMPLETE)
    assert result.stdout.splitlines()[-1] == "set()", result.stderr
    assert sys.modules["config.monitoring"]


def test_counters_are_not_on_the_disk_of_the_site(monkeypatch, tmp_path):
    monkeypatch.setenv("RUNTIME_DIRECTORY", "/run/tsuzuri-site:/run/more")
    assert monitoring.counters_folder(tmp_path) == Path("/run/tsuzuri-site/metrics")
    monkeypatch.delenv("RUNTIME_DIRECTORY")
    shared = tmp_path / "shm"
    shared.mkdir()
    monkeypatch.setattr(monitoring, "SHARED_MEMORY", shared)
    one, other = (monitoring.counters_folder(tmp_path / name) for name in ("a", "b"))
    assert one.parent == shared
    assert one != other
    monkeypatch.setattr(monitoring, "SHARED_MEMORY", tmp_path / "missing")
    assert monitoring.counters_folder(tmp_path) == tmp_path / "metrics"

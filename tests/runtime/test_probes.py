"""Liveness and readiness probes."""

import time

import pytest
from django.core.cache import cache
from django.db import connection

from runtime import heartbeat


def test_the_process_answers_without_a_database(client):
    # Without the mark django_db every query is an error.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_the_site_is_ready_while_database_cache_and_worker_are_there(
    client, db, django_assert_max_num_queries
):
    heartbeat.beat()
    with django_assert_max_num_queries(2):
        response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "database": "ok",
        "cache": "ok",
        "storage": "ok",
        "worker": "ok",
    }


def test_a_silent_worker_makes_the_site_degraded_but_readers_are_still_sent(
    client, db, monkeypatch
):
    assert client.get("/readyz").json()["worker"] == "never seen"
    heartbeat.beat()
    now = time.time()
    monkeypatch.setattr(heartbeat.time, "time", lambda: now + 300)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["status"] == "degraded"
    assert response.json()["worker"] in ("silent for 300 s", "silent for 301 s")


@pytest.mark.parametrize(
    ("part", "status", "word"), [("database", 503, "unavailable"), ("cache", 200, "degraded")]
)
def test_readiness_agrees_with_pages_while_database_or_cache_are_away(
    client, db, monkeypatch, part, status, word
):
    def away(*args: object) -> None:
        raise OSError("connection refused to db.internal")

    heartbeat.beat()
    with monkeypatch.context() as fault:
        fault.setattr(*((connection, "cursor") if part == "database" else (cache, "get")), away)
        response = client.get("/readyz")
        if part == "cache":
            assert client.get("/").status_code == 200
    assert response.status_code == status
    assert (response.json()["status"], response.json()[part]) == (word, "away")
    assert "internal" not in response.content.decode()


def test_a_disk_that_cannot_be_written_makes_the_site_degraded(client, db, settings, tmp_path):
    heartbeat.beat()
    settings.VAR_DIR = tmp_path / "gone"
    response = client.get("/readyz")
    assert response.status_code == 200
    assert (response.json()["status"], response.json()["storage"]) == (
        "degraded",
        "cannot be written",
    )


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_never_kept(client, db, path):
    assert "no-store" in client.get(path)["Cache-Control"]

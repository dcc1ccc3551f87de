"""Health checks of the worker."""

import time

import pytest

from core.health import Level
from runtime import heartbeat
from runtime.health import worker


@pytest.mark.django_db
def test_a_silent_worker_of_another_machine_is_told_and_each_machine_knows_its_own(monkeypatch):
    monkeypatch.setattr(heartbeat.socket, "gethostname", lambda: "first")
    heartbeat.beat()
    now = time.time()
    monkeypatch.setattr(heartbeat.time, "time", lambda: now + 75)
    monkeypatch.setattr(heartbeat.socket, "gethostname", lambda: "second")
    heartbeat.beat()
    assert heartbeat.last().is_alive
    found = worker.alive()
    assert found.level == Level.WARNING
    assert "first" in found.text
    monkeypatch.setattr(heartbeat.socket, "gethostname", lambda: "first")
    assert not heartbeat.last().is_alive
    monkeypatch.setattr(heartbeat.socket, "gethostname", lambda: "web")  # without a worker
    assert heartbeat.last().is_alive
    monkeypatch.setattr(heartbeat.time, "time", lambda: now + 2 * 24 * 3600)
    heartbeat.beat()
    assert set(heartbeat.by_machine()) == {"web"}


@pytest.mark.django_db
def test_a_worker_that_died_or_hangs_is_told(monkeypatch):
    assert worker.alive().level == Level.WARNING  # none yet
    heartbeat.beat()
    assert worker.alive().level == Level.OK
    heartbeat.beat("send mails", time.time() - 7300)
    assert worker.alive().level == Level.WARNING
    assert "send mails" in worker.alive().text
    now = time.time()
    monkeypatch.setattr(heartbeat.time, "time", lambda: now + 61)
    assert worker.alive().level == Level.FAILURE

"""Heartbeat of the worker."""

import time

import pytest

from runtime import heartbeat


@pytest.mark.django_db(transaction=True)
def test_a_worker_beats_while_a_duty_takes_its_time(monkeypatch):
    monkeypatch.setattr(heartbeat, "INTERVAL", 0.01)
    with heartbeat.Heartbeat(lambda: ("send mails", 1000.0)):
        deadline = time.monotonic() + 10
        while heartbeat.last() is None and time.monotonic() < deadline:
            time.sleep(0.01)
    beat = heartbeat.last()
    assert beat is not None
    assert (beat.duty, beat.since, beat.is_alive) == ("send mails", 1000.0, True)

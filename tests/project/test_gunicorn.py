"""Settings of gunicorn: trusted headers, inherited sockets, and the report that requests are accepted."""

import os
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from runtime.supervisor import READY_VARIABLE

FILE = Path(__file__).parents[2] / "config" / "gunicorn.py"


@pytest.mark.parametrize("proxies", ["0", "1"])
def test_forwarded_headers_count_only_behind_a_proxy(monkeypatch, proxies):
    monkeypatch.setenv("TSUZURI_TRUSTED_PROXIES", proxies)
    found = runpy.run_path(str(FILE))
    is_trusted = proxies == "1"
    assert bool(found["forwarded_allow_ips"]) is is_trusted
    assert bool(found["secure_scheme_headers"]) is is_trusted
    assert found["forwarder_headers"] == ""
    assert found["accesslog"] is None


@pytest.mark.parametrize(("address", "is_kept"), [(3, True), (("127.0.0.1", 8000), False)])
def test_the_path_of_an_inherited_socket_is_kept(address, is_kept):
    server = SimpleNamespace(cfg=SimpleNamespace(address=[address]), systemd=False)
    runpy.run_path(str(FILE))["on_starting"](server)
    assert server.systemd is is_kept


def test_the_first_worker_reports_that_requests_are_accepted(monkeypatch):
    reading, writing = os.pipe()
    monkeypatch.setenv(READY_VARIABLE, str(writing))
    ready = runpy.run_path(str(FILE))["post_worker_init"]
    ready(None)
    assert os.read(reading, 10) == b"1"
    os.close(reading)
    ready(None)  # the supervisor listens no more
    os.close(writing)

"""`manage.py serve`: from nothing to a blog in one command, and no trace after it."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from desk.management.commands import serve

ROOT = Path(__file__).parents[2]
PATIENCE = 90


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """A running `serve`, its port and what it printed."""

    def __init__(self, var: Path, port: int) -> None:
        self.port = port
        self.log = var.with_suffix(f".{port}.log")
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "REDIS_URL") and not name.startswith("TSUZURI_")
        }
        environment |= {
            "TSUZURI_VAR": str(var),
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "PYTHONUNBUFFERED": "1",
        }
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(port)],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def wait(self) -> float:
        """Wait until it serves; return the seconds that took."""
        start = time.monotonic()
        while "Ctrl-C" not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() - start < PATIENCE, self.log.read_text()
            time.sleep(0.05)
        return time.monotonic() - start

    def get(self, path: str, host: str = "") -> tuple[int, str]:
        """Return status and text of a page."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        with closing(connection):
            connection.request("GET", path, headers={"Host": host or f"127.0.0.1:{self.port}"})
            response = connection.getresponse()
            return response.status, response.read().decode()

    def stop(self, number: int = signal.SIGINT) -> int:
        """Stop it as Ctrl-C does and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(30)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Served]]:
    """A function that starts `serve` on a fresh port, always with the same state."""
    running: list[Served] = []

    def make() -> Served:
        running.append(Served(tmp_path / "var", _free_port()))
        return running[-1]

    yield make
    for served in running:
        served.stop(signal.SIGTERM)


def _manage(var: Path, code: str) -> str:
    """Run a line of Python against the state in `var`."""
    environment = {**os.environ, "TSUZURI_VAR": str(var)}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
    for name in ("DATABASE_URL", "REDIS_URL"):
        environment.pop(name, None)
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    output = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return output.stdout.decode().strip()


def test_the_first_start_makes_a_blog_and_later_ones_keep_it(
    start: Callable[[], Served], tmp_path: Path
) -> None:
    var = tmp_path / "var"
    first = start()
    making = first.wait()
    assert first.get("/posts/deepseek-shock/")[0] == 200
    assert first.get("/admin/login/")[0] in (200, 302)
    assert first.get("/", host="elsewhere.example")[0] == 400
    assert f"http://127.0.0.1:{first.port}/posts/" in first.get("/feed/")[1]
    assert first.stop() == 0
    for name in ("secret_key", "demo_password"):
        assert stat.S_IMODE((var / name).stat().st_mode) == 0o600
    assert (var / "demo_password").read_text().strip() in first.log.read_text()

    # What the owner does to the demo content stays done.
    _manage(
        var,
        "from blog.models import Post;"
        "Post.objects.exclude(slug='deepseek-shock').delete();"
        "Post.objects.update(title='私の記事')",
    )
    second = start()
    assert second.wait() < making / 2
    assert "私の記事" in re.sub("<wbr>", "", second.get("/posts/deepseek-shock/")[1])
    assert second.stop(signal.SIGTERM) == 0
    assert _manage(var, "from blog.models import Post; print(Post.objects.count())") == "1"
    for served in (first, second):
        with pytest.raises(ConnectionRefusedError):
            served.get("/healthz")


def test_a_busy_port_is_told_with_the_way_out() -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is in use.*PORT={port + 1}"):
            serve.refuse_busy_port("127.0.0.1", port)


def test_the_address_of_the_site_follows_host_and_port(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    monkeypatch.delenv("TSUZURI_BASE_URL", raising=False)
    monkeypatch.setattr(serve, "own_names", lambda: ["desk.local", "192.0.2.7"])

    def said(host: str, port: int) -> tuple[str, str]:
        environment = serve.child_environment(host, port)
        return environment["TSUZURI_BASE_URL"], environment["TSUZURI_ALLOWED_HOSTS"]

    assert said("127.0.0.1", 9000) == ("http://127.0.0.1:9000", "localhost,127.0.0.1")
    assert said("0.0.0.0", 80) == (
        "http://127.0.0.1:80",
        "localhost,127.0.0.1,desk.local,192.0.2.7",
    )
    assert said("192.0.2.9", 8000) == ("http://192.0.2.9:8000", "localhost,127.0.0.1,192.0.2.9")
    assert said("::1", 8000)[0] == "http://[::1]:8000"
    monkeypatch.setenv("TSUZURI_BASE_URL", "https://blog.example.jp")
    assert said("127.0.0.1", 9000)[0] == "https://blog.example.jp"

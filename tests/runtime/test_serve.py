"""The command `manage.py serve`: from an empty folder to a running site, and a clean stop."""

import os
import re
import signal
import socket
import sqlite3
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
from django.db import connection

from backups.errors import Refused
from runtime import prepare
from runtime.management.commands import serve
from tests.production import Site, fetch

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
        return self.process.wait(PATIENCE)


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


def test_a_second_start_during_the_first_is_refused_and_an_interrupted_one_ends_quietly(
    start: Callable[[], Served], tmp_path: Path
) -> None:
    first = start()
    while not (tmp_path / "var" / "db.sqlite3").exists():
        assert first.process.poll() is None, first.log.read_text()
        time.sleep(0.05)
    second = Served(tmp_path / "another", first.port)
    assert second.process.wait(PATIENCE) == 1
    said = second.log.read_text()
    assert f"Port {first.port} is in use" in said
    assert first.stop() in (130, -signal.SIGINT)
    assert "Traceback" not in said + first.log.read_text()


def test_a_folder_that_cannot_hold_the_site_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file")
    done = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env={**os.environ, "TSUZURI_VAR": str(tmp_path / "var"), "DJANGO_SETTINGS_MODULE": "config.settings.dev"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "cannot hold the site's data" in done.stderr
    assert "Traceback" not in done.stderr


def _serve(tmp_path: Path, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `serve`, which must refuse to start; return the process."""
    site = Site(tmp_path, **variables)
    return site.manage("serve", "--production", *options)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("REDIS_URL", "redis://127.0.0.1:1/0", "does not answer"),
        ("TSUZURI_BIND", "192.0.2.7:8000", "Cannot listen on 192.0.2.7:8000"),
        ("TSUZURI_THREADS", "0", "TSUZURI_THREADS must be at least 1"),
        ("DATABASE_URL", "postgresql://127.0.0.1:1/none", "The database cannot be used"),
    ],
)
def test_a_check_refuses_settings_that_cannot_serve(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    done = _serve(tmp_path, "--check", **{name: value})
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.sqlite
def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "db.sqlite3").write_text("something else " * 100)
    done = _serve(tmp_path)
    assert done.returncode == 1
    assert "file is not a database" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.sqlite
@pytest.mark.parametrize("options", [[], ["--check"]])
def test_a_database_that_is_read_only_is_refused_in_words(
    tmp_path: Path, options: list[str]
) -> None:
    (tmp_path / "var").mkdir()
    database = tmp_path / "var" / "db.sqlite3"
    with closing(sqlite3.connect(database)) as made:
        made.execute("CREATE TABLE notes (note)")
    database.chmod(0o444)
    done = _serve(tmp_path, *options)
    assert done.returncode == 1
    assert "is read-only" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_replica_that_is_read_only_is_refused_in_words() -> None:
    prepare.refuse_read_only()
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
    with pytest.raises(Refused, match="is read-only"):
        prepare.refuse_read_only()


@pytest.mark.sqlite
def test_a_start_without_redis_serves_and_warns(tmp_path: Path) -> None:
    site = Site(tmp_path, REDIS_URL="redis://127.0.0.1:1/0", TSUZURI_WORKERS="1")
    site.start()
    try:
        said = site.log.read_text()
        assert fetch(site.connection(), "/", X_Forwarded_Proto="https")[0].status == 200
        assert site.manage("serve", "--production", "--reload").returncode == 1
        assert fetch(site.connection(), "/", X_Forwarded_Proto="https")[0].status == 200
    finally:
        site.stop()
    assert "The Redis of REDIS_URL does not answer" in said
    assert "by 1 process of the web server" in said
    # What the start does comes line by line, in order.
    lines = ["Preparing the database", "There is no administrator yet", "is served at"]
    places = [said.index(line) for line in lines]
    assert places == sorted(places)
    assert site.manage("serve", "--production", "--reload").returncode == 1  # it serves no more


@pytest.mark.sqlite
def test_the_journal_shows_each_line_of_a_start_at_once(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.environment.pop("PYTHONUNBUFFERED")
    with site.log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--production"],
            cwd=ROOT, env=site.environment, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        deadline = time.monotonic() + PATIENCE
        while "Preparing the database" not in site.log.read_text():
            assert process.poll() is None, site.log.read_text()
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert "The database is up to date" not in site.log.read_text()
    finally:
        process.terminate()
        process.wait(30)


@pytest.mark.sqlite
def test_a_start_makes_an_open_database_private(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "db.sqlite3"
    database.touch(0o644)
    settings.VAR_DIR = tmp_path
    monkeypatch.setitem(connection.settings_dict, "NAME", database)
    umask = os.umask(0o022)
    try:
        serve.restrict_permissions()
        (tmp_path / "new").touch()
    finally:
        os.umask(umask)
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600

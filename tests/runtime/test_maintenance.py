"""Maintenance page: every URL returns 503 during migrations that the old version cannot write to."""

import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from runtime import maintenance
from tests.production import Site, fetch

SCHEMA = Path(__file__).parents[1] / "project" / "schemas" / "0.1.0" / "sqlite.sql"


@contextmanager
def listening() -> Iterator[socket.socket]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        yield listener


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "DELETE"])
def test_every_request_is_told_when_to_come_again(method):
    with listening() as listener, maintenance.answering(listener):
        client = HTTPConnection(*listener.getsockname(), timeout=10)
        client.request(method, "/posts/x/", body=b"a=1" if method == "POST" else None)
        response = client.getresponse()
        assert response.status == 503
        assert int(response.headers["Retry-After"]) > 0
        assert response.headers["Cache-Control"] == "no-store"
        assert ("更新中" in response.read().decode()) is (method != "HEAD")


def test_a_silent_client_keeps_no_other_waiting():
    with (
        listening() as listener,
        maintenance.answering(listener),
        closing(socket.create_connection(listener.getsockname())),
    ):
        client = HTTPConnection(*listener.getsockname(), timeout=3)
        client.request("GET", "/")
        assert client.getresponse().status == 503


def test_the_socket_is_open_for_the_next_server():
    with listening() as listener:
        with maintenance.answering(listener):
            pass
        with closing(socket.create_connection(listener.getsockname())):
            listener.settimeout(5)
            listener.accept()[0].close()


@pytest.fixture
def old_site(tmp_path: Path) -> Site:
    """A site whose database is that of 0.1.0."""
    site = Site(tmp_path)
    site.var.mkdir()
    with closing(sqlite3.connect(site.var / "db.sqlite3")) as database:
        database.executescript(SCHEMA.read_text())
    return site


def tables(site: Site) -> set[str]:
    with closing(sqlite3.connect(site.var / "db.sqlite3")) as database:
        return {str(row[0]) for row in database.execute("SELECT name FROM sqlite_master")}


@pytest.mark.sqlite
def test_a_reload_does_not_migrate_under_the_old_version(old_site: Site):
    before = tables(old_site)
    done = old_site.manage("serve", "--production", "--check")
    assert done.returncode != 0
    assert "systemctl restart tsuzuri" in done.stderr
    assert "tsuzuri-manage restore" in done.stderr
    assert tables(old_site) == before


@pytest.mark.sqlite
def test_a_start_answers_503_until_it_has_migrated_and_then_serves(old_site: Site):
    statuses: list[int] = []
    start(old_site)
    try:
        deadline = time.monotonic() + 60
        while 200 not in statuses:
            assert time.monotonic() < deadline, old_site.log.read_text()
            with suppress(OSError):  # it does not listen yet
                response, _body = fetch(old_site.connection(), "/", X_Forwarded_Proto="https")
                statuses.append(response.status)
            time.sleep(0.1)
    finally:
        old_site.stop()
    assert set(statuses) == {503, 200}
    assert list((old_site.var / "backups").glob("*before-upgrade*"))


def start(site: Site) -> None:
    """Start `site` without waiting until it serves."""
    site.wait_for = lambda words, count=1: None  # type: ignore[method-assign]
    site.start()


@pytest.mark.sqlite
def test_old_code_refuses_the_database_of_a_newer_version(tmp_path: Path):
    site = Site(tmp_path)
    assert site.manage("serve", "--production", "--check").returncode == 0
    with closing(sqlite3.connect(site.var / "db.sqlite3")) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('comments', '9999_later', '2030-01-01')"
        )
        database.commit()
    for command in (["--check"], []):
        done = site.manage("serve", "--production", *command)
        assert done.returncode != 0
        assert "comments.9999_later" in done.stderr
        assert "tsuzuri-manage restore" in done.stderr
        assert "Traceback" not in done.stderr
    assert "tsuzuri-manage restore" in site.manage("doctor", "--language", "en").stdout

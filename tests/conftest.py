"""Fixtures of all tests: users by role, a mail server, cleanup, no network.

A test that needs the database says so by the marker `django_db` or by asking for a fixture that does.
"""

import json
import logging
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import StringIO
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache, caches
from django.test import Client
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from blog.models import Author
from blog.navigation import post_counts
from blog.redirects import not_found_log
from core.log_formatters import JsonLines
from core.rate_limit import RateLimit
from tests import emptying
from tests.factories import make_author, make_user
from tests.outside_hosts import OutsideHosts
from tests.smtp import Inbox, running_inbox

# Playwright keeps an event loop in the main thread, and Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


# Selection
def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --servers: only tests that use database or cache, for a second run on PostgreSQL and Redis."""
    parser.addoption("--servers", action="store_true", help="only tests that need the servers")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect (not skip) tests of the other database and tests that were not requested."""
    sqlite = "sqlite3" in django_settings.DATABASES["default"]["ENGINE"]
    unwanted = {"postgresql" if sqlite else "sqlite"}
    if "long" not in config.getoption("markexpr", default=""):
        unwanted.add("long")

    def is_wanted(item: pytest.Item) -> bool:
        if any(mark.name in unwanted for mark in item.iter_markers()):
            return False
        return not config.getoption("servers") or _needs_servers(item)

    out = [item for item in items if not is_wanted(item)]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if is_wanted(item)]


def _needs_servers(item: pytest.Item) -> bool:
    """Whether another database or cache could change the result; of browser tests, marked ones only."""
    if item.get_closest_marker("browser"):
        return item.get_closest_marker("everywhere") is not None
    return _uses_database(item) and item.get_closest_marker("once") is None


def _uses_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """If FORBID_SKIPS is set, a skipped test fails the run (checked in the process that reports)."""
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("FORBID_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


# No network but loopback
def _named_hosts() -> set[str]:
    """Return the hosts of DATABASE_URL and REDIS_URL."""
    urls = (os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", ""))
    return {host for url in urls if (host := urlsplit(url).hostname)}


def _is_allowed(host: str, named: set[str]) -> bool:
    if host in named or host in ("", "localhost"):
        return True
    try:
        return ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse all connections and DNS lookups outside this machine."""
    named = _named_hosts()
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not _is_allowed(str(address[0]), named):
            raise AssertionError(f"A test tried to reach {address[0]}:{address[1]}.")
        connect(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not _is_allowed(host.decode() if isinstance(host, bytes) else host or "", named):
            raise AssertionError(f"A test tried to look up {host}.")
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


@pytest.fixture
def outside_hosts(no_network: None, monkeypatch: pytest.MonkeyPatch) -> OutsideHosts:
    """Names and public addresses for servers on loopback; see tests/outside_hosts.py."""
    return OutsideHosts(monkeypatch)


# Cleanup
@pytest.fixture(autouse=True)
def japanese() -> Iterator[None]:
    """Start every test in the site's default language."""
    with translation.override("ja"):
        yield


@pytest.fixture(autouse=True)
def empty_cache(request: pytest.FixtureRequest) -> None:
    """Clear the cache, with the rate limits in it, for tests that can use it."""
    if _uses_database(request.node):
        request.getfixturevalue("db")
        cache.clear()
        caches["process"].clear()
    not_found_log.COUNTERS.take()
    post_counts.clear_cache()


@pytest.fixture
def unlimited_sign_in(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Disable the rate limit of sign-in; other limits apply."""
    settings.ACCOUNT_RATE_LIMITS = False
    hit = RateLimit.hit

    def hit_others(limit: RateLimit, key: str) -> bool:
        return limit.name.startswith("sign-in") or hit(limit, key)

    monkeypatch.setattr(RateLimit, "hit", hit_others)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database of this process, with fast emptying after tests that commit."""
    with django_db_blocker.unblock():
        kept = emptying.rows()
    with emptying.quickly(kept):
        yield


@pytest.fixture(autouse=True)
def no_files() -> Iterator[None]:
    """Delete the files that a test has uploaded."""
    yield
    for folder in (django_settings.MEDIA_ROOT, django_settings.ORIGINALS_ROOT):
        shutil.rmtree(folder, ignore_errors=True)


def pytest_configure(config: pytest.Config) -> None:
    """Refuse --reuse-db without a name: the next run would use another database."""
    if config.getoption("reuse_db", default=False) and not os.environ.get("TSUZURI_TEST_NAME"):
        raise pytest.UsageError("--reuse-db needs a name: TSUZURI_TEST_NAME=mine pytest --reuse-db")


def pytest_sessionstart() -> None:
    """Create the directory of this run (settings.test)."""
    django_settings.VAR_DIR.mkdir(parents=True, exist_ok=True)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the directory of this run. With --reuse-db it is kept, because it contains the database."""
    if not config.getoption("reuse_db", default=False):
        shutil.rmtree(django_settings.VAR_DIR, ignore_errors=True)


# Users by role
@pytest.fixture
def author_user(db: None) -> User:
    """A user with the role author; the public profile is `author`."""
    return make_user("author", role="author")


@pytest.fixture
def author(author_user: User) -> Author:
    """The public profile of `author_user`."""
    return make_author(user=author_user, name="綴野はじめ", slug="hajime")


@pytest.fixture
def other_author_user(db: None) -> User:
    """Another author, without access to the posts of the first."""
    return make_user("other-author", role="author")


@pytest.fixture
def other_author(other_author_user: User) -> Author:
    """The public profile of `other_author_user`."""
    return make_author(user=other_author_user, name="糸川むすび", slug="musubi")


@pytest.fixture
def editor_user(db: None) -> User:
    """A user who may edit all posts and the site's settings."""
    return make_user("editor", role="editor")


@pytest.fixture
def moderator_user(db: None) -> User:
    """A user who moderates comments."""
    return make_user("moderator", role="moderator")


@pytest.fixture
def administrator_user(db: None) -> User:
    """A user with the permissions of all roles."""
    return make_user("administrator", role="administrator")


@pytest.fixture
def reader_user(db: None) -> User:
    """A user without a role."""
    return make_user("reader")


def _client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=django_settings.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.fixture
def author_client(author_user: User, author: Author) -> Client:
    """`author_user`, signed in."""
    return _client_of(author_user)


@pytest.fixture
def other_author_client(other_author_user: User, other_author: Author) -> Client:
    """`other_author_user`, signed in."""
    return _client_of(other_author_user)


@pytest.fixture
def editor_client(editor_user: User) -> Client:
    """`editor_user`, signed in."""
    return _client_of(editor_user)


@pytest.fixture
def moderator_client(moderator_user: User) -> Client:
    """`moderator_user`, signed in."""
    return _client_of(moderator_user)


@pytest.fixture
def administrator_client(administrator_user: User) -> Client:
    """`administrator_user`, signed in."""
    return _client_of(administrator_user)


@pytest.fixture
def reader_client(reader_user: User) -> Client:
    """`reader_user`, signed in."""
    return _client_of(reader_user)


@pytest.fixture
def stranger(db: None) -> Client:
    """A visitor without an account."""
    return Client()


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """Return a function that signs in a user and returns the client."""
    return _client_of


# Mail
@pytest.fixture
def smtp(settings: Any) -> Iterator[Inbox]:
    """A real mail server on loopback, set in the settings; see tests/smtp.py."""
    with running_inbox() as inbox:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", inbox.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield inbox


# The worker
@pytest.fixture
def worker(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> Callable[[], AbstractContextManager[None]]:
    """`with worker(): …` commits the block, then runs the queued tasks."""

    @contextmanager
    def working() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield
        while rows := list(DBTaskResult.objects.ready()):
            with django_capture_on_commit_callbacks(execute=True):
                for row in rows:
                    arguments = row.args_kwargs
                    row.set_successful(row.task.call(*arguments["args"], **arguments["kwargs"]))

    return working


# Log
@pytest.fixture
def log_lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Return a function that returns the lines which were written to the log so far."""
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
def access_lines(
    log_lines: Callable[[], list[dict[str, Any]]],
) -> Callable[[], list[dict[str, Any]]]:
    """Return a function that returns the lines about requests."""
    return lambda: [line for line in log_lines() if line["logger"] == "access"]

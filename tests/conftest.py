"""The ground of every test: a standing cast, a mail server, nothing left behind, no network.

A test that needs the database says so by the marker `django_db` or by asking for a fixture that does.
"""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
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
from blog import missed
from blog.models import Author
from tests import emptying
from tests.factories import make_author, make_user
from tests.smtp import Inbox, running_inbox

# Playwright keeps an event loop in the main thread, and Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


# Selection
def pytest_addoption(parser: pytest.Parser) -> None:
    """--servers: only what touches database or cache, for a second run on PostgreSQL and Redis."""
    parser.addoption("--servers", action="store_true", help="only tests that need the servers")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect (not skip) what is about the other database, and what nobody asked for."""
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
    """Whether another database or cache could change the outcome; of browser tests, those that say so."""
    if item.get_closest_marker("browser"):
        return item.get_closest_marker("everywhere") is not None
    return _uses_database(item)


def _uses_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where FORBID_SKIPS is set, a skipped test fails the run (known to the process that reports)."""
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("FORBID_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


# No network but loopback
def _named_hosts() -> set[str]:
    """The hosts that the environment names as database and cache."""
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
    """Refuse every connection and look-up that would leave this machine."""
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


# Nothing left behind
@pytest.fixture(autouse=True)
def japanese() -> Iterator[None]:
    """Start every test in the site's default language."""
    with translation.override("ja"):
        yield


@pytest.fixture(autouse=True)
def empty_cache(request: pytest.FixtureRequest) -> None:
    """Forget rate limits and everything else that is kept in the cache, where a test can reach it."""
    if _uses_database(request.node):
        request.getfixturevalue("db")
        cache.clear()
        caches["process"].clear()
    missed.TALLY.take()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database of this process, emptied quickly after every test that commits."""
    with django_db_blocker.unblock():
        kept = emptying.rows()
    with emptying.quickly(kept):
        yield


@pytest.fixture(autouse=True)
def no_files() -> Iterator[None]:
    """Remove what a test has uploaded."""
    yield
    for folder in (django_settings.MEDIA_ROOT, django_settings.ORIGINALS_ROOT):
        shutil.rmtree(folder, ignore_errors=True)


def pytest_sessionstart() -> None:
    """Make the directory of this run (settings.test)."""
    django_settings.VAR_DIR.mkdir(parents=True, exist_ok=True)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Remove the directory of this run."""
    shutil.rmtree(django_settings.VAR_DIR, ignore_errors=True)


# The standing cast
@pytest.fixture
def author_user(db: None) -> User:
    """Someone in the role author; their public face is `author`."""
    return make_user("author", role="author")


@pytest.fixture
def author(author_user: User) -> Author:
    """The public face of `author_user`."""
    return make_author(user=author_user, name="綴野はじめ", slug="hajime")


@pytest.fixture
def other_author_user(db: None) -> User:
    """Another author, who has no business with the posts of the first."""
    return make_user("other-author", role="author")


@pytest.fixture
def other_author(other_author_user: User) -> Author:
    """The public face of `other_author_user`."""
    return make_author(user=other_author_user, name="糸川むすび", slug="musubi")


@pytest.fixture
def editor_user(db: None) -> User:
    """Someone who may edit every post, and the site's settings."""
    return make_user("editor", role="editor")


@pytest.fixture
def moderator_user(db: None) -> User:
    """Someone who decides about comments."""
    return make_user("moderator", role="moderator")


@pytest.fixture
def administrator_user(db: None) -> User:
    """Someone who may do everything that the roles know."""
    return make_user("administrator", role="administrator")


@pytest.fixture
def reader_user(db: None) -> User:
    """Someone with an account and no role."""
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
    """Somebody passing by, without an account."""
    return Client()


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """A function that signs a person in and returns their client."""
    return _client_of


# Mail
@pytest.fixture
def smtp(settings: Any) -> Iterator[Inbox]:
    """A real mail server on loopback, named in the settings; see tests/smtp.py for what it keeps."""
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
    """`with worker(): …` commits what happens inside, then does what was asked of the worker."""

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

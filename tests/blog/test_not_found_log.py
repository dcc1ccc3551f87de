"""Counts of 404s: correct, bounded, no data about readers: blog/redirects/not_found_log.py."""

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from blog.models import NotFoundPath
from blog.redirects import not_found_log
from tests.factories import published_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_periodic_flush(monkeypatch):
    monkeypatch.setattr(not_found_log.COUNTERS, "next_at", float("inf"))


def report() -> dict[str, int]:
    not_found_log.flush()
    return dict(NotFoundPath.objects.values_list("path", "count"))


def test_misses_are_counted_and_pages_are_not(stranger):
    published_page(slug="about")
    for _number in range(3):
        stranger.get("/no-such/?token=secret")
    stranger.head("/no-such/")
    stranger.post("/other/")
    stranger.get("/about/")
    stranger.get("/account/nothing/")
    assert report() == {"/no-such/": 4}
    stranger.get("/no-such/")
    assert report() == {"/no-such/": 5}
    row = NotFoundPath.objects.get()
    assert row.first_on == row.last_on
    assert not row.is_internal


def test_a_link_of_our_own_that_leads_nowhere_is_marked(stranger):
    stranger.get("/a/", headers={"referer": "http://testserver/about/"})
    stranger.get("/b/", headers={"referer": "https://testserver.evil.example/"})
    stranger.get("/c/", headers={"referer": "http://[broken"})
    not_found_log.flush()
    assert dict(NotFoundPath.objects.values_list("path", "is_internal")) == {
        "/a/": True,
        "/b/": False,
        "/c/": False,
    }


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/2024-01-05-how-i-built-my-first-blog/", "/2024-01-05-how-i-built-my-first-blog/"),
        ("/2024/01/05/記事/", "/2024/01/05/記事/"),
        ("/internationalization-considered/", "/internationalization-considered/"),
        ("/unsubscribe/hanako@example.com/", "/unsubscribe/…/"),
        ("/call/09012345678", "/call/…"),
        ("/confirm/c8f7a9b2d1e04f6783aa11bb22cc33dd/", "/confirm/…/"),
        ("/t/MTIzNDU2Nzg5MGFiY2RlZg==", "/t/…"),
        ("/a\u2028\x01b\ud800", "/ab"),
        ("/" + "あ" * 300, "/" + "あ" * 199),
    ],
)
def test_secrets_are_not_shown(path, shown):
    assert not_found_log.shown(path) == shown


def test_a_flood_of_addresses_is_bounded_and_spares_what_is_met_often(stranger, monkeypatch):
    monkeypatch.setattr(not_found_log, "PATHS_IN_MEMORY", 20)
    monkeypatch.setattr(not_found_log, "ROWS", 10)
    for _number in range(3):
        stranger.get("/often/")
    not_found_log.flush()
    for number in range(50):
        stranger.get(f"/flood-{number}/")
    assert len(not_found_log.COUNTERS.not_found) == 20
    with CaptureQueriesContext(connection) as captured:
        found = report()
    assert len(found) == 10
    assert found["/often/"] == 3
    assert len(captured) <= 8


def test_a_miss_writes_nothing_before_the_answer_is_out(stranger):
    stranger.get("/warm/")
    with CaptureQueriesContext(connection) as captured:
        stranger.get("/no-such/")
    writes = ("INSERT", "UPDATE", "DELETE", "SAVEPOINT", "BEGIN")
    assert [query["sql"] for query in captured if query["sql"].startswith(writes)] == []


def test_it_is_written_by_itself_once_in_a_while(stranger, monkeypatch):
    monkeypatch.setattr(not_found_log.COUNTERS, "next_at", 0.0)
    stranger.get("/a/")
    stranger.get("/b/")
    assert set(NotFoundPath.objects.values_list("path", flat=True)) == {"/a/"}
    assert set(report()) == {"/a/", "/b/"}


def test_a_locked_table_loses_nothing(stranger, monkeypatch):
    stranger.get("/a/")

    def locked(*_args):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(not_found_log, "_write_not_found", locked)
        not_found_log.flush()
    assert report() == {"/a/": 1}


def test_what_is_ignored_leaves_the_list_and_comes_back(editor_client, stranger):
    stranger.get("/wp-login.php")
    not_found_log.flush()
    row = NotFoundPath.objects.get()
    address = "/admin/blog/notfoundpath/"
    editor_client.post(address, {"action": "ignore", "_selected_action": [row.pk]})
    assert "/wp-login.php" not in editor_client.get(address).content.decode()
    assert "/wp-login.php" in editor_client.get(f"{address}?ignored=yes").content.decode()
    answer = editor_client.post(
        f"{address}?ignored=yes", {"action": "notice", "_selected_action": [row.pk]}
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert not row.is_ignored

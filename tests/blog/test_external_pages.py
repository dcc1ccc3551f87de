"""Previews of pages of other sites: registered on save, fetched by the worker, removed when unused.

Everything goes through publishing.save, the worker's job and the real HTTP client.
"""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from blog import players, publishing
from blog.external_pages import client, fetching, store
from blog.models import ExternalPage
from images import orphans
from runtime.scheduler import Worker
from tests.blog.external_sites import (
    HTML,
    SITE,
    external_site,
    fetch_all,
    html_page,
    make_external_page,
    picture,
)
from tests.factories import draft_post, published_page, published_post
from tests.images import samples
from tests.outside_hosts import PUBLIC, OutsideHosts, RawServer, page, redirect, running_server

pytestmark = pytest.mark.django_db

State = ExternalPage.State


@pytest.fixture
def site(outside_hosts: OutsideHosts) -> Any:
    """The site `SITE`."""
    with external_site(outside_hosts) as server:
        yield server


def urls() -> set[str]:
    return set(ExternalPage.objects.values_list("url", flat=True))


def files_on_disk() -> set[str]:
    root = Path(default_storage.location)
    return {path.relative_to(root).as_posix() for path in root.glob("*/*.webp")}


def make_due(**fields: Any) -> None:
    """Let the time pass until the next attempt."""
    ExternalPage.objects.update(next_attempt_at=timezone.now(), **fields)


# Registering
@pytest.mark.parametrize("make", [draft_post, published_post, published_page])
def test_a_saved_text_registers_its_cards_and_fetches_nothing(
    make: Any, outside_hosts: OutsideHosts
) -> None:
    make(body=f"前\n\n{SITE}/a#x\n\n{SITE}/a\n\n:::embed {SITE}/b 題\n\n文中の {SITE}/c です。")
    assert urls() == {f"{SITE}/a", f"{SITE}/b"}
    assert set(ExternalPage.objects.values_list("state", flat=True)) == {State.WAITING}
    assert outside_hosts.lookups == outside_hosts.connections == []


def test_a_changed_text_registers_its_new_cards() -> None:
    post = draft_post(body="まだ何も。")
    assert urls() == set()
    post.body = f"{SITE}/a"
    publishing.save(post, fields=["body"])
    assert urls() == {f"{SITE}/a"}


def test_a_text_that_is_rendered_again_registers_its_cards() -> None:
    post = draft_post(body=f"{SITE}/a")
    ExternalPage.objects.all().delete()
    publishing.rebuild(post)
    assert urls() == {f"{SITE}/a"}


def test_a_known_page_is_registered_once_and_stays_as_it_is() -> None:
    long_ago = timezone.now() - timedelta(days=9)
    known = make_external_page(used_at=long_ago)
    draft_post(body=f"{SITE}/a")
    row = ExternalPage.objects.get()
    assert (row.title, row.state, row.fetched_at) == (known.title, known.state, known.fetched_at)
    assert row.used_at > long_ago


def test_a_text_without_cards_costs_no_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        store.register("<p>文</p>")


# Fetching
def test_the_worker_fills_a_card_with_title_description_and_an_own_picture(
    site: RawServer,
) -> None:
    site.answers = {
        "/a": html_page(title="題", description="説明", image="/p.png", site_name="外の庭"),
        "/p.png": picture(1200, 630),
    }
    draft_post(body=f"{SITE}/a")
    assert fetch_all() == 1
    row = ExternalPage.objects.get()
    assert (row.title, row.description, row.site_name) == ("題", "説明", "外の庭")
    assert (row.state, row.error) == (State.FETCHED, "")
    assert [(size.width, size.height) for size in row.picture.sizes] == [(360, 189), (960, 504)]
    assert files_on_disk() == set(row.file_names)
    content = Path(default_storage.path(row.file_names[0])).read_bytes()
    assert (content[:4], content[8:12]) == (b"RIFF", b"WEBP")
    assert site.paths == ["GET /a", "GET /p.png"]
    assert site.header("User-Agent", 0) == "Tsuzuri (+http://testserver/)"
    assert site.header("Cookie", 0) is None


def test_the_job_is_in_the_worker_and_fetches_one_page_a_call(site: RawServer) -> None:
    functions = {job.function for job in Worker().jobs}
    assert {fetching.fetch_due, store.remove_unused} <= functions
    site.answers = {"/a": html_page(), "/b": html_page()}
    draft_post(body=f"{SITE}/a\n\n{SITE}/b")
    assert fetching.fetch_due() is True
    assert len(site.requests) == 1


def test_a_fetched_page_is_not_fetched_again_for_a_month(site: RawServer) -> None:
    site.answers = {"/a": html_page()}
    draft_post(body=f"{SITE}/a")
    assert [fetch_all(), fetch_all()] == [1, 0]
    wait = ExternalPage.objects.get().next_attempt_at - timezone.now()
    assert timedelta(days=29) < wait <= timedelta(days=30)


def test_two_workers_do_not_fetch_the_same_page(
    site: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers = {"/a": html_page()}
    draft_post(body=f"{SITE}/a")
    fetch = client.fetch
    seen = []

    def fetch_while_another_looks(url: str) -> Any:
        seen.append(fetching.fetch_due())
        return fetch(url)

    monkeypatch.setattr(client, "fetch", fetch_while_another_looks)
    assert fetching.fetch_due() is True
    assert seen == [False]


def test_a_slow_worker_that_lost_the_race_for_a_page_leaves_it_alone(site: RawServer) -> None:
    draft_post(body=f"{SITE}/a")
    row = ExternalPage.objects.get()
    now = timezone.now()
    assert [fetching._claim(row, now), fetching._claim(row, now)] == [True, False]


# Failing
@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (page(b"", status="404 Not Found"), "404"),
        (page(b"%PDF", "Content-Type: application/pdf"), "type"),
        (page(b"<p>only text", HTML), "no title"),
        (page(b"<title>" + b" " * 9 + b"</title>", HTML), "no title"),
        (page(b"x" * 3_000_001, HTML), "too large"),
        (redirect("http://127.0.0.1/"), "address"),
        (redirect("http://user@site.example.com/b"), "url"),
        (redirect("/a"), "redirect"),
    ],
    ids=["404", "pdf", "no title", "blank", "large", "private", "user", "loop"],
)
def test_a_lasting_failure_is_not_tried_again_soon(
    answer: bytes, error: str, site: RawServer
) -> None:
    site.answers = {"/a": answer}
    draft_post(body=f"{SITE}/a")
    fetch_all()
    row = ExternalPage.objects.get()
    assert (row.state, row.error, row.fetched_at) == (State.FAILED, error, None)
    assert row.next_attempt_at > timezone.now() + timedelta(days=29)


def test_a_passing_failure_is_tried_again_with_growing_pauses(site: RawServer) -> None:
    site.answers = {"/a": page(b"", status="503 Busy")}
    draft_post(body=f"{SITE}/a")
    pauses = []
    for _attempt in range(5):
        before = timezone.now()
        assert fetch_all() == 1
        row = ExternalPage.objects.get()
        pauses.append((row.state, round((row.next_attempt_at - before) / timedelta(minutes=1))))
        make_due()
    assert pauses == [
        (State.WAITING, 1),
        (State.WAITING, 10),
        (State.WAITING, 60),
        (State.WAITING, 360),
        (State.FAILED, 30 * 24 * 60),
    ]
    assert row.error == "503"
    site.answers = {"/a": html_page()}
    fetch_all()
    row = ExternalPage.objects.get()
    assert (row.state, row.error, row.attempts) == (State.FETCHED, "", 0)


@pytest.mark.parametrize(
    "answer",
    [
        page(b"not a picture", "Content-Type: image/png"),
        page(samples.png(20, 20), "Content-Type: image/png"),
        page(samples.png(400, 300), "Content-Type: text/html"),
        page(b"", status="404 Not Found"),
        page(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Content-Type: image/svg+xml"),
        redirect("http://127.0.0.1/p.png"),
    ],
    ids=["text", "small", "type", "404", "svg", "private"],
)
def test_a_card_without_a_usable_picture_has_none(answer: bytes, site: RawServer) -> None:
    site.answers = {"/a": html_page(title="題", image="/p.png"), "/p.png": answer}
    draft_post(body=f"{SITE}/a")
    fetch_all()
    row = ExternalPage.objects.get()
    assert (row.state, row.title, row.renditions) == (State.FETCHED, "題", [])
    assert files_on_disk() == set()


# Refreshing
def test_a_refresh_replaces_everything_and_deletes_the_former_files(
    site: RawServer, django_capture_on_commit_callbacks: Any
) -> None:
    site.answers = {"/a": html_page(title="前", image="/p.png"), "/p.png": picture(400, 300)}
    draft_post(body=f"{SITE}/a")
    fetch_all()
    before = files_on_disk()
    site.answers["/a"] = html_page(title="後", image="/q.png")
    site.answers["/q.png"] = picture(300, 400)
    make_due()
    with django_capture_on_commit_callbacks(execute=True):
        fetch_all()
    row = ExternalPage.objects.get()
    assert (row.title, row.picture.largest.width) == ("後", 300)
    assert files_on_disk() == set(row.file_names)
    assert not files_on_disk() & before


@pytest.mark.parametrize("status", ["503 Busy", "404 Not Found"])
def test_a_failed_refresh_keeps_what_there_is(
    status: str, site: RawServer, django_capture_on_commit_callbacks: Any
) -> None:
    site.answers = {"/a": html_page(title="題", image="/p.png"), "/p.png": picture()}
    draft_post(body=f"{SITE}/a")
    fetch_all()
    before = ExternalPage.objects.get()
    site.answers["/a"] = page(b"", status=status)
    make_due()
    with django_capture_on_commit_callbacks(execute=True):
        fetch_all()
    row = ExternalPage.objects.get()
    assert (row.title, row.renditions, row.fetched_at) == (
        before.title,
        before.renditions,
        before.fetched_at,
    )
    assert row.error == status[:3]
    assert files_on_disk() == set(row.file_names)


def test_a_picture_that_fails_for_the_moment_stays(
    site: RawServer, django_capture_on_commit_callbacks: Any
) -> None:
    site.answers = {"/a": html_page(title="前", image="/p.png"), "/p.png": picture()}
    draft_post(body=f"{SITE}/a")
    fetch_all()
    before = ExternalPage.objects.get().renditions
    site.answers |= {
        "/a": html_page(title="後", image="/p.png"),
        "/p.png": page(b"", status="503 B"),
    }
    make_due()
    with django_capture_on_commit_callbacks(execute=True):
        fetch_all()
    row = ExternalPage.objects.get()
    assert (row.title, row.renditions) == ("後", before)
    assert files_on_disk() == set(row.file_names)


def test_pages_without_data_come_before_refreshes() -> None:
    now = timezone.now()
    make_external_page(f"{SITE}/old", next_attempt_at=now - timedelta(days=5))
    make_external_page(f"{SITE}/new", fetched_at=None, next_attempt_at=now - timedelta(seconds=1))
    assert [row.url for row in ExternalPage.objects.due(now)] == [f"{SITE}/new", f"{SITE}/old"]


# Removing
def test_an_unused_preview_is_removed_with_its_files_after_a_day(
    site: RawServer, django_capture_on_commit_callbacks: Any
) -> None:
    site.answers = {
        "/a": html_page(image="/p.png"),
        "/p.png": picture(),
        "/b": html_page(image="/p.png"),
    }
    post = draft_post(body=f"{SITE}/a\n\n{SITE}/b")
    fetch_all()
    post.body = f"{SITE}/b"
    publishing.save(post, fields=["body"])
    tomorrow = timezone.now() + store.KEPT + timedelta(minutes=1)
    assert store.remove_unused() == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert store.remove_unused(tomorrow) == 1
    row = ExternalPage.objects.get()
    assert row.url == f"{SITE}/b"
    assert files_on_disk() == set(row.file_names) != set()


def test_a_preview_in_a_page_or_in_the_trash_is_kept() -> None:
    published_page(body=f"{SITE}/a")
    publishing.trash(published_post(body=f"{SITE}/b"))
    assert store.remove_unused(timezone.now() + timedelta(days=9)) == 0
    assert urls() == {f"{SITE}/a", f"{SITE}/b"}


def test_a_preview_that_is_used_again_during_the_removal_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_external_page(used_at=timezone.now() - timedelta(days=9))
    bodies = store._bodies_with_cards

    def slowly() -> Any:
        found = list(bodies())
        draft_post(body=f"{SITE}/a")
        return found

    monkeypatch.setattr(store, "_bodies_with_cards", slowly)
    assert store.remove_unused() == 0
    assert urls() == {f"{SITE}/a"}


def test_a_preview_that_is_removed_while_it_is_fetched_leaves_no_file(
    site: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers = {"/a": html_page(image="/p.png"), "/p.png": picture()}
    draft_post(body=f"{SITE}/a")
    fetch = client.fetch

    def fetch_and_remove(url: str) -> Any:
        found = fetch(url)
        ExternalPage.objects.all().delete()
        return found

    monkeypatch.setattr(client, "fetch", fetch_and_remove)
    assert fetching.fetch_due() is True
    assert files_on_disk() == set()


def test_the_files_of_previews_are_not_orphans(site: RawServer) -> None:
    site.answers = {"/a": html_page(image="/p.png"), "/p.png": picture()}
    draft_post(body=f"{SITE}/a")
    fetch_all()
    assert len(files_on_disk()) == 2
    later = timezone.now().timestamp() + 2 * orphans.GRACE
    assert orphans.find(later) == []
    ExternalPage.objects.all().delete()
    assert len(orphans.find(later)) == 2


# Private networks
PRIVATE = [
    "http://127.0.0.1/",
    "http://127.0.0.1:{port}/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://localhost/",
    "http://localhost./",
    "http://canary.localhost/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[::127.0.0.1]/",
    "http://site.example.com@127.0.0.1/",
    "http://127.0.0.1#@site.example.com/",
    "http://169.254.169.254/latest/meta-data/",
    "http://private.example.com/",
    "http://mixed.example.com/",
    f"{SITE}/to-loopback",
    f"{SITE}/to-decimal",
    f"{SITE}/to-v6",
    f"{SITE}/to-user",
    f"{SITE}/to-file",
    f"{SITE}/in-two-steps",
    f"{SITE}/picture-on-loopback",
    "http://rebinding.example.com/",
]


@pytest.mark.parametrize("block", ["{url}", ":::embed {url} 題"], ids=["bare", "block"])
def test_no_card_reaches_the_servers_own_network(block: str, outside_hosts: OutsideHosts) -> None:
    """A canary on loopback sees no request, from the save of a post to the end of the worker's job."""
    with running_server() as canary, external_site(outside_hosts) as server:
        for port in (80, 443):  # where the URLs above would lead without the checks
            for address in ("127.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1"):
                outside_hosts.serve(canary.port, port, address)
        outside_hosts.name("private.example.com", "127.0.0.1")
        outside_hosts.name("mixed.example.com", PUBLIC, "127.0.0.1")
        outside_hosts.name("rebinding.example.com", "127.0.0.1")
        server.answers = {
            "/to-loopback": redirect("http://127.0.0.1/"),
            "/to-decimal": redirect("http://2130706433/"),
            "/to-v6": redirect("http://[::ffff:127.0.0.1]/"),
            "/to-user": redirect("http://site.example.com@127.0.0.1/"),
            "/to-file": redirect("file:///etc/passwd"),
            "/in-two-steps": redirect("/to-loopback"),
            "/picture-on-loopback": html_page(title="題", image="http://127.0.0.1/p.png"),
        }
        urls = [url.format(port=canary.port) for url in PRIVATE]
        draft_post(body="\n\n".join(block.format(url=url) for url in urls))
        fetch_all()
        assert canary.requests == []
        addresses = {address for address, _port in outside_hosts.connections}
        assert addresses <= {PUBLIC}
    shown = ExternalPage.objects.fetched()
    assert set(shown.values_list("url", flat=True)) <= {f"{SITE}/picture-on-loopback"}
    assert files_on_disk() == set()


def test_the_canary_would_see_a_request(outside_hosts: OutsideHosts) -> None:
    with running_server() as canary:
        outside_hosts.add("canary.example.com", canary.port)
        canary.answers = {"/": html_page(title="見えた")}
        draft_post(body="http://canary.example.com/")
        fetch_all()
        assert canary.paths == ["GET /"]
    assert ExternalPage.objects.get().title == "見えた"


# Providers of players
def test_a_page_of_a_provider_is_read_by_oembed(
    outside_hosts: OutsideHosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    youtube = replace(players.PROVIDERS["youtube"], oembed="http://oembed.example.com/oembed")
    monkeypatch.setitem(players.PROVIDERS, "youtube", youtube)
    data = {
        "title": "動画の題",
        "author_name": "作者",
        "provider_name": "YouTube",
        "thumbnail_url": "http://oembed.example.com/p.png",
    }
    with external_site(outside_hosts, "oembed.example.com") as server:
        server.answers = {
            "/oembed?url=https%3A%2F%2Fyoutu.be%2FaB-_5678901&format=json": page(
                json.dumps(data).encode(), "Content-Type: application/json"
            ),
            "/p.png": picture(480, 360),
        }
        draft_post(body="https://youtu.be/aB-_5678901")
        fetch_all()
    row = ExternalPage.objects.get()
    assert (row.title, row.description, row.site_name) == ("動画の題", "作者", "YouTube")
    assert row.picture.largest.width == 480


@pytest.mark.parametrize("body", [b"[]", b"{", b"null", b"[" * 9_000, b'{"title": 1}'])
def test_an_invalid_answer_of_a_provider_is_a_failure(
    body: bytes, outside_hosts: OutsideHosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    youtube = replace(players.PROVIDERS["youtube"], oembed="http://oembed.example.com/oembed")
    monkeypatch.setitem(players.PROVIDERS, "youtube", youtube)
    with external_site(outside_hosts, "oembed.example.com") as server:
        answer = page(body, "Content-Type: application/json")
        server.answers = {"/oembed?url=https%3A%2F%2Fyoutu.be%2FaB-_5678901&format=json": answer}
        draft_post(body="https://youtu.be/aB-_5678901")
        fetch_all()
    assert ExternalPage.objects.get().state == State.FAILED

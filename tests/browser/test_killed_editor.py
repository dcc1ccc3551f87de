"""Browser, connection, server or disk fail while an author writes: what the screen says is true, and is offered again."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from accounts.models import User
from blog.models import Author, Post
from blog.revisions import store
from tests.browser.conftest import CHROMIUM, FLAGS, Faults, sign_in
from tests.browser.test_saving import BODY, STATE, open_post, save, saved, write_at_end
from tests.factories import draft_post

FULL_DISK = """
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("The disk is full.", "QuotaExceededError");
  };
"""


@pytest.fixture
def context(
    new_context: Callable[..., BrowserContext], author_user: User, author: Author
) -> BrowserContext:
    """A browser in which the author is signed in."""
    context = new_context()
    sign_in(context, author_user)
    return context


@pytest.fixture
def post(author: Author) -> Post:
    return draft_post(title="糸の話", body="はじめ。", authors=[author])


def kill_browser(profile: Path) -> None:
    """Kill every process of the browser with this profile, without a chance to write anything."""
    option = f"--user-data-dir={profile}".encode()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if option in path.read_bytes().split(b"\0"):
                os.kill(int(path.parent.name), signal.SIGKILL)


def test_a_killed_browser_offers_what_it_said_to_have(
    chromium: Browser, site_url: str, faults: Faults, author_user: User, post: Post, tmp_path: Path
) -> None:
    def start() -> BrowserContext:
        context = chromium.browser_type.launch_persistent_context(
            tmp_path, executable_path=CHROMIUM, args=FLAGS, base_url=site_url, locale="ja-JP"
        )
        faults.watch(context)
        sign_in(context, author_user)
        return context

    context = start()
    page = open_post(context, post)
    page.route("**/autosave/", lambda _route: None)  # only this browser has the text
    write_at_end(page, "端末にある文。")
    expect(page.locator(STATE)).to_contain_text("この端末に控えがあります")
    page.keyboard.insert_text("書きかけの")
    kill_browser(tmp_path)
    with suppress(Error):
        context.close()
    context = start()
    page = open_post(context, post)
    expect(page.locator(BODY)).to_have_value("はじめ。")
    page.locator(".recovery button[value=kept]").click()
    assert page.input_value(BODY).startswith("はじめ。端末にある文。")
    save(page)
    saved(page)
    post.refresh_from_db()
    assert post.body.startswith("はじめ。端末にある文。")
    context.close()


def test_a_server_that_dies_during_an_autosave_is_called_offline_and_gets_the_text_later(
    context: BrowserContext, post: Post, author_user: User, faults: Faults
) -> None:
    faults.forgive("ERR_CONNECTION_RESET")
    page = open_post(context, post)
    page.route("**/autosave/", lambda route: route.abort("connectionreset"), times=1)
    write_at_end(page, "消えない文。")
    expect(page.locator(STATE)).to_contain_text("オフライン：この端末に保存しました")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator(STATE)).to_contain_text("自動保存")
    [row] = store.pending_autosaves(post, author_user)
    assert store.content_of(row)["body"] == "はじめ。消えない文。"


def write_on_a_full_disk(context: BrowserContext, post: Post) -> Page:
    """Open the post in a browser that can store nothing."""
    context.add_init_script(FULL_DISK)
    return open_post(context, post)


def test_on_a_full_disk_the_server_has_the_text(context: BrowserContext, post: Post) -> None:
    page = write_on_a_full_disk(context, post)
    write_at_end(page, "端末には入らない。")
    expect(page.locator(STATE)).to_have_text("保存していません")
    expect(page.locator(STATE)).to_contain_text("自動保存")
    page.close()
    page = open_post(context, post)
    page.locator(".recovery button[value=kept]").click()
    expect(page.locator(BODY)).to_have_value("はじめ。端末には入らない。")


def test_when_both_disks_are_full_the_screen_says_that_only_it_has_the_text(
    context: BrowserContext, post: Post, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults.forgive("status of 50")

    def fail(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("database or disk is full")

    page = write_on_a_full_disk(context, post)
    with monkeypatch.context() as patched:
        patched.setattr(store, "autosave", fail)
        write_at_end(page, "どこにも入らない。")
        expect(page.locator(STATE)).to_contain_text("文章はこの画面にだけあります")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator(STATE)).to_contain_text("自動保存")
    save(page)
    saved(page)
    post.refresh_from_db()
    assert post.body == "はじめ。どこにも入らない。"

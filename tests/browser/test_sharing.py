"""Sharing and following in a real browser, with and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from blog.models import Post
from tests.factories import published_post

TITLE = "猫 & [犬]「話」"


@pytest.fixture
def post() -> Post:
    """What is shared."""
    return published_post(title=TITLE, slug="猫")


@pytest.fixture
def reader(new_context: Callable[..., BrowserContext]) -> Page:
    """A page with permission to use the clipboard."""
    return new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


# Copying
@pytest.mark.parametrize(
    ("place", "copied"),
    [
        (0, "{url}"),
        (1, TITLE + " {url}"),
        (2, r"[猫 & \[犬\]「話」]({url})"),
    ],
)
def test_a_reader_copies_the_post_and_gets_a_message(reader, post, site_url, place, copied):
    reader.goto(post.get_absolute_url())
    button = reader.locator("[data-share] [data-copy]").nth(place)
    button.click()
    toast = reader.locator("[data-toast]")
    expect(toast).to_have_text(button.get_attribute("data-copied"))
    expect(toast).to_have_attribute("role", "status")
    assert clipboard(reader) == copied.format(url=f"{site_url}{post.get_absolute_url()}")
    expect(button).to_be_focused()


def test_the_same_message_twice_is_announced_twice(reader, post):
    reader.goto(post.get_absolute_url())
    button = reader.locator("[data-share] [data-copy]").first
    for _ in range(2):
        button.press("Enter")
        expect(reader.locator("[data-toast]")).to_have_text(button.get_attribute("data-copied"))


def test_without_a_clipboard_the_text_is_copied_by_selection(reader, post, site_url):
    reader.add_init_script("Object.defineProperty(navigator, 'clipboard', {get: () => undefined})")
    reader.goto(post.get_absolute_url())
    reader.locator("[data-share] [data-copy]").first.click()
    expect(reader.locator("[data-toast]")).not_to_be_empty()
    other = reader.context.new_page()
    other.goto("/feed/guide/")
    assert clipboard(other) == f"{site_url}{post.get_absolute_url()}"


def test_a_browser_that_refuses_to_copy_shows_the_text(reader, post, site_url):
    refuse = "() => Promise.reject(new Error('no'))"
    reader.add_init_script(f"navigator.clipboard.writeText = {refuse}")
    shown = []
    reader.on("dialog", lambda dialog: (shown.append(dialog.default_value), dialog.dismiss()))
    reader.goto(post.get_absolute_url())
    reader.locator("[data-share] [data-copy]").first.click()
    assert shown == [f"{site_url}{post.get_absolute_url()}"]


# The system's share sheet
def test_the_share_sheet_gets_title_and_address(reader, post, site_url):
    reader.add_init_script("navigator.share = async (data) => { window.shared = data; }")
    reader.goto(post.get_absolute_url())
    reader.locator("[data-share-system]").click()
    assert reader.evaluate("window.shared") == {
        "title": TITLE,
        "url": f"{site_url}{post.get_absolute_url()}",
    }


def test_a_browser_without_a_share_sheet_offers_none(reader, post):
    reader.add_init_script("delete Navigator.prototype.share")
    reader.goto(post.get_absolute_url())
    expect(reader.locator("[data-share-system]")).to_be_hidden()


# Mastodon and Misskey
@pytest.mark.parametrize("service", ["mastodon", "misskey"])
def test_a_reader_names_their_server_once(reader, post, service):
    reader.goto(post.get_absolute_url())
    link = reader.locator(f"[data-share-instance={service}]")
    expect(link).to_have_attribute("href", f"/share/{service}/?post=%E7%8C%AB")
    link.click()
    reader.locator("#instance").fill("Server.Example")
    reader.locator("#instance").press("Enter")
    finished = reader.locator(".share-ready a").get_attribute("href")
    assert finished.startswith("https://server.example/share?text=")
    reader.goto(post.get_absolute_url())
    expect(link).to_have_attribute("href", finished)


def test_a_reader_may_change_their_server(reader, post):
    reader.goto("/share/mastodon/?post=猫&instance=first.example")
    reader.goto(post.get_absolute_url())
    item = reader.locator("li", has=reader.locator("[data-share-instance=mastodon]"))
    item.locator(".share-change").click()
    expect(reader.locator("#instance")).to_have_value("first.example")
    reader.locator("#instance").fill("second.example")
    reader.locator("#instance").press("Enter")
    reader.goto(post.get_absolute_url())
    href = item.locator(".share-item").get_attribute("href")
    assert href.startswith("https://second.example/share?text=")


@pytest.mark.parametrize(
    "stored", ["evil.example/path?", "javascript:alert(1)", "a@b.example", "localhost"]
)
def test_what_is_no_host_name_is_never_used(reader, post, stored):
    reader.goto(post.get_absolute_url())
    reader.evaluate("host => localStorage.setItem('share:mastodon', host)", stored)
    reader.reload()
    link = reader.locator("[data-share-instance=mastodon]")
    expect(link).to_have_attribute("href", "/share/mastodon/?post=%E7%8C%AB")


def test_storage_that_is_refused_breaks_nothing(reader, post):
    reader.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})"
    )
    reader.goto("/share/mastodon/?post=猫&instance=server.example")
    expect(reader.locator(".share-ready a")).to_be_visible()
    reader.goto(post.get_absolute_url())
    expect(reader.locator("[data-share-instance=mastodon]")).to_be_visible()


# Without JavaScript
def test_without_scripts_the_address_can_be_selected(page_without_javascript, post, site_url):
    page = page_without_javascript
    page.goto(post.get_absolute_url())
    expect(page.locator("#share-url")).to_have_value(f"{site_url}{post.get_absolute_url()}")
    expect(page.locator("#share-url")).to_be_visible()
    assert page.locator("[data-copy]:visible, [data-share-system]:visible").count() == 0


def test_with_javascript_the_buttons_replace_it(reader, post):
    reader.goto(post.get_absolute_url())
    expect(reader.locator("#share-url")).to_be_hidden()
    expect(reader.locator("[data-share] [data-copy]:visible")).to_have_count(3)


def test_without_scripts_a_server_can_be_named(page_without_javascript, post):
    page = page_without_javascript
    page.goto(post.get_absolute_url())
    page.locator("[data-share-instance=mastodon]").click()
    page.locator("#instance").fill("no server")
    page.locator("main form button").click()
    expect(page.locator("#instance-error")).to_be_visible()
    page.locator("#instance").fill("server.example")
    page.locator("main form button").click()
    href = page.locator(".share-ready a").get_attribute("href")
    assert href.startswith("https://server.example/share?text=")


def test_without_scripts_a_reader_follows_and_searches(page_without_javascript, post):
    page = page_without_javascript
    page.goto(post.get_absolute_url())
    page.locator(".follow-list a").first.click()
    expect(page.locator("#feed-url")).to_be_visible()
    page.goto("/search/")
    page.locator("#search").fill("猫")
    page.locator("#search").press("Enter")
    expect(page.locator("main article a")).to_have_attribute("href", post.get_absolute_url())


# Following
def test_a_reader_copies_the_address_of_a_feed(reader, post, site_url):
    reader.goto("/feed/guide/")
    reader.locator("main [data-copy]").click()
    expect(reader.locator("[data-toast]")).not_to_be_empty()
    assert clipboard(reader) == f"{site_url}/feed/"

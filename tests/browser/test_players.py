"""Players of other sites: nothing is loaded from a provider before the reader's click; without scripts a link."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Route, expect

from blog.models import Post
from tests.blog.external_sites import make_external_page
from tests.browser.conftest import NO_SCRIPTS, Faults
from tests.factories import make_settings, published_post

VIDEO = "https://www.youtube.com/watch?v=aB-_5678901"
PROVIDER = r"https://www\.youtube-nocookie\.com/"


def post_with_video() -> Post:
    make_settings(players=["youtube"])
    make_external_page(VIDEO, title="動画の題")
    return published_post(body=f"前\n\n{VIDEO}\n\n後")


def test_a_click_loads_the_player_and_nothing_does_before(
    new_page: Callable[..., Page], faults: Faults
) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="text/html", body="<title>player</title>")

    page = new_page()
    page.context.route("https://www.youtube-nocookie.com/**", answer)
    page.goto(post_with_video().get_absolute_url())
    button = page.get_by_role("button", name="再生（YouTubeに接続します）")
    expect(button).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert asked == []
    faults.forgive(rf"request to another host: {PROVIDER}")
    button.focus()
    page.keyboard.press("Enter")
    frame: Any = page.locator("iframe")
    expect(frame).to_have_attribute("title", "動画の題")
    expect(frame).to_be_focused()
    page.frame_locator("iframe").locator("title").wait_for(state="attached")
    assert asked == ["https://www.youtube-nocookie.com/embed/aB-_5678901?autoplay=1"]
    expect(button).to_have_count(0)
    expect(page.get_by_role("link", name="動画の題")).to_have_attribute("href", VIDEO)


def test_without_scripts_the_card_is_a_link(new_page: Callable[..., Page]) -> None:
    page = new_page(**NO_SCRIPTS)
    page.goto(post_with_video().get_absolute_url())
    expect(page.get_by_role("link", name="動画の題")).to_have_attribute("href", VIDEO)
    expect(page.locator(".player-play")).to_have_count(0)

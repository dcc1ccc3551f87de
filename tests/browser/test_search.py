"""Search in a real browser: suggestions while typing, keys, an input method, no JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_ime import compose, press_composing_enter
from tests.factories import published_page, published_post
from tests.search.indexing import index_everything


@pytest.fixture
def library(site_url: str) -> None:
    """Two posts about cameras and one about a cat, indexed."""
    published_post(slug="new", title="カメラを買う", body="猫を撮るために。")
    published_post(slug="old", title="古いカメラの話", body="{写真|しゃしん}の話。")
    published_post(slug="cat", title="猫と暮らす")
    published_page(slug="about", title="このブログ")
    index_everything()


def test_a_reader_finds_a_post_by_typing_part_of_its_title(library: None, page: Page) -> None:
    page.goto("/search/")
    field = page.locator("#search")
    field.focus()
    options = page.locator("main [role=option]")
    expect(field).to_have_attribute("role", "combobox")
    # While the input method composes, no request is sent and Enter is not handled.
    session = compose(page, "かめら")
    press_composing_enter(session)
    page.wait_for_timeout(300)
    assert options.count() == 0
    session.send("Input.insertText", {"text": "カメラ"})
    expect(options).to_have_text(["古いカメラの話", "カメラを買う"], use_inner_text=True)
    expect(field).to_have_attribute("aria-expanded", "true")
    # Down and up, and back into the field; Escape closes and keeps the typed text.
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(page.locator("main [aria-selected=true]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("カメラ")
    # Typing goes on; the last of the titles is opened.
    page.keyboard.type("を")
    expect(options).to_have_count(1)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/posts/new/")


def test_enter_without_a_choice_searches_and_the_results_show_the_word_in_context(
    library: None, page: Page
) -> None:
    page.goto("/")
    page.fill("#header-search", "ｶﾒﾗ")
    page.press("#header-search", "Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(".result mark")).to_have_text(["カメラ", "カメラ"])
    page.get_by_role("link", name="新しい順").click()
    page.wait_for_url("**order=date")
    expect(page.locator(".result")).to_have_count(2)
    page.locator(".search-syntax summary").click()
    expect(page.locator(".search-syntax dl")).to_be_visible()


def test_the_search_works_without_a_script(library: None, page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.fill("#header-search", "しゃしん")
    page.press("#header-search", "Enter")
    expect(page.locator(".result h2")).to_have_text(["古いカメラの話"])


def test_a_suggestion_is_pressed_on_a_phone(library: None, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto("/search/?q=猫")
    page.locator("#search").fill("買う")
    page.locator("main [role=option]").tap()
    page.wait_for_url("**/posts/new/")

"""The dialog of a link: a URL or an own post, by keyboard, without losing the selection or the undo history."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.editor import put, state, text_of
from tests.browser.test_ime import compose, press_composing_enter
from tests.factories import draft_post, published_post

ADDRESS = "[data-link-address]"


@pytest.fixture
def screen(new_page, author_user, author):
    """The edit screen of an empty draft, in a blog with three posts."""
    published_post(title="京都の[秋]", slug="kyoto")
    published_post(title="大阪の食べ物", slug="osaka")
    draft_post(title="京都の下書き", slug="draft", authors=[author])
    page = new_page(user=author_user, bypass_csp=True)  # axe injects style sheets
    empty = draft_post(title="", body="", authors=[author])
    page.goto(reverse("admin:blog_post_change", args=[empty.pk]))
    return page


def ask(page, text):
    page.keyboard.press("Control+k")
    expect(page.locator(ADDRESS)).to_be_focused()
    page.keyboard.insert_text(text)


def link(page, before, address):
    """Return the text after linking `before` (with its selection) to `address`."""
    put(page, before)
    ask(page, address)
    page.keyboard.press("Enter")
    expect(page.locator("[data-link-dialog]")).to_be_hidden()
    return state(page)


def test_a_link_takes_a_url_and_keeps_what_was_selected(screen):
    assert {
        before: link(screen, before, address)
        for before, address in [
            ("一«語»です", "https://example.com/"),
            ("‸", "https://example.com/"),
            ("a te‸st", "example.com/a_(b)"),
            ("«- 一\n- 二»", "/about/"),
            ("« 語 »", "#見出し"),
        ]
    } == {
        "一«語»です": "一[«語»](https://example.com/)です",
        "‸": "[«リンク»](https://example.com/)",
        "a te‸st": "a [te‸st](<https://example.com/a_(b)>)",
        "«- 一\n- 二»": "- «[一](/about/)\n- [二](/about/)»",
        "« 語 »": " [«語»](#見出し) ",
    }


def test_an_own_post_is_found_and_linked_by_keyboard_and_undone(screen, faults):
    faults.forgive("preload assets")  # axe's complaint about a style sheet that it cannot read
    put(screen, "次は‸。")
    ask(screen, "京都")
    options = screen.locator("[data-link-targets] [role=option]")
    expect(options).to_have_count(2)
    assert axe.violations(screen) == []
    screen.keyboard.press("Enter")  # two are found, none is chosen
    expect(screen.locator(ADDRESS)).to_be_focused()
    screen.keyboard.press("ArrowDown")
    screen.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    screen.keyboard.press("Enter")
    assert state(screen) == "次は[京都の\\[秋\\]](/posts/kyoto/)‸。"
    screen.keyboard.press("Control+z")
    assert text_of(screen) == "次は。"

    put(screen, "«次»は")
    ask(screen, "大阪")
    expect(options).to_have_count(1)
    screen.keyboard.press("Enter")  # the only one
    assert state(screen) == "[«次»](/posts/osaka/)は"


def test_escape_gives_focus_and_selection_back_and_the_input_method_keeps_its_enter(screen):
    put(screen, "一«語»です")
    ask(screen, "")
    session = compose(screen, "きょうと")
    press_composing_enter(session)
    session.send("Input.insertText", {"text": "ない題"})
    expect(screen.locator("[data-link-status]")).to_contain_text("ありません")
    expect(screen.locator("[data-link-dialog]")).to_be_visible()
    screen.keyboard.press("Escape")
    expect(screen.locator("[data-link-dialog]")).to_be_hidden()
    expect(screen.locator("textarea[name=body]")).to_be_focused()
    assert state(screen) == "一«語»です"
    put(screen, "/りんく")
    screen.keyboard.type(" ")
    screen.keyboard.press("Backspace")
    expect(screen.locator("[data-block-menu] [role=option]").first).to_be_visible()
    screen.keyboard.press("Enter")
    expect(screen.locator(ADDRESS)).to_be_focused()
    screen.keyboard.insert_text("https://example.com/")
    screen.click("[data-link-ok]")
    assert state(screen) == "[«リンク»](https://example.com/)"

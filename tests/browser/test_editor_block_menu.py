"""The menu at the cursor of the edit screen: found by kana and Latin letters, safe with input methods."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.editor import BODY, put, state, text_of
from tests.browser.test_ime import compose, press_composing_enter
from tests.factories import draft_post, make_persona


@pytest.fixture
def screen(new_page, author_user, author):
    """The edit screen of an empty draft."""
    make_persona(key="hajime", name="はじめ")
    page = new_page(user=author_user)
    empty = draft_post(title="", body="", authors=[author])
    page.goto(reverse("admin:blog_post_change", args=[empty.pk]))
    return page


def menu(page):
    return page.locator("[data-block-menu]")


def options(page):
    expect(menu(page)).to_be_visible()
    return menu(page).locator("[role=option]").all_inner_texts()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/ひょう", "表"),
        ("/hyou", "表"),
        ("/表", "表"),
        ("／モクジ", "目次"),
        (":mokuji", "目次"),
        ("：もくじ", "目次"),
        ("/h3", "中見出し"),
        ("/ｃｈｕｕｉ", "注意"),
        ("/はじめ", "吹き出し はじめ"),
        ("/koukoku", "広告"),
    ],
)
def test_a_block_is_found_at_the_start_of_a_line(screen, typed, expected):
    put(screen, "一\n")
    screen.keyboard.insert_text(typed)
    assert options(screen)[0] == expected


def test_enter_chooses_what_arrows_lead_to(screen):
    put(screen, "一\n\n")
    screen.keyboard.type("/")
    assert len(options(screen)) > 20
    screen.keyboard.insert_text("みだし")
    assert options(screen) == ["大見出し", "中見出し", "小見出し"]
    screen.keyboard.press("ArrowDown")
    screen.keyboard.press("Enter")
    assert state(screen) == "一\n\n### ‸"
    expect(menu(screen)).to_be_hidden()


def test_a_block_is_chosen_by_mouse(screen):
    put(screen, "")
    screen.keyboard.type("/memo")
    menu(screen).get_by_text("メモ").click()
    assert state(screen) == ":::メモ\n‸\n:::\n"


def test_escape_closes_the_menu_until_another_one_is_asked_for(screen):
    put(screen, "")
    screen.keyboard.type("/me")
    options(screen)
    screen.keyboard.press("Escape")
    expect(menu(screen)).to_be_hidden()
    screen.keyboard.type("mo")
    screen.wait_for_timeout(50)
    expect(menu(screen)).to_be_hidden()
    screen.keyboard.press("Enter")
    assert text_of(screen) == "/memo\n"
    screen.keyboard.type("/me")
    assert options(screen) == ["メモ"]


def test_tab_closes_the_menu_and_leaves_the_text(screen):
    put(screen, "")
    screen.keyboard.type("/me")
    options(screen)
    screen.keyboard.press("Tab")
    expect(menu(screen)).to_be_hidden()
    assert screen.evaluate("document.activeElement !== document.body")
    assert not screen.evaluate(f"document.activeElement.matches('{BODY}')")


def test_in_a_sentence_enter_stays_a_new_line(screen):
    put(screen, "名前")
    screen.keyboard.insert_text("：説明")
    options(screen)
    screen.keyboard.press("Enter")
    assert state(screen) == "名前：説明\n‸"
    screen.keyboard.insert_text("これは:ひょう")
    assert options(screen) == ["表"]
    screen.keyboard.press("ArrowDown")
    screen.keyboard.press("Enter")
    expect(screen.locator("[data-table-dialog]")).to_be_visible()  # it asks for the size
    screen.keyboard.press("Enter")
    assert text_of(screen).startswith("名前：説明\nこれは\n\n| 項目1 | 項目2 |")


@pytest.mark.parametrize(
    "text", ["https://example.com/", "12:30", ":::メモ", "a/me", ": 説明", "```\n/me"]
)
def test_other_text_opens_nothing(screen, text):
    put(screen, "")
    screen.keyboard.insert_text(text)
    screen.wait_for_timeout(50)
    expect(menu(screen)).to_be_hidden()


def test_nothing_is_chosen_during_a_composition(screen):
    put(screen, "")
    screen.keyboard.type("/")
    options(screen)
    session = compose(screen, "ひょう")
    press_composing_enter(session)
    assert text_of(screen) == "/ひょう"
    session.send("Input.insertText", {"text": "表"})
    expect(menu(screen).locator("[role=option]")).to_have_text(["表"])
    screen.keyboard.press("Enter")
    expect(screen.locator("[data-table-dialog]")).to_be_visible()
    assert text_of(screen) == ""


def test_the_menu_is_accessible_and_in_the_window(new_page, author_user, author, faults):
    faults.forgive("preload assets")  # axe's own complaint about a style sheet that it cannot read
    page = new_page(
        user=author_user, bypass_csp=True, viewport={"width": 390, "height": 800}, has_touch=True
    )
    page.goto(reverse("admin:blog_post_add"))
    put(page, "一\n" * 20)
    page.keyboard.type("/")
    options(page)
    box = menu(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 800
    assert axe.violations(page) == []
    assert page.get_attribute(BODY, "aria-activedescendant") == "block-menu-0"

"""Find and replace on the edit screen: positions in Japanese text, one undo step, keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.editor import BODY, put, state, text_of
from tests.browser.test_ime import compose, press_composing_enter

SOUGHT = "[data-find-sought]"
REPLACEMENT = "[data-find-replacement]"
COUNT = "[data-find-count]"
ROWS = "[data-find-list] button"


@pytest.fixture
def screen(new_page, author_user, author):
    """The edit screen of a new post."""
    page = new_page(user=author_user, bypass_csp=True)  # axe injects style sheets
    page.goto(reverse("admin:blog_post_add"))
    return page


def action(page, name):
    return page.locator(f"[data-find-action={name}]")


def found(page, text, sought):
    """Return `text` with the places of `sought` in brackets, as the module finds them."""
    return page.evaluate(
        """async ([url, text, sought, isExact]) => {
          const { findAll } = await import(url);
          const places = findAll(text, sought, { isExact });
          return places.reduceRight(
            (all, { start, end }) => `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`, text);
        }""",
        ["/static/js/editor/folding.js", text, *sought],
    )


def test_width_and_case_are_ignored_with_the_right_positions(screen):
    cases = [
        ("ＡＢＣとabcとAbC", ("abc", False), "[ＡＢＣ]と[abc]と[AbC]"),
        ("ＡＢＣとabc", ("abc", True), "ＡＢＣと[abc]"),
        ("ｶﾞｲﾄﾞとガイド。", ("ガイド", False), "[ｶﾞｲﾄﾞ]と[ガイド]。"),
        ("カとｶﾞ", ("カ", False), "[カ]とｶﾞ"),
        ("㍻と平成", ("平", False), "㍻と[平]成"),
        ("㍻と平成", ("平成", False), "[㍻]と[平成]"),
        ("①と１、株式会社と㍿", ("1", False), "[①]と[１]、株式会社と㍿"),
        ("𠮷野家と😀", ("野家", False), "𠮷[野家]と😀"),
        ("がとか\u3099", ("が", False), "[が]と[か\u3099]"),
        ("ああああ", ("ああ", False), "[ああ][ああ]"),
        ("何もない", ("", False), "何もない"),
    ]
    assert [found(screen, text, sought) for text, sought, _expected in cases] == [
        expected for _text, _sought, expected in cases
    ]


def test_a_word_is_found_in_its_sentences_and_replaced_with_one_undo(screen, faults):
    faults.forgive("preload assets")  # axe's complaint about a style sheet that it cannot read
    text = "ＡＩの話。\n\nAIは便利。aiも。"
    put(screen, text.replace("AI", "«AI»"))
    screen.keyboard.press("Control+h")
    expect(screen.locator(SOUGHT)).to_be_focused()
    expect(screen.locator(SOUGHT)).to_have_value("AI")
    expect(screen.locator(COUNT)).to_have_text("3件中2件目")
    assert screen.locator(ROWS).all_inner_texts() == [
        "ＡＩの話。",
        "AIは便利。aiも。",
        "AIは便利。aiも。",
    ]
    screen.keyboard.press("Enter")
    assert state(screen) == "ＡＩの話。\n\nAIは便利。«ai»も。"
    screen.keyboard.press("Enter")  # around
    expect(screen.locator(COUNT)).to_have_text("3件中1件目")
    screen.keyboard.press("Shift+Enter")
    expect(screen.locator(COUNT)).to_have_text("3件中3件目")
    assert axe.violations(screen) == []

    screen.fill(REPLACEMENT, "人工知能")
    expect(screen.locator(f"{ROWS} ins").first).to_have_text("人工知能")
    screen.press(REPLACEMENT, "Enter")
    assert text_of(screen) == "ＡＩの話。\n\nAIは便利。人工知能も。"
    expect(screen.locator(COUNT)).to_have_text("2件中1件目")
    action(screen, "replaceAll").click()
    assert text_of(screen) == "人工知能の話。\n\n人工知能は便利。人工知能も。"
    expect(screen.locator(COUNT)).to_have_text("2件を置き換えました")
    screen.keyboard.press("Escape")
    expect(screen.locator(BODY)).to_be_focused()
    screen.keyboard.press("Control+z")
    assert text_of(screen) == "ＡＩの話。\n\nAIは便利。人工知能も。"
    screen.keyboard.press("Control+z")
    assert text_of(screen) == text


def test_the_bar_is_opened_by_its_button_and_leaves_keys_to_the_input_method(screen):
    put(screen, "京都と東京と京都。")
    screen.click("[data-find-open]")
    session = compose(screen, "きょうと")
    press_composing_enter(session)
    assert state(screen) == "京都と東京と京都。‸"
    session.send("Input.insertText", {"text": "京都"})
    expect(screen.locator(COUNT)).to_have_text("2件")
    screen.locator(ROWS).nth(1).click()
    assert state(screen) == "京都と東京と«京都»。"
    screen.fill(SOUGHT, "大阪")
    expect(screen.locator(COUNT)).to_have_text("見つかりません")
    expect(action(screen, "replaceAll")).to_be_disabled()
    screen.focus(SOUGHT)
    screen.keyboard.press("Escape")
    expect(screen.locator("[data-find]")).to_be_hidden()

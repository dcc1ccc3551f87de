"""Keys in lists and quotations of the edit screen: Enter continues, Tab indents and never traps the focus."""

import pytest
from django.urls import reverse

from tests.browser.editor import BODY, put, state, text_of
from tests.browser.test_ime import compose, press_composing_enter

ENTER = [
    ("- 一‸", "- 一\n- ‸"),
    ("* 一‸", "* 一\n* ‸"),
    ("- 一‸二", "- 一\n- ‸二"),
    ("- 一‸ 二", "- 一\n- ‸二"),
    ("- 一\n- ‸", "- 一\n‸"),
    ("- 一\n-‸", "- 一\n‸"),
    ("9. 一‸", "9. 一\n10. ‸"),
    ("1) 一‸", "1) 一\n2) ‸"),
    ("- [x] 一‸", "- [x] 一\n- [ ] ‸"),
    ("- [ ] 一\n- [ ] ‸", "- [ ] 一\n‸"),
    ("- 一\n  - 二‸", "- 一\n  - 二\n  - ‸"),
    ("- 一\n  - 二\n  - ‸", "- 一\n  - 二\n- ‸"),
    ("1. 一\n   - 二\n   - ‸", "1. 一\n   - 二\n2. ‸"),
    ("> 一‸", "> 一\n> ‸"),
    ("> 一\n> ‸", "> 一\n‸"),
    ("> > 一\n> > ‸", "> > 一\n> ‸"),
    ("> - 一‸", "> - 一\n> - ‸"),
    ("> - 一\n> - ‸", "> - 一\n> ‸"),
    ("- «一»", "- \n- ‸"),
    ("‸- 一", "\n‸- 一"),
    ("ふつうの文‸", "ふつうの文\n‸"),
    ("```\n- 一‸\n```", "```\n- 一\n‸\n```"),
    ("---‸", "---\n‸"),
    ("**太字**‸", "**太字**\n‸"),
]
TAB = [
    ("- 一\n- 二‸", "- 一\n  - 二‸"),
    ("- 一\n  - 二‸", "- 一\n  - 二‸"),
    ("- 一\n  - 二\n  - 三‸", "- 一\n  - 二\n    - 三‸"),
    ("1. 一\n2. 二‸", "1. 一\n   1. 二‸"),
    ("1. 一\n   1. 二\n2. 三‸", "1. 一\n   1. 二\n   2. 三‸"),
    ("- 一\n«- 二\n- 三»", "- 一\n«  - 二\n  - 三»"),
    ("> - 一\n> - 二‸", "> - 一\n>   - 二‸"),
    ("- [ ] 一\n- [ ] ‸", "- [ ] 一\n  - [ ] ‸"),
]
SHIFT_TAB = [
    ("- 一\n  - 二‸", "- 一\n- 二‸"),
    ("1. 一\n   1. 二‸", "1. 一\n2. 二‸"),
    ("- 一\n«  - 二\n  - 三»", "- 一\n«- 二\n- 三»"),
]


@pytest.fixture
def screen(new_page, author_user, author):
    """The edit screen of a new post."""
    page = new_page(user=author_user)
    page.goto(reverse("admin:blog_post_add"))
    return page


@pytest.mark.parametrize(
    ("key", "cases"),
    [("Enter", ENTER), ("Tab", TAB), ("Shift+Tab", SHIFT_TAB)],
    ids=["enter", "tab", "shift-tab"],
)
def test_a_key_continues_ends_or_indents_an_item(screen, key, cases):
    wrong = []
    for before, expected in cases:
        put(screen, before)
        screen.keyboard.press(key)
        if state(screen) != expected:
            wrong.append(f"{before!r}: {state(screen)!r} instead of {expected!r}")
    assert not wrong, "\n".join(wrong)


def test_one_undo_takes_a_continued_item_back(screen):
    put(screen, "- 一‸")
    screen.keyboard.press("Enter")
    screen.keyboard.press("Control+z")
    assert state(screen) == "- 一‸"


@pytest.mark.parametrize("before", ["ふつうの文‸", "- 一\n\nふつうの文‸", "| a |‸", "「- 一」‸"])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_tab_outside_a_list_leaves_the_text(screen, before, key):
    put(screen, before)
    screen.keyboard.press(key)
    assert not screen.evaluate(f"document.activeElement.matches('{BODY}')")
    assert state(screen) == before


def test_escape_and_tab_leave_the_text_from_a_list(screen):
    put(screen, "- 一\n- 二‸")
    screen.keyboard.press("Escape")
    screen.keyboard.press("Tab")
    assert not screen.evaluate(f"document.activeElement.matches('{BODY}')")
    assert text_of(screen) == "- 一\n- 二"
    screen.focus(BODY)
    screen.keyboard.press("Escape")
    screen.keyboard.type("x")
    screen.keyboard.press("Tab")
    assert text_of(screen) == "- 一\n  - 二x"


def test_enter_that_takes_a_candidate_continues_nothing(screen):
    put(screen, "- ‸")
    session = compose(screen, "かんじ")
    press_composing_enter(session)
    session.send("Input.insertText", {"text": "漢字"})
    assert state(screen) == "- 漢字‸"


@pytest.mark.parametrize("sign", ["isComposing: true", "keyCode: 229"])
@pytest.mark.parametrize("key", ["Enter", "Tab"])
def test_keys_of_an_input_method_are_left_alone(screen, sign, key):
    put(screen, "- 一\n- 二‸")
    prevented = screen.evaluate(
        f"(() => {{ const event = new KeyboardEvent('keydown', {{ key: '{key}', cancelable: true,"
        f" bubbles: true, {sign} }}); document.querySelector('{BODY}').dispatchEvent(event);"
        " return event.defaultPrevented; })()"
    )
    assert not prevented
    assert text_of(screen) == "- 一\n- 二"

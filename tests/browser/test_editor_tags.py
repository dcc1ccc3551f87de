"""Tags are completed while they are typed, and show how often they are used."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.test_ime import compose, press_composing_enter
from tests.factories import make_tag, published_post

FIELD = "[name=tags]"
OPTIONS = "[data-tags-list] [role=option]"


def test_a_tag_is_completed_by_keyboard_after_the_input_method(
    new_page, author_user, author, faults
):
    faults.forgive("preload assets")  # axe's complaint about a style sheet that it cannot read
    published_post(tags=[make_tag(name="京都")])
    make_tag(name="京野菜")
    make_tag(name="旅")
    page = new_page(user=author_user, bypass_csp=True)  # axe injects style sheets
    page.goto(reverse("admin:blog_post_add"))
    page.focus(FIELD)
    page.keyboard.insert_text("旅、")
    expect(page.locator(OPTIONS)).to_have_text(["京都 1件", "京野菜 0件"])
    session = compose(page, "きょう")
    press_composing_enter(session)
    assert page.input_value(FIELD) == "旅、きょう"
    session.send("Input.insertText", {"text": "京"})
    page.wait_for_timeout(300)
    assert axe.violations(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value(FIELD) == "旅、京野菜"
    expect(page.locator("[data-tags-list]")).to_be_hidden()
    page.keyboard.press("Control+z")
    assert page.input_value(FIELD) == "旅、京"
    page.keyboard.press("ArrowDown")
    page.locator(OPTIONS).get_by_text("京都").click()
    assert page.input_value(FIELD) == "旅、京都"
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(300)
    page.keyboard.press("Escape")
    expect(page.locator("[data-tags-list]")).to_be_hidden()

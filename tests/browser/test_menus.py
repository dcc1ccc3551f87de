"""Menus in a browser: an administrator edits them, a reader opens them, by keyboard and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from blog.models import MenuItem
from tests.factories import make_category, published_page, published_post

PHONE = {"width": 390, "height": 844}
WORDS = {
    "ja": {"add": "選んだものを追加", "save": "メニューを保存", "menus": "メニュー"},
    "en": {"add": "Add the selected items", "save": "Save the menu", "menus": "Menus"},
}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_owner_changes_the_menu_and_readers_see_it(
    new_page: Callable[..., Page], page: Page, editor_user: User, language: str
) -> None:
    words = WORDS[language]
    editor_user.language = language
    editor_user.save()
    published_post(category=make_category(name="技術", slug="tech"))
    published_page(title="このブログについて", slug="about")

    desk = new_page(user=editor_user)
    desk.goto("/admin/")
    desk.locator(".desk-places").get_by_role("link", name=words["menus"], exact=True).click()
    desk.fill("#menu-new-heading", "読む")
    desk.click("button[value=heading]")
    desk.locator("[data-row]").wait_for()
    for title in ("技術", "このブログについて"):
        desk.fill("[data-menu-search]", title)
        desk.locator("[data-menu-part=offers] li").filter(has_text=title).locator("input").check()
        desk.get_by_role("button", name=words["add"]).click()
        expect(desk.locator(f"[data-row] input[placeholder='{title}']")).to_have_count(1)
    second = desk.locator("[data-row]").nth(1)
    second.locator("button[value^='in:']").press("Enter")
    expect(desk.locator("[data-row].is-below")).to_have_count(1)
    expect(desk.locator("button[value^='in:']").nth(1)).to_be_focused()
    # The preview is the site's own markup.
    expect(desk.locator("[data-preview] details summary")).to_contain_text("読む")

    # The third entry is dragged to the top.
    handle = desk.locator("[data-handle]").nth(2)
    handle.scroll_into_view_if_needed()
    box, top = handle.bounding_box(), desk.locator("[data-row]").first.bounding_box()
    assert box
    assert top
    desk.mouse.move(box["x"] + 8, box["y"] + 8)
    desk.mouse.down()
    desk.mouse.move(box["x"] + 8, top["y"] + 4, steps=8)
    desk.mouse.up()
    expect(desk.locator("[data-row] [name$=-label]").first).to_have_attribute(
        "placeholder", "このブログについて"
    )
    desk.get_by_role("button", name=words["save"]).click()
    desk.wait_for_load_state()
    assert [(item.kind, item.level) for item in MenuItem.objects.order_by("order")] == [
        ("page", 0),
        ("text", 0),
        ("category", 1),
    ]

    page.goto("/")
    nav = page.locator("[data-site-nav]")
    expect(nav.locator("> ul > li")).to_have_count(2)
    group = nav.locator("details")
    group.locator("summary").press("Enter")
    expect(nav.get_by_role("link", name="技術")).to_be_visible()
    page.keyboard.press("Tab")
    expect(nav.get_by_role("link", name="技術")).to_be_focused()
    page.keyboard.press("Escape")
    expect(group.locator("summary")).to_be_focused()
    expect(nav.get_by_role("link", name="技術")).to_be_hidden()
    group.locator("summary").click()
    page.mouse.click(640, 700)
    expect(nav.get_by_role("link", name="技術")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_the_menu_is_a_panel_with_and_without_scripts(
    new_page: Callable[..., Page], scripts: bool
) -> None:
    for number in range(12):
        category = make_category(name=f"とても長い名前の分類その{number}番", slug=f"c{number}")
        published_post(category=category)
    page = new_page(viewport=PHONE, java_script_enabled=scripts, has_touch=True)
    page.goto("/")
    nav, button = page.locator("[data-site-nav]"), page.locator(".menu-button")
    expect(nav).to_be_hidden()
    before = page.locator("h1").bounding_box()
    button.tap()
    expect(nav).to_be_visible()
    assert page.locator("h1").bounding_box() == before
    sizes = [link.bounding_box() for link in nav.locator("a, button").all()]
    assert all(box and box["height"] >= 44 and box["width"] >= 44 for box in sizes)
    if scripts:
        expect(nav.locator("button")).to_be_focused()
    page.keyboard.press("Escape")
    expect(nav).to_be_hidden()
    expect(button).to_be_focused()
    button.tap()
    nav.locator("a", has_text="その3番").tap()
    page.wait_for_url("**/categories/c3/")
    page.locator(".menu-button").tap()
    expect(page.locator("[data-site-nav] [aria-current=page]")).to_have_text(
        "とても長い名前の分類その3番"
    )

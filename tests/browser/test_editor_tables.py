"""Tables on the edit screen: the grid of sizes, and commands for rows and columns."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.editor import press_tool, put, state, text_of

MENU = "[data-table-menu]"
HEAD = "| 項目 | 値  |\n| ---- | --- |\n"
TABLE = f"{HEAD}| 色   | 赤‸  |\n| 形   | 丸  |"

#: Command, table before, table after.
CHANGES = [
    ("rowBelow", TABLE, f"{HEAD}| 色   | 赤  |\n|      | ‸    |\n| 形   | 丸  |"),
    ("rowAbove", TABLE, f"{HEAD}|      | ‸    |\n| 色   | 赤  |\n| 形   | 丸  |"),
    ("rowAbove", "| 項‸目 |\n|---|", "| 項目 |\n| ---- |\n| ‸     |"),
    ("deleteRow", TABLE, f"{HEAD}| 形   | «丸»  |"),
    ("deleteRow", "前\n\n| 項‸目 |\n|---|\n\n後", "前‸\n\n後"),
    (
        "columnLeft",
        "| 項目 | 値 |\n|--|:-:|\n| 色‸ | 赤い |",
        "|     | 項目 |  値  |\n| --- | ---- | :--: |\n| ‸    | 色   | 赤い |",
    ),
    (
        "columnRight",
        "| 項‸目 | 値 |\n|--|--|",
        "| 項目 | ‸    | 値  |\n| ---- | --- | --- |",
    ),
    ("deleteColumn", TABLE, "| 項目 |\n| ---- |\n| «色»   |\n| 形   |"),
    ("deleteColumn", "| 項‸目 |\n|---|\n| 色 |", "‸"),
    (
        "alignRight",
        "| 品 | 値 |\n| --- | --- |\n| 紙 | 1,000‸ |",
        "| 品  |    値 |\n| --- | ----: |\n| 紙  | «1,000» |",
    ),
    ("alignCenter", "| 品‸ |\n| --- |\n| 色紙 |", "|  «品»  |\n| :--: |\n| 色紙 |"),
    ("alignLeft", "| 品‸ |\n| :-- |", "| «品»  |\n| --- |"),
    (
        "alignLeft",
        "| a\\|b‸ | ｶﾅ |\n|---|---|\n| 😀 | が |",
        "| «a\\|b» | ｶﾅ  |\n| :--- | --- |\n| 😀   | が  |",
    ),
]


@pytest.fixture
def screen(new_page, author_user, author):
    """The edit screen of a new post."""
    page = new_page(user=author_user, bypass_csp=True)  # axe injects style sheets
    page.goto(reverse("admin:blog_post_add"))
    return page


def command(page, name):
    page.locator(f"{MENU} summary").click()
    page.click(f"[data-table-command={name}]")


def test_rows_and_columns_at_the_cursor_change_and_stay_lined_up(screen):
    results = []
    for name, before, _after in CHANGES:
        put(screen, before)
        command(screen, name)
        results.append(state(screen))
        expect(screen.locator(MENU)).not_to_have_attribute("open", "")
        screen.keyboard.press("Control+z")
        assert text_of(screen) == before.replace("‸", "")
    assert results == [after for _name, _before, after in CHANGES]


def test_a_new_table_gets_its_size_from_a_grid_by_keyboard(screen, faults):
    faults.forgive("preload assets")  # axe's complaint about a style sheet that it cannot read
    put(screen, "文の‸途中")
    press_tool(screen, "table")
    expect(screen.get_by_role("button", name="3行 2列")).to_be_focused()
    assert axe.violations(screen) == []
    screen.keyboard.press("ArrowUp")
    screen.keyboard.press("ArrowRight")
    expect(screen.locator("[data-table-size]")).to_have_text("2行 3列")
    screen.keyboard.press("Enter")
    table = "| «項目1» | 項目2 | 項目3 |\n| ----- | ----- | ----- |\n|       |       |       |"
    assert state(screen) == f"文の途中\n\n{table}\n"
    press_tool(screen, "table")
    assert text_of(screen).strip() == "文の途中"
    put(screen, "一‸")
    press_tool(screen, "table")
    screen.keyboard.press("Escape")
    assert state(screen) == "一‸"


def test_the_commands_are_offered_in_a_table_only(screen):
    put(screen, "文")
    screen.locator(f"{MENU} summary").focus()
    screen.keyboard.press("ArrowDown")
    expect(screen.locator("[data-insert=table]")).to_be_focused()
    screen.keyboard.press("ArrowDown")
    expect(screen.locator("[data-insert=table]")).to_be_focused()
    expect(screen.locator("[data-table-command]:enabled")).to_have_count(0)
    screen.keyboard.press("Escape")
    put(screen, TABLE)
    screen.locator(f"{MENU} summary").click()
    expect(screen.locator("[data-table-command]:disabled")).to_have_count(0)

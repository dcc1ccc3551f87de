"""Tabs of a text: one part at a time with a script, all parts without one."""

from playwright.sync_api import expect

from tests.browser import axe
from tests.factories import published_post

BODY = """::::タブ
:::項目 {朝|あさ}
窓を開けます。
:::
:::項目 夜
## 灯り
灯りを落とします。
:::
::::
"""


def test_tabs_work_by_mouse_keyboard_and_address(new_page):
    post = published_post(body=BODY)
    page = new_page()
    page.goto(post.get_absolute_url())
    tabs = page.get_by_role("tab")
    expect(tabs).to_have_text(["朝", "夜"])
    expect(page.get_by_role("tabpanel")).to_have_count(1)
    expect(page.get_by_role("tabpanel", name="朝")).to_contain_text("窓を開けます。")
    tabs.nth(1).click()
    expect(page.get_by_role("tabpanel", name="夜")).to_contain_text("灯りを落とします。")
    page.keyboard.press("ArrowRight")
    expect(tabs.nth(0)).to_be_focused()
    expect(page.get_by_role("tabpanel", name="朝")).to_be_visible()
    page.evaluate("location.hash = 'h-灯り'")
    expect(page.get_by_role("tabpanel", name="夜")).to_be_visible()


def test_tabs_are_accessible(new_page, faults):
    faults.forgive("preload assets")
    page = new_page(bypass_csp=True)
    page.goto(published_post(body=BODY).get_absolute_url())
    page.get_by_role("tab").first.wait_for()
    assert axe.violations(page) == []


def test_without_javascript_all_parts_are_there_with_their_titles(new_page):
    page = new_page(java_script_enabled=False)
    page.goto(published_post(body=BODY).get_absolute_url())
    for text in ["窓を開けます。", "灯りを落とします。", "夜"]:
        expect(page.locator(".tabs").get_by_text(text, exact=True)).to_be_visible()

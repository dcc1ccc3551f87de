"""The live preview: it looks as the public page does, follows the source, and has the width of a device."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core.models import SiteSettings
from tests.browser.editor import BODY
from tests.factories import draft_post, make_settings, published_post

TEXT = "## 見出し\n\n" + "\n\n".join(f"段落{number}の文です。" * 6 for number in range(60))
STYLE = """(element) => {
  const { fontFamily, fontSize, lineHeight, color } = getComputedStyle(element);
  return { fontFamily, fontSize, lineHeight, color };
}"""
SCROLL = "(element) => element.scrollTop / (element.scrollHeight - element.clientHeight)"
PANE = "[data-preview-pane]"


@pytest.fixture
def write(new_page, author_user, author):
    """Return a function that opens the edit screen of a long post."""

    def open_screen(**options):
        post = draft_post(body=TEXT, authors=[author])
        page = new_page(user=author_user, **options)
        page.goto(reverse("admin:blog_post_change", args=[post.pk]))
        page.frame_locator("[data-preview]").locator("h2").wait_for(state="attached")
        return page

    return open_screen


def styles(frame):
    return {name: frame.locator(f".prose {name}").first.evaluate(STYLE) for name in ("h2", "p")}


def test_the_preview_has_the_typeface_theme_and_colours_of_the_page(write, new_page):
    make_settings(
        heading_font=SiteSettings.HeadingFont.SANS,
        text_size="large",
        density="compact",
        accent_light="#7a3b10",
    )
    page = write(viewport={"width": 1440, "height": 900})
    page.click("[data-view=read]")
    frame = page.frame_locator("[data-preview]")
    reader = new_page(viewport={"width": 1440, "height": 900})
    reader.goto(published_post(body=TEXT).get_absolute_url())
    assert styles(frame) == styles(reader)
    assert "Mincho" not in styles(frame)["h2"]["fontFamily"]
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    reader.evaluate("document.documentElement.dataset.theme = 'dark'")
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    assert styles(frame) == styles(reader)


def test_the_preview_takes_the_width_of_a_device_and_the_device_remembers_it(write):
    page = write()
    page.click("[data-view=both]")
    inner = page.frame_locator("[data-preview]").locator("html")
    width = page.locator("[data-preview-box]").evaluate("(box) => box.clientWidth")
    assert inner.evaluate("() => innerWidth") == width
    page.click("[data-preview-width=phone]")
    assert inner.evaluate("() => innerWidth") == 390
    page.click("[data-preview-width=desktop]")
    assert inner.evaluate("() => innerWidth") == 1024
    assert page.locator("[data-preview]").bounding_box()["width"] == pytest.approx(width, abs=1)
    page.reload()
    page.frame_locator("[data-preview]").locator("h2").wait_for(state="attached")
    expect(page.locator("[data-preview-width=desktop]")).to_have_attribute("aria-pressed", "true")
    assert inner.evaluate("() => innerWidth") == 1024


def test_source_and_preview_scroll_together(write):
    page = write()
    page.click("[data-view=both]")
    body, pane = page.locator(BODY), page.locator(PANE)
    body.evaluate("(field) => { field.scrollTop = field.scrollHeight; }")
    page.wait_for_function(f"({SCROLL})(document.querySelector('{PANE}')) > 0.98")
    pane.evaluate("(pane) => { pane.scrollTop = (pane.scrollHeight - pane.clientHeight) / 2; }")
    page.wait_for_function(f"Math.abs(({SCROLL})(document.querySelector('{BODY}')) - 0.5) < 0.02")
    assert pane.evaluate(SCROLL) == pytest.approx(0.5, abs=0.02)  # not moved by the answer
    # A text pasted at the end of the source is seen in the preview.
    page.focus(BODY)
    body.press("Control+End")
    with page.expect_response("**/markdownx/preview/"):
        page.keyboard.insert_text("\n\n" + "貼り付けた長い文。\n\n" * 40)
    page.frame_locator("[data-preview]").get_by_text("貼り付けた").last.wait_for()
    page.wait_for_function(f"({SCROLL})(document.querySelector('{PANE}')) > 0.95")


def test_distraction_free_writing_shows_the_text_and_where_it_is_saved(write):
    page = write()
    page.click("[data-view=write]")
    page.click("[data-focus-mode]")
    expect(page.locator(BODY)).to_be_focused()
    for hidden in ["#header", ".write-side", ".write-slug"]:
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("[name=title]")).to_be_visible()
    page.keyboard.insert_text("追記。")
    expect(page.locator("[data-focus-state]")).to_have_text(
        page.locator("[data-saved]").inner_text()
    )
    page.keyboard.press("Control+s")
    expect(page.locator("[data-focus-state]")).to_contain_text("保存済み")
    page.keyboard.press("Escape")
    expect(page.locator(".write-side")).to_be_visible()
    expect(page.locator("[data-focus-mode]")).to_have_attribute("aria-pressed", "false")

"""Reading in a real browser: table of contents, light and dark mode, small screens, no JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from blog.models import Post
from tests.browser.conftest import Faults
from tests.factories import make_author, make_category, make_tag, published_post

PHONE = {"width": 390, "height": 844}
BODY = "\n\n".join(
    ["導入の文です。"] + [f"## 第{n}節の見出し\n\n" + "本文が続きます。" * 120 for n in range(1, 5)]
)
UGLY = f"""https://example.com/{"a-very-long-path/" * 18}

| {" | ".join(f"列{n}の見出し" for n in range(12))} |
|{"---|" * 12}
| {" | ".join("値" * 12 for _ in range(12))} |

```python:とても長い名前のファイル_{"x" * 80}.py
{"very_long_name = " * 20}
```

:::balloon 誰か
{"あ" * 90}
:::

:::columns
:::column
左
:::
:::column
右
:::
:::
"""


def read(page: Page, **fields: Any) -> Post:
    """Publish a post with four sections and open it."""
    post = published_post(**{"body": BODY, **fields})
    page.goto(post.get_absolute_url())
    return post


def scroll_to_section(page: Page, number: int) -> None:
    page.locator(".prose h2").nth(number).evaluate(
        "(heading) => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 20)"
    )


# Table of contents beside the text
def test_the_rail_marks_the_section_that_is_read(page: Page) -> None:
    read(page)
    current = page.locator(".toc-rail [aria-current]")
    expect(current).to_have_count(0)
    scroll_to_section(page, 2)
    expect(current).to_have_text(["3第3節の見出し"])
    expect(current).to_have_attribute("aria-current", "location")
    scroll_to_section(page, 0)
    expect(current).to_have_text(["1第1節の見出し"])


def test_the_rail_is_for_wide_screens_and_the_button_for_small_ones(page: Page) -> None:
    read(page)
    rail, button = page.locator(".toc-rail"), page.locator(".toc-button")
    expect(rail).to_be_visible()
    expect(button).to_be_hidden()
    page.set_viewport_size(PHONE)
    expect(rail).to_be_hidden()
    expect(button).to_be_visible()


def test_on_a_phone_a_sheet_opens_in_reach_of_the_thumb(page: Page) -> None:
    page.set_viewport_size(PHONE)
    read(page)
    scroll_to_section(page, 1)
    button, sheet = page.locator(".toc-button"), page.locator(".toc-sheet")
    button.click()
    expect(sheet).to_be_visible()
    expect(sheet.locator("[aria-current]")).to_have_text(["2第2節の見出し"])
    box = sheet.bounding_box()
    assert box
    assert box["y"] + box["height"] == PHONE["height"]
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(button).to_be_focused()


def test_a_choice_in_the_sheet_closes_it_and_leads_to_the_section(page: Page) -> None:
    page.set_viewport_size(PHONE)
    read(page)
    page.locator(".toc-button").click()
    page.locator(".toc-sheet a").nth(3).click()
    expect(page.locator(".toc-sheet")).to_be_hidden()
    expect(page.locator(".prose h2").nth(3)).to_be_in_viewport()


def test_two_equal_headings_are_marked_apart(page: Page) -> None:
    text = "本文が続きます。" * 120
    read(page, body=f"## 同じ見出し\n\n{text}\n\n## 同じ見出し\n\n{text}\n\n## 終わり\n\n{text}")
    scroll_to_section(page, 1)
    expect(page.locator(".toc-rail a").nth(1)).to_have_attribute("aria-current", "location")
    expect(page.locator(".toc-rail [aria-current]")).to_have_count(1)


# Light and dark mode
def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


LIGHT, DARK = "rgb(251, 249, 244)", "rgb(23, 24, 26)"


@pytest.mark.parametrize(("scheme", "colour"), [("light", LIGHT), ("dark", DARK)])
def test_the_page_follows_the_system(
    new_page: Callable[..., Page], scheme: str, colour: str
) -> None:
    page = new_page(color_scheme=scheme)
    page.goto("/")
    assert background(page) == colour
    expect(page.locator("[data-theme-switch]")).to_have_attribute(
        "aria-pressed", str(scheme == "dark").lower()
    )


def test_a_choice_is_remembered_and_there_before_the_first_paint(
    page: Page, faults: Faults
) -> None:
    faults.forgive("ERR_FAILED .*/js/main.js")
    page.goto("/")
    page.locator("[data-theme-switch]").click()
    assert background(page) == DARK
    page.route("**/main.js", lambda route: route.abort())
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert background(page) == DARK


def test_a_choice_that_equals_the_systems_is_forgotten(page: Page) -> None:
    page.goto("/")
    switch = page.locator("[data-theme-switch]")
    switch.click()
    switch.click()
    assert page.evaluate("localStorage.length") == 0
    page.emulate_media(color_scheme="dark")
    assert background(page) == DARK


# Without JavaScript
def test_without_scripts_the_contents_lead_to_every_section(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.set_viewport_size(PHONE)
    read(page)
    page.locator(".toc-button").click()
    expect(page.locator(".toc")).to_be_in_viewport()
    page.locator(".toc a").nth(2).click()
    expect(page.locator(".prose h2").nth(2)).to_be_in_viewport()


def test_without_scripts_no_button_is_dead(page_without_javascript: Page) -> None:
    page = page_without_javascript
    read(page, body=f"{BODY}\n\n```\ncode\n```")
    for button in page.locator("article button[type=button], header button[type=button]").all():
        expect(button).to_be_hidden()


# Small screens
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_ugliest_post_does_not_scroll_sideways(page: Page, faults: Faults, width: int) -> None:
    faults.forgive("status of 404 .*/nowhere/")
    page.set_viewport_size({"width": width, "height": 800})
    read(
        page,
        title="とても長い題名を付けてしまったときにどう見えるのかを確かめる、六十文字ほどもある記事の題名:2025年版"
        + "x" * 60,
        body=UGLY,
        tags=[make_tag(name=f"少し長めの札その{n}") for n in range(40)],
        category=make_category(name="長い名前の分類" * 4),
        authors=[make_author(name="寿限無寿限無五劫のすりきれ" * 3)],
    )
    for path in ("", "/", "/nowhere/"):
        if path:
            page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_long_remark_is_no_column_of_single_characters(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    read(page, body=UGLY)
    text = page.locator(".balloon-text p").bounding_box()
    assert text
    assert text["width"] >= 10 * 16


def test_targets_of_a_thumb_are_large_enough(page: Page) -> None:
    page.set_viewport_size(PHONE)
    read(page)
    for target in page.locator("button:visible, .button:visible, .site-nav a, .toc-button").all():
        box = target.bounding_box()
        assert box
        assert box["height"] >= 44


# Code
def test_code_is_copied_and_the_copy_is_announced(new_page: Callable[..., Page]) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    read(page, body="```python\nprint('綴')\n```")
    page.locator(".code-tools button").last.click()
    expect(page.locator("[data-toast]")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == "print('綴')"


def test_the_buttons_of_a_code_block_have_a_row_of_their_own(page: Page) -> None:
    read(page, body="```python {1-2}\nint_value = 1\nb = 2\n```")
    tools = page.locator(".code-tools").bounding_box()
    line = page.locator(".line-marked").first.bounding_box()
    following = page.locator(".line-marked").last.bounding_box()
    assert tools
    assert line
    assert following
    assert tools["y"] + tools["height"] <= line["y"]
    assert following["y"] == pytest.approx(line["y"] + line["height"], abs=0.02)


def test_the_reading_of_a_word_is_not_copied(page: Page) -> None:
    read(page, body="{東京|とう|きょう}の話")
    page.locator(".prose p").first.select_text()
    assert page.evaluate("getSelection().toString().trim()") == "東京の話"


def test_a_note_leaves_no_gap_in_its_line(page: Page) -> None:
    read(page, body="本文((注))と続き")
    gap = page.locator(".footnote-ref").evaluate("""(mark) => {
      const range = document.createRange();
      range.setStart(mark.nextSibling, 0);
      range.setEnd(mark.nextSibling, 1);
      const link = document.createRange();
      link.selectNodeContents(mark.querySelector("a").firstChild);
      return range.getBoundingClientRect().left - link.getBoundingClientRect().right;
    }""")
    assert gap == pytest.approx(0, abs=0.5)


def test_the_button_of_the_contents_leaves_where_the_article_ends(page: Page) -> None:
    page.set_viewport_size(PHONE)
    read(page)
    button = page.locator(".toc-button")
    expect(button).to_be_visible()
    page.locator("#comments").scroll_into_view_if_needed()
    expect(button).to_be_hidden()
    scroll_to_section(page, 1)
    expect(button).to_be_visible()


def test_the_head_of_a_table_stays_in_sight(page: Page) -> None:
    rows = "\n".join(f"| {n} | b |" for n in range(60))
    read(page, body=f"| 甲 | 乙 |\n|--|--|\n{rows}")
    table = page.locator(".table-wrap")
    table.evaluate("(element) => { element.scrollTop = 500 }")
    head, frame = page.locator("thead th").first.bounding_box(), table.bounding_box()
    assert head
    assert frame
    assert head["y"] == pytest.approx(frame["y"] + 1, abs=1)


# Print
def test_paper_has_all_columns_and_open_folds(page: Page) -> None:
    columns = range(14)
    head = "|".join(f"見出し{n}" for n in columns)
    rule = "|".join("--" for _ in columns)
    read(page, body=f"|{head}|\n|{rule}|\n|{head}|\n\n<details><summary>題</summary>畳む</details>")
    page.set_viewport_size({"width": 640, "height": 900})
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    table = page.locator(".table-wrap")
    assert table.evaluate("(element) => element.scrollWidth - element.clientWidth") <= 1
    expect(page.locator(".prose details")).to_have_attribute("open", "")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".prose details")).not_to_have_attribute("open", "")


def test_paper_gets_the_text_and_nothing_to_press(page: Page) -> None:
    read(page)
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".prose h2").first).to_be_visible()
    for gone in (".site-nav", ".toc", ".toc-rail", ".after-entry", ".site-footer", ".site-tools"):
        expect(page.locator(gone)).to_be_hidden()

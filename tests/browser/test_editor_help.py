"""The help panel of the edit screen: opened by F1, searched in Japanese and Latin letters, inserted."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.editor import BODY, put, state, text_of


@pytest.fixture
def screen(new_page, author_user, author):
    """The edit screen of a new post."""
    page = new_page(user=author_user)
    page.goto(reverse("admin:blog_post_add"))
    return page


def entries(page):
    return page.locator("[data-help-entry]:visible h3")


def test_an_author_finds_a_block_and_inserts_it_with_undo(screen):
    put(screen, "一つ目の段落。‸\n\n二つ目。")
    screen.keyboard.press("F1")
    search = screen.locator("[data-help-search]")
    expect(search).to_be_focused()
    expect(entries(screen).first).to_be_visible()
    search.fill("ﾓｸｼﾞ")
    assert entries(screen).all_inner_texts() == ["目次"]
    search.fill("oritatami")
    assert entries(screen).all_inner_texts() == ["折りたたみ"]
    search.press("Enter")  # does not save
    example = screen.locator("[data-help-example]:visible")
    expect(example.locator("summary")).to_have_text("詳しい計算")
    screen.locator("[data-help-insert]:visible").click()
    block = ":::折りたたみ 詳しい計算\n1日10分で、1年で60時間です。\n:::"
    assert state(screen) == f"一つ目の段落。\n\n«{block}»\n\n二つ目。"
    screen.keyboard.press("Control+z")
    assert text_of(screen) == "一つ目の段落。\n\n二つ目。"
    assert screen.url.endswith(reverse("admin:blog_post_add"))


def test_inline_examples_stay_in_the_line_and_escape_leads_back_to_the_text(screen):
    put(screen, "東京の‸夏")
    screen.locator("[data-toolbar] [data-help-open]").click()
    screen.locator("[data-help-search]").fill("ぼうてん")
    screen.locator("[data-help-insert]:visible").click()
    assert state(screen) == "東京の«ここが《《大切》》です。»夏"
    screen.locator("[data-help-search]").press("Escape")
    expect(screen.locator("[data-help-dialog]")).to_be_hidden()
    assert screen.evaluate(f"document.activeElement.matches('{BODY}')")


def test_the_page_shows_the_examples_without_javascript(new_page, author_user):
    page = new_page(user=author_user, java_script_enabled=False)
    page.goto(reverse("admin:editor_help"))
    expect(page.locator("[data-help-example] blockquote").first).to_be_visible()
    page.get_by_role("searchbox").last.fill("表")
    page.get_by_role("searchbox").last.press("Enter")
    expect(page.locator("[data-help-example] table").first).to_be_visible()

"""A draft is never lost: reloads, deleted posts, a site that is down, old browsers."""

import re

import pytest
from playwright.sync_api import Page, expect

from blog.models import Post
from comments.models import Comment
from tests.browser.conftest import Faults
from tests.factories import approved_comment, published_post


@pytest.fixture
def post() -> Post:
    """A public post with a comment."""
    post = published_post(title="糸と紙の話")
    approved_comment(post, name="花子", text="面白いお話でした。")
    return post


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Disable the minimum time on the form."""
    monkeypatch.setattr("core.antispam_forms.FASTEST_SECONDS", 0)


def open_form(page: Page, post: Post) -> None:
    page.goto(post.get_absolute_url())
    page.locator("[data-comment-place]").scroll_into_view_if_needed()
    page.locator("[data-comment-form]").wait_for()


def fill(page: Page, name: str, text: str) -> None:
    page.locator("[name=name]").fill(name)
    page.locator("[name=comment]").fill(text)


def test_a_text_begun_is_there_after_a_reload_and_gone_once_sent(page: Page, post: Post) -> None:
    open_form(page, post)
    fill(page, "次郎", "書きかけ")
    page.reload()
    open_form(page, post)
    expect(page.locator("[name=comment]")).to_have_value("書きかけ")
    expect(page.locator("[name=name]")).to_have_value("次郎")
    page.locator("[name=post]").click()
    page.locator("[data-comment-posted]").wait_for()
    page.reload()
    open_form(page, post)
    expect(page.locator("[name=comment]")).to_have_value("")


def test_a_draft_of_an_answer_comes_back_under_the_comment_and_of_another_post_not(
    page: Page, post: Post
) -> None:
    open_form(page, post)
    root = Comment.objects.get()
    page.locator(f"[data-comment-reply='{root.pk}']").click()
    page.locator("[name=comment]").fill("お返事の途中")
    open_form(page, published_post())
    expect(page.locator("[name=comment]")).to_have_value("")
    open_form(page, post)
    form = page.locator(f"#comment-{root.pk} > article [data-comment-form]")
    expect(form.locator("[name=comment]")).to_have_value("お返事の途中")
    expect(form.locator("[name=reply_to]")).to_have_value(str(root.pk))


def test_the_page_of_the_form_keeps_a_draft_too_until_it_is_sent(page: Page, post: Post) -> None:
    address = f"/comments/form/blog.post/{post.pk}/"
    page.goto(address)
    fill(page, "次郎", "別のページで")
    page.reload()
    page.goto(address)
    expect(page.locator("[name=comment]")).to_have_value("別のページで")
    page.locator("[name=post]").click()
    page.locator("[data-comment-posted]").wait_for()
    page.goto(address)
    expect(page.locator("[name=comment]")).to_have_value("")


def test_a_browser_that_keeps_nothing_fails_at_nothing(page: Page, post: Post) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
    )
    open_form(page, post)
    fill(page, "次郎", "覚えない")
    page.locator("[name=post]").click()
    page.locator("[data-comment-posted]").wait_for()


def test_for_a_deleted_post_the_form_says_so_and_keeps_the_text(
    page: Page, faults: Faults, post: Post
) -> None:
    faults.forgive(r"status of 404")
    open_form(page, post)
    fill(page, "次郎", "残る文章")
    Post.objects.update(status="draft")
    page.locator("[name=post]").click()
    expect(page.locator("[data-comment-failed]")).to_contain_text("もう公開されていません")
    expect(page.locator("[name=comment]")).to_have_value("残る文章")


def test_pressing_write_without_a_connection_stays_and_says_so(
    page: Page, faults: Faults, post: Post
) -> None:
    faults.forgive(r"ERR_INTERNET_DISCONNECTED|ERR_FAILED")
    Post.objects.update(body_html="<p>長い本文</p>" * 200)
    page.goto(post.get_absolute_url())
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.locator("[data-comment-write]").click()
    expect(page.locator("[data-comment-failed]")).to_contain_text("フォームを読み込めません")
    assert page.url.endswith(post.get_absolute_url())
    page.context.set_offline(False)
    page.locator("[data-comment-write]").click()
    expect(page.locator("[name=comment]")).to_be_focused()
    expect(page.locator("[data-comment-failed]")).to_have_count(0)


def test_a_preview_in_a_browser_that_ignores_the_button_sends_nothing(
    page: Page, post: Post
) -> None:
    page.add_init_script(
        "const Whole = FormData; window.FormData = class extends Whole {"
        "constructor(form) { super(form); } };"
    )
    open_form(page, post)
    fill(page, "次郎", "**まだ**")
    page.locator("[name=preview]").click()
    expect(page.locator("[data-comment-preview] strong")).to_have_text("まだ")
    assert Comment.objects.count() == 1
    page.locator("[name=post]").click()
    page.locator("[data-comment-posted]").wait_for()
    assert Comment.objects.count() == 2


def test_what_was_wrong_leaves_when_it_is_typed_into_and_a_long_text_is_counted(
    page: Page, faults: Faults, post: Post
) -> None:
    faults.forgive(r"status of 422")
    open_form(page, post)
    fill(page, "次郎", "字" * 3001)
    count = page.locator("[data-comment-count]")
    expect(count).to_have_text(re.compile(r"3001 / 3000文字"))
    page.locator("[name=post]").click()
    error = page.locator(".field .errorlist")
    expect(error).to_contain_text("コメントは3000文字までです。いま3001文字")
    page.locator("[name=comment]").press("End")
    page.locator("[name=comment]").press("Backspace")
    expect(error).to_have_count(0)
    expect(count).to_have_text(re.compile(r"3000 / 3000文字"))
    page.locator("[name=comment]").fill("短い")
    expect(count).to_be_hidden()

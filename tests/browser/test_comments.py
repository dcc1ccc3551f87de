"""Comments in a real browser: reading, writing, replying, moderating; with and without JavaScript."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from blog import publishing
from blog.models import Post
from comments import moderation
from comments.models import Comment, CommentPolicy
from tests.browser import axe
from tests.browser.conftest import PHONE, Faults
from tests.factories import approved_comment, held_comment, make_user, published_post


@pytest.fixture
def post() -> Post:
    """A public post with a short conversation."""
    post = published_post(title="糸と紙の話")
    root = approved_comment(post, name="花子", text="とても**面白い**お話でした。")
    approved_comment(post, name="太郎", text="同感です。", parent=root)
    return post


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Disable the minimum time on the form."""
    monkeypatch.setattr("core.antispam_forms.FASTEST_SECONDS", 0)


def open_form(page: Page, post: Post) -> None:
    """Scroll to the form as a reader does, and wait until it has been fetched."""
    page.goto(post.get_absolute_url())
    page.locator("[data-comment-place]").scroll_into_view_if_needed()
    page.locator("[data-comment-form]").wait_for()


def fill(page: Page, name: str, text: str) -> None:
    page.locator("[name=name]").fill(name)
    page.locator("[name=comment]").fill(text)


# With JavaScript
def test_a_reader_comments_and_a_moderator_approves_and_it_is_answered(
    page: Page, new_page: Callable[..., Page], post: Post
) -> None:
    open_form(page, post)
    fill(page, "次郎", "はじめまして。\n勉強になりました。")
    page.locator("[name=post]").click()
    waiting = page.locator("[data-comment-posted]")
    expect(waiting).to_contain_text("勉強になりました。")
    assert page.url.endswith(post.get_absolute_url())

    desk = new_page(user=make_user("moderator", role="moderator"))
    desk.goto("/admin/comments/queue/")
    desk.locator(".queue-approve").first.click()
    expect(desk.locator("[data-queue-toast]")).to_contain_text("次郎")
    expect(desk.locator("[data-queue-count=held]")).to_have_text("0")

    page.goto(post.get_absolute_url())
    comment = Comment.objects.get(user_name="次郎")
    expect(page.locator(f"#comment-{comment.pk}")).to_contain_text("勉強になりました。")
    page.locator(f"[data-comment-reply='{comment.pk}']").click()
    form = page.locator(f"#comment-{comment.pk} [data-comment-form]")
    form.wait_for()
    expect(form.locator("[name=comment]")).to_be_focused()
    expect(form.locator("[name=name]")).to_have_value("次郎")  # remembered on the device
    form.locator("[name=comment]").fill("お返事です。")
    form.locator("[name=post]").click()
    page.locator("[data-comment-posted]").wait_for()
    assert Comment.objects.get(comment="お返事です。").parent_id == comment.pk


def test_the_form_is_fetched_only_when_the_reader_comes_near(
    page: Page, faults: Faults, post: Post
) -> None:
    Post.objects.update(body_html="<p>長い本文</p>" * 200)
    page.goto(post.get_absolute_url())
    page.wait_for_load_state("networkidle")
    assert not [url for url in faults.requests if "/comments/form/" in url]
    assert page.context.cookies() == []
    page.locator("[data-comment-place]").scroll_into_view_if_needed()
    page.locator("[data-comment-form]").wait_for()
    assert len([url for url in faults.requests if "/comments/form/" in url]) == 1


def test_a_text_begun_moves_along_under_the_comment_and_back(page: Page, post: Post) -> None:
    root = Comment.objects.get(user_name="花子")
    open_form(page, post)
    fill(page, "次郎", "書きかけの文章")
    page.locator(f"[data-comment-reply='{root.pk}']").click()
    form = page.locator(f"#comment-{root.pk} > article [data-comment-form]")
    expect(form.locator("[name=comment]")).to_have_value("書きかけの文章")
    expect(form.locator("[name=reply_to]")).to_have_value(str(root.pk))
    page.locator("[data-comment-cancel]").click()
    back = page.locator("[data-comment-place] [data-comment-form]")
    expect(back.locator("[name=comment]")).to_have_value("書きかけの文章")
    expect(back.locator("[name=reply_to]")).to_have_value("")


def test_a_preview_and_a_refusal_keep_the_text_on_the_page(
    page: Page, faults: Faults, post: Post
) -> None:
    faults.forgive(r"status of 422")
    open_form(page, post)
    fill(page, "次郎", "**強い**言葉")
    page.locator("[name=preview]").click()
    expect(page.locator("[data-comment-preview] strong")).to_have_text("強い")
    page.locator("[name=security_hash]").evaluate("(input) => { input.value = '0'.repeat(40) }")
    page.locator("[name=post]").click()
    expect(page.locator("[data-comment-error]")).to_be_focused()
    expect(page.locator("[name=comment]")).to_have_value("**強い**言葉")
    page.locator("[name=post]").click()
    page.locator("[data-comment-posted]").wait_for()


def test_without_a_connection_the_text_stays_and_a_message_appears(
    page: Page, faults: Faults, post: Post
) -> None:
    faults.forgive("ERR_INTERNET_DISCONNECTED")
    open_form(page, post)
    fill(page, "次郎", "電車の中から")
    page.context.set_offline(True)
    page.locator("[name=post]").click()
    page.locator("[data-comment-failed]").wait_for()
    expect(page.locator("[name=comment]")).to_have_value("電車の中から")
    page.context.set_offline(False)
    page.locator("[name=post]").click()
    page.locator("[data-comment-posted]").wait_for()
    assert Comment.objects.filter(comment="電車の中から").count() == 1


def test_enter_that_takes_a_candidate_sends_nothing_and_ctrl_enter_sends(
    page: Page, post: Post
) -> None:
    open_form(page, post)
    fill(page, "次郎", "変換中")
    before = Comment.objects.count()
    composing = "(field) => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', ctrlKey: %s, isComposing: true, bubbles: true, cancelable: true}))"
    assert page.locator("[name=name]").evaluate(composing % "false") is False
    page.locator("[name=comment]").evaluate(composing % "true")
    page.wait_for_timeout(300)
    assert Comment.objects.count() == before
    page.locator("[name=comment]").press("Control+Enter")
    page.locator("[data-comment-posted]").wait_for()
    assert Comment.objects.count() == before + 1


def test_japanese_input_through_the_input_method_reaches_the_form_whole(
    page: Page, post: Post
) -> None:
    open_form(page, post)
    page.locator("[name=comment]").focus()
    session = page.context.new_cdp_session(page)
    session.send(
        "Input.imeSetComposition", {"text": "にほんご", "selectionStart": 4, "selectionEnd": 4}
    )
    session.send("Input.insertText", {"text": "日本語"})
    expect(page.locator("[name=comment]")).to_have_value("日本語")
    assert page.locator("[data-comment-posted]").count() == 0


def test_pressing_twice_sends_one_comment(page: Page, post: Post) -> None:
    open_form(page, post)
    fill(page, "次郎", "二度押し")
    page.locator("[name=post]").dblclick()
    page.locator("[data-comment-posted]").wait_for()
    assert Comment.objects.filter(comment="二度押し").count() == 1


def test_the_trap_is_out_of_sight_and_out_of_the_way_of_the_keyboard(
    page: Page, post: Post
) -> None:
    open_form(page, post)
    expect(page.locator("[name=honeypot]")).not_to_be_in_viewport()
    page.locator("[name=comment]").focus()
    reached = []
    for _step in range(5):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('name')"))
    assert reached == ["email", "answers", "post", "preview", None]


def test_nothing_floats_over_what_is_written_on_a_phone(
    new_page: Callable[..., Page], post: Post
) -> None:
    page = new_page(**PHONE)
    post.body = "## 節\n\n言葉\n\n" * 4
    publishing.save(post, fields=["body"])
    page.goto(post.get_absolute_url())
    expect(page.locator("[data-toc-open]")).to_be_visible()
    open_form(page, post)
    page.locator("[name=comment]").focus()
    expect(page.locator("[data-toc-open]")).to_be_hidden()


# Without JavaScript
def test_everything_works_without_scripts(
    page_without_javascript: Page, new_page: Callable[..., Page], post: Post
) -> None:
    page = page_without_javascript
    root = Comment.objects.get(user_name="花子")
    page.goto(post.get_absolute_url())
    page.locator(f"#comment-{root.pk} > article [data-comment-reply]").click()
    expect(page.locator(".comment-quoted")).to_contain_text("面白い")
    fill(page, "次郎", "**返事**です。")
    page.locator("[name=preview]").click()
    expect(page.locator("[data-comment-preview] strong")).to_have_text("返事")
    page.locator("[name=post]").click()
    expect(page.locator("[data-comment-posted]")).to_contain_text("返事です。")

    desk = new_page(user=make_user("moderator", role="moderator"), java_script_enabled=False)
    desk.goto("/admin/comments/queue/")
    desk.locator(".queue-approve").first.click()
    expect(desk.locator(".messagelist")).to_contain_text("次郎")

    page.get_by_role("link", name=re.compile("記事に戻る|Back to the post")).last.click()
    answer = Comment.objects.get(user_name="次郎")
    expect(page.locator(f"#comment-{root.pk} #comment-{answer.pk}")).to_contain_text("返事です。")


# Moderation
def test_a_moderator_decides_and_takes_it_back_without_loading_the_page(
    new_page: Callable[..., Page], post: Post
) -> None:
    held = [held_comment(post, name=f"待つ人{number}") for number in range(3)]
    desk = new_page(user=make_user("moderator", role="moderator"))
    desk.goto("/admin/comments/queue/")
    desk.evaluate("window.sameDocument = true")
    waiting = desk.locator("[data-queue-count=held]")
    desk.locator(f"#comment-{held[0].pk} .queue-spam").click()
    expect(waiting).to_have_text("2")
    expect(desk.locator(f"#comment-{held[1].pk}")).to_be_focused()
    desk.locator("[data-queue-undo]").click()
    expect(waiting).to_have_text("3")
    desk.locator(f"#comment-{held[1].pk} [data-queue-part=reply] summary").click()
    desk.locator(f"#comment-{held[1].pk} textarea").fill("ようこそ。")
    desk.locator(f"#comment-{held[1].pk} .queue-reply .queue-send").click()
    expect(waiting).to_have_text("2")
    assert desk.evaluate("window.sameDocument")
    states = list(
        Comment.objects.filter(pk__in=[one.pk for one in held])
        .order_by("pk")
        .values_list("state", flat=True)
    )
    assert states == ["held", "approved", "held"]
    assert Comment.objects.get(comment="ようこそ。").parent_id == held[1].pk


# Appearance
def test_threads_forms_and_queue_break_no_rule_of_accessibility(
    new_context: Callable[..., BrowserContext],
    new_page: Callable[..., Page],
    faults: Faults,
    post: Post,
) -> None:
    faults.forgive("status of 422")
    deep = Comment.objects.get(user_name="太郎")
    for _level in range(2):
        deep = approved_comment(
            post, parent=deep, text="```\ncode\n```\n> 引用\n\n[文](https://example.com)"
        )
    moderation.remove(Comment.objects.get(user_name="太郎"), by=make_user("remover"))
    held_comment(post, name="待つ人", parent=deep if deep.level < 3 else None)
    options = {"bypass_csp": True, "viewport": {"width": 390, "height": 844}}
    page = new_page(**options)
    found = {}
    open_form(page, post)
    found["post"] = axe.violations(page)
    for path in (
        f"/comments/form/blog.post/{post.pk}/?reply_to={deep.root}",
        f"/comments/on/blog.post/{post.pk}/",
        f"/comments/thread/{deep.root}/",
    ):
        page.goto(path)
        found[path] = axe.violations(page)
    page.goto(f"/comments/form/blog.post/{post.pk}/")
    page.locator("[name=name]").fill("\u200b")
    page.locator("[name=comment]").fill("文章")
    page.locator("[name=post]").click()
    expect(page.locator("[aria-invalid=true]")).to_have_count(1)
    found["refused"] = axe.violations(page)
    page.locator("[name=name]").fill("次郎")
    page.locator("[name=post]").click()
    page.locator("[data-comment-posted]").wait_for()
    found["posted"] = axe.violations(page)
    desk = new_page(**options, user=make_user("moderator", role="moderator"))
    desk.goto("/admin/comments/queue/")
    desk.locator("[data-queue-part=reply] summary").first.click()
    found["queue"] = axe.violations(desk)
    assert {place: lines for place, lines in found.items() if lines} == {}


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_of_the_discussion_is_wider_than_the_screen(
    new_page: Callable[..., Page], post: Post, width: int
) -> None:
    CommentPolicy(max_level=9).save()
    deep = Comment.objects.get(user_name="太郎")
    for _level in range(6):
        deep = approved_comment(
            post,
            parent=deep,
            name="長" * 50,
            text="https://example.com/" + "a" * 300 + "\n\n`" + "b" * 200 + "`",
        )
    held_comment(post, name="W" * 50, text="c" * 500)
    size = {"width": width, "height": 800}
    page, desk = (
        new_page(viewport=size),
        new_page(viewport=size, user=make_user("moderator", role="moderator")),
    )
    open_form(page, post)
    desk.goto("/admin/comments/queue/")
    for one in (page, desk):
        assert one.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(f"#comment-{deep.pk} .comment-text").first.bounding_box()
    assert box
    assert box["width"] > 200

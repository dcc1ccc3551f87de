"""The main story from end to end: write, read, share, follow, comment; with and without JavaScript."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from blog.models import Author, Post
from comments.models import Comment
from tests.browser.test_writing import put_picture, wait_for_picture
from tests.factories import PASSWORD, make_persona, published_post

BODY = """朝の{珈琲|コーヒー}の話です。

:::point
豆：浅煎り
湯：九十度
:::

:::balloon hajime
よい香り。
:::

"""


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Disable the minimum time on the form."""
    monkeypatch.setattr("core.antispam_forms.FASTEST_SECONDS", 0)


def sign_in_as_a_person_does(page: Page, user: User) -> None:
    page.goto("/admin/")
    page.fill("[name=login]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main [type=submit]")
    page.wait_for_url("**/admin/")


def test_a_post_is_written_read_shared_followed_and_discussed(
    new_page: Callable[..., Page], author: Author, author_user: User, moderator_user: User
) -> None:
    make_persona(key="hajime", name="はじめ")

    # An author signs in, writes, looks at the preview and publishes.
    desk = new_page()
    sign_in_as_a_person_does(desk, author_user)
    desk.goto("/admin/blog/post/add/")
    desk.fill("[name=title]", "珈琲を淹れる朝")
    desk.click("textarea[name=body]")
    desk.keyboard.insert_text(BODY)
    put_picture(desk)
    desk.fill("[data-alt-text]", "湯気の立つカップ")
    desk.click("[data-alt-ok]")
    wait_for_picture(desk)
    preview = desk.frame_locator("[data-preview]").locator(".prose")
    preview.locator("img[alt='湯気の立つカップ']").wait_for()
    expect(preview.locator(".box-point dt").first).to_have_text("豆")
    expect(preview.locator(".balloon-name")).to_have_text("はじめ")
    expect(preview.locator("rt")).to_have_text("コーヒー")
    desk.click("[name=_publish]")
    desk.wait_for_url("**/change/")
    post = Post.objects.get()

    # A reader opens it, copies the address, finds the feed, and comments.
    reader = new_page()
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.goto("/")
    reader.get_by_role("link", name="珈琲を淹れる朝").click()
    expect(reader.locator("h1")).to_have_text("珈琲を淹れる朝")
    expect(reader.locator(".prose img[alt='湯気の立つカップ']")).to_be_visible()
    reader.get_by_role("button", name="URLをコピー").click()
    expect(reader.get_by_text("URLをコピーしました！")).to_be_visible()
    assert reader.evaluate("navigator.clipboard.readText()") == reader.url
    reader.locator(".follow").get_by_role("link", name="RSS").click()
    reader.wait_for_url("**/feed/guide/")
    feed = reader.request.get("/feed/")
    assert "珈琲を淹れる朝" in feed.text()
    reader.goto(post.get_absolute_url())
    reader.locator("[data-comment-place]").scroll_into_view_if_needed()
    reader.locator("[name=name]").fill("通りすがり")
    reader.locator("[name=comment]").fill("香りが届くようです。")
    reader.locator("[name=post]").click()
    expect(reader.locator("[data-comment-posted]")).to_contain_text("香りが届くようです。")

    # No one else sees it until the moderator approves; then everyone does.
    stranger = new_page()
    stranger.goto(post.get_absolute_url())
    expect(stranger.locator("#comments")).not_to_contain_text("香りが届くようです。")
    queue = new_page()
    sign_in_as_a_person_does(queue, moderator_user)
    queue.goto("/admin/comments/queue/")
    queue.locator(".queue-approve").first.click()
    expect(queue.locator("[data-queue-count=held]")).to_have_text("0")
    stranger.reload()
    expect(stranger.locator("#comments")).to_contain_text("香りが届くようです。")

    # The reader replies.
    reader.reload()
    comment = Comment.objects.get()
    reader.locator(f"[data-comment-reply='{comment.pk}']").click()
    form = reader.locator(f"#comment-{comment.pk} [data-comment-form]")
    form.locator("[name=comment]").fill("自分への返信です。")
    form.locator("[name=post]").click()
    reader.locator("[data-comment-posted]").wait_for()
    assert Comment.objects.get(comment="自分への返信です。").parent_id == comment.pk


def test_a_reader_does_the_same_without_javascript(
    new_page: Callable[..., Page], moderator_user: User, author: Author
) -> None:
    post = published_post(title="紙の手ざわり", body="本文です。", authors=[author])
    reader = new_page(java_script_enabled=False)
    reader.goto("/")
    reader.get_by_role("link", name="紙の手ざわり").click()
    address = reader.locator(".share input[readonly]")
    assert address.input_value() == reader.url
    reader.locator(".follow").get_by_role("link", name="RSS").click()
    reader.wait_for_url("**/feed/guide/")
    assert reader.locator(f"a[href$='{post.get_absolute_url()}']").count() >= 1

    reader.goto(post.get_absolute_url())
    reader.locator("#comments a[href*='/comments/form/']").first.click()
    reader.fill("[name=name]", "紙好き")
    reader.fill("[name=comment]", "手ざわり、わかります。")
    reader.click("[name=post]")
    reader.wait_for_url("**/comments/posted/**")
    expect(reader.locator("main")).to_contain_text("手ざわり、わかります。")

    moderator = new_page(java_script_enabled=False, user=moderator_user)
    moderator.goto("/admin/comments/queue/")
    moderator.locator(".queue-approve").first.click()
    reader.goto(post.get_absolute_url())
    expect(reader.locator("#comments")).to_contain_text("手ざわり、わかります。")

    comment = Comment.objects.get()
    reader.locator(f"#comment-{comment.pk} a[href*='reply_to={comment.pk}']").click()
    reader.fill("[name=name]", "紙好き")
    reader.fill("[name=comment]", "続きです。")
    reader.click("[name=post]")
    reader.wait_for_url(re.compile("/comments/posted/"))
    assert Comment.objects.get(comment="続きです。").parent_id == comment.pk

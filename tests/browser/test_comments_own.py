"""A reader's own comments and likes in a real browser: with and without JavaScript, and on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, Route, expect

from benchmarks.crowd import comment_on
from blog.models import Post
from comments.models import Comment, CommentPolicy, Like
from tests.browser import axe
from tests.factories import approved_comment, published_post

PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Disable the minimum time on the form."""
    monkeypatch.setattr("core.antispam_forms.FASTEST_SECONDS", 0)


@pytest.fixture
def post() -> Post:
    """A public post with a short conversation."""
    post = published_post(title="糸と紙の話", body="選ばれる言葉がここにあります。")
    root = approved_comment(post, name="花子", text="とても**面白い**お話でした。")
    approved_comment(post, name="太郎", text="同感です。", parent=root)
    return post


def look(page: Page, post: Post) -> None:
    """Open the page and scroll to the comments, until the reader's own state has been fetched."""
    with page.expect_response("**/comments/my/state/**"):
        page.goto(post.get_absolute_url())
        page.locator("#comments").scroll_into_view_if_needed()


def come_near(page: Page, post: Post) -> None:
    """Look, and wait for the form, which is near where there are few comments."""
    look(page, post)
    page.locator("[data-comment-form]").wait_for()


def write(page: Page, text: str) -> Comment:
    page.locator("[name=name]").fill("次郎")
    page.locator("[name=comment]").fill(text)
    page.locator("[name=post]").click()
    page.locator("[data-comment-posted]").wait_for()
    return Comment.objects.get(comment=text)


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_a_guest_sees_the_held_comment_in_place_and_edits_it(
    new_page: Callable[..., Page], post: Post, size: dict[str, int] | None
) -> None:
    page = new_page(**({"viewport": size} if size else {}))
    root = Comment.objects.get(user_name="花子")
    come_near(page, post)
    page.locator(f"[data-comment-reply='{root.pk}']").click()
    mine = write(page, "待っているお返事です。")

    come_near(page, post)
    held = page.locator(f"#comment-{root.pk} > ol > #comment-{mine.pk}")
    expect(held).to_contain_text("承認待ち")
    expect(held).to_contain_text("待っているお返事です。")
    assert axe.violations(page) == []

    held.get_by_role("link", name="編集").click()
    page.locator("[name=comment]").fill("直したお返事です。")
    page.get_by_role("button", name="保存").click()
    come_near(page, post)
    expect(page.locator(f"#comment-{mine.pk}")).to_contain_text("直したお返事です。")

    page.locator(f"#comment-{mine.pk}").get_by_role("link", name="削除").click()
    page.get_by_role("button", name="削除").click()
    come_near(page, post)
    expect(page.locator(f"#comment-{mine.pk}")).to_have_count(0)
    mine.refresh_from_db()
    assert mine.state == "removed"


def test_an_answer_that_waits_lies_in_the_fold_that_it_will_lie_in(page: Page, post: Post) -> None:
    root = Comment.objects.get(user_name="花子")
    comment_on(post, 12, under=root)
    last = Comment.objects.latest("pk")
    look(page, post)
    page.locator(f"[data-comment-reply='{root.pk}']").click()
    below_root = write(page, "折りたたまれるお返事です。")
    look(page, post)
    fold = page.locator(f"#comment-{root.pk} > .comment-fold")
    fold.locator("summary").click()
    page.locator(f"[data-comment-reply='{last.pk}']").click()
    below_last = write(page, "その中へのお返事です。")

    look(page, post)
    expect(fold.locator("summary")).to_contain_text("承認待ち")
    expect(fold).not_to_have_attribute("open", "")
    fold.locator("summary").click()
    in_fold = fold.locator("> ol > li")
    expect(in_fold.last).to_have_id(f"comment-{below_root.pk}")
    expect(in_fold.last).to_contain_text("折りたたまれるお返事です。")
    expect(page.locator(f"#comment-{last.pk} > ol > li")).to_have_id(f"comment-{below_last.pk}")
    expect(fold.locator("summary .comment-badge")).to_have_count(1)
    assert axe.violations(page) == []


def test_what_waits_stays_behind_what_is_read_on(page: Page, post: Post) -> None:
    CommentPolicy(page_size=3).save()
    comment_on(post, 4)
    come_near(page, post)
    mine = write(page, "最後に並ぶはずです。")
    look(page, post)
    last = page.locator(".thread > li").last
    expect(last).to_have_id(f"comment-{mine.pk}")
    page.locator("[data-thread-more]").click()
    expect(page.locator(".thread > li")).to_have_count(6)
    expect(last).to_have_id(f"comment-{mine.pk}")


def test_no_one_else_sees_held_comments(
    page: Page, new_page: Callable[..., Page], post: Post
) -> None:
    come_near(page, post)
    mine = write(page, "秘密の待ちコメント")
    other = new_page()
    come_near(other, post)
    expect(other.locator(f"#comment-{mine.pk}")).to_have_count(0)
    expect(other.locator("body")).not_to_contain_text("秘密の待ちコメント")


def test_requests_that_set_a_first_cookie_run_one_after_another(
    new_page: Callable[..., Page], post: Post
) -> None:
    """Of concurrent ones the later response would win: the token in the form would be refused."""
    page = new_page()
    running: list[str] = []
    most: list[int] = []

    def start(request: Request) -> None:
        if re.search("/form/|/like/|token=", request.url):
            running.append(request.url)
            most.append(len(running))

    def end(request: Request) -> None:
        if request.url in running:
            running.remove(request.url)

    page.on("request", start)
    page.on("requestfinished", end)
    held: list[Route] = []
    page.route("**/comments/form/**", lambda route: held.append(route), times=1)
    look(page, post)
    for button in page.locator("article button[data-comment-like]").all():
        button.click()
    held[0].continue_()
    expect(page.locator("button[aria-pressed=true]")).to_have_count(2)
    write(page, "いいねのあとのお返事です。")
    assert len(most) >= 6  # the form, twice a token and a like, the comment
    assert max(most) == 1
    assert len(set(Like.objects.values_list("reader_key", flat=True))) == 1


def test_a_like_is_given_and_taken_back_without_leaving_the_page(
    page: Page, new_page: Callable[..., Page], post: Post
) -> None:
    root = Comment.objects.get(user_name="花子")
    come_near(page, post)
    button = page.locator(f"#comment-{root.pk} > article button[data-comment-like]")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_contain_text("1")
    assert Like.objects.count() == 1

    other = new_page()
    come_near(other, post)
    seen = other.locator(f"#comment-{root.pk} > article button[data-comment-like]")
    expect(seen).to_contain_text("1")
    expect(seen).to_have_attribute("aria-pressed", "false")

    come_near(page, post)
    expect(button).to_have_attribute("aria-pressed", "true")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert not Like.objects.exists()


def test_the_pages_of_a_reader_are_accessible(new_page: Callable[..., Page], post: Post) -> None:
    page = new_page()
    come_near(page, post)
    mine = write(page, "見てください。")
    root = Comment.objects.get(user_name="花子")
    for path in (
        "",
        f"{mine.pk}/edit/",
        f"{mine.pk}/delete/",
        f"{root.pk}/like/",
        f"{root.pk}/report/",
    ):
        page.goto(f"/comments/my/{path}")
        assert axe.violations(page) == []

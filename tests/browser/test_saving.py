"""Saving in the write screen: it never leaves the page, and no text is lost when it fails."""

import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Dialog, Page, Route, expect

from accounts.models import User
from blog.models import Author, OpenWindow, Post
from blog.revisions import store
from tests.browser.conftest import Faults, sign_in
from tests.factories import PASSWORD, draft_post, published_post

BODY = "textarea[name=body]"
STATE = "[data-saved]"


@pytest.fixture
def context(
    new_context: Callable[..., BrowserContext], author_user: User, author: Author
) -> BrowserContext:
    """A browser in which the author is signed in."""
    context = new_context()
    sign_in(context, author_user)
    return context


@pytest.fixture
def post(author: Author) -> Post:
    """A long draft of the author."""
    return draft_post(title="糸の話", body="段落です。\n\n" * 200, authors=[author])


def open_post(context: BrowserContext, post: Post | None) -> Page:
    page = context.new_page()
    name, args = ("change", [post.pk]) if post else ("add", [])
    page.goto(reverse(f"admin:blog_post_{name}", args=args))
    page.locator("[data-toolbar]:not([hidden])").wait_for()
    page.evaluate("window.isSamePage = true")
    return page


def assert_same_page(page: Page) -> None:
    assert page.evaluate("window.isSamePage === true")


def write_at_end(page: Page, text: str) -> None:
    page.focus(BODY)
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)


def save(page: Page) -> None:
    page.keyboard.press("Control+s")


def saved(page: Page) -> None:
    expect(page.locator(STATE)).to_have_text(re.compile("保存済み"))


def test_saving_keeps_page_caret_scroll_and_undo(context: BrowserContext, post: Post) -> None:
    page = open_post(context, post)
    page.evaluate(
        """() => {
          const field = document.querySelector("[name=body]");
          field.focus();
          field.setSelectionRange(600, 600);
        }"""
    )
    page.keyboard.insert_text("なかほどに書く。")
    place = "[document.activeElement.name, ...['selectionStart', 'selectionEnd', 'scrollTop'].map("
    place += "(name) => document.querySelector('[name=body]')[name]), scrollY]"
    before = page.evaluate(place)
    for _number in range(3):
        page.keyboard.insert_text("あ")
        page.keyboard.press("Backspace")
        save(page)
        saved(page)
        assert page.evaluate(place) == before
    assert_same_page(page)
    post.refresh_from_db()
    assert "なかほどに書く。" in post.body
    while "なかほど" in page.input_value(BODY):
        page.keyboard.press("Control+z")
    assert page.input_value(BODY) == "段落です。\n\n" * 200


def test_a_new_post_is_created_once_and_has_its_url(context: BrowserContext) -> None:
    page = open_post(context, None)
    page.fill("[name=title]", "はじめての話")
    write_at_end(page, "一行目。")
    for _number in range(3):
        save(page)
    saved(page)
    expect(page.locator(".breadcrumbs")).to_contain_text("はじめての話")
    write_at_end(page, "二行目。")
    save(page)
    saved(page)
    assert_same_page(page)
    post = Post.objects.get()
    assert post.body == "一行目。二行目。"
    assert page.url.endswith(reverse("admin:blog_post_change", args=[post.pk]))
    page.reload()
    expect(page.locator(BODY)).to_have_value("一行目。二行目。")
    expect(page.locator(".recovery")).to_have_count(0)


def test_publishing_in_place_shows_what_readers_see(context: BrowserContext, post: Post) -> None:
    page = open_post(context, post)
    page.click("[name=_publish]")
    expect(page.locator("[data-write-message]")).to_contain_text("公開しました")
    expect(page.locator("[data-save]")).to_have_text("更新する")
    expect(page.locator("[data-write-state]")).to_contain_text("公開中")
    assert_same_page(page)
    post.refresh_from_db()
    assert post.is_published


def test_a_rejected_save_marks_the_field_and_keeps_the_text(
    context: BrowserContext, post: Post, author: Author
) -> None:
    published_post(title="別の話", slug="taken", authors=[author])
    page = open_post(context, post)
    write_at_end(page, "まだ保存しない文。")
    page.fill("[name=slug]", "taken")
    save(page)
    expect(page.locator(".write-slug .errorlist")).to_be_visible()
    expect(page.locator("[data-write-message]")).to_be_visible()
    assert page.input_value(BODY).endswith("まだ保存しない文。")
    page.fill("[name=slug]", "free")
    save(page)
    saved(page)
    expect(page.locator(".errorlist")).to_have_count(0)
    assert_same_page(page)
    post.refresh_from_db()
    assert (post.slug, post.body.endswith("まだ保存しない文。")) == ("free", True)


def test_offline_the_text_stays_and_is_sent_later(
    context: BrowserContext, post: Post, faults: Faults
) -> None:
    faults.forgive("ERR_INTERNET_DISCONNECTED")
    page = open_post(context, post)
    write_at_end(page, "電車の中で。")
    context.set_offline(True)
    save(page)
    expect(page.locator(STATE)).to_contain_text("オフライン：この端末に保存しました")
    write_at_end(page, "トンネルでも書く。")
    context.set_offline(False)
    saved(page)
    assert_same_page(page)
    post.refresh_from_db()
    assert post.body.endswith("電車の中で。トンネルでも書く。")


@pytest.mark.parametrize("status", [502, 507])
def test_after_an_error_of_the_server_the_text_is_sent_again(
    context: BrowserContext, post: Post, faults: Faults, status: int
) -> None:
    faults.forgive(f"status of {status}")
    page = open_post(context, post)
    write_at_end(page, "消えない文。")
    page.route("**/change/", lambda route: route.fulfill(status=status, body=""), times=1)
    save(page)
    expect(page.locator(STATE)).to_contain_text("もう一度送ります")
    page.evaluate("dispatchEvent(new Event('focus'))")
    saved(page)
    post.refresh_from_db()
    assert post.body.endswith("消えない文。")


def test_after_the_session_ends_one_signs_in_in_a_tab_and_the_text_is_saved(
    context: BrowserContext, post: Post, author_user: User, faults: Faults
) -> None:
    faults.forgive("status of 403 .*/preview/")
    page = open_post(context, post)
    Session.objects.all().delete()
    write_at_end(page, "セッションが切れても。")
    save(page)
    expect(page.locator(STATE)).to_contain_text("ログインし直してください。文章はここにあります。")
    with context.expect_page() as opened:
        page.locator(STATE).get_by_role("link", name="ログイン").click()
    tab = opened.value
    tab.fill("[name=login]", author_user.username)
    tab.fill("[name=password]", PASSWORD)
    tab.locator("main form button[type=submit]").first.click()
    expect(tab.locator("#content")).to_contain_text("ログインしました")
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    saved(page)
    assert_same_page(page)
    post.refresh_from_db()
    assert post.body.endswith("セッションが切れても。")


def test_a_stale_csrf_token_is_renewed_without_notice(
    context: BrowserContext, post: Post, faults: Faults
) -> None:
    faults.forgive("status of 403")
    page = open_post(context, post)
    context.clear_cookies(name="csrftoken")
    write_at_end(page, "トークンは古い。")
    save(page)
    saved(page)
    post.refresh_from_db()
    assert post.body.endswith("トークンは古い。")


@pytest.mark.parametrize("choice", ["kept", "both", "stored"])
def test_a_closed_window_gives_its_text_back(
    context: BrowserContext, post: Post, choice: str
) -> None:
    page = open_post(context, post)
    page.fill("[name=title]", "閉じた窓")
    write_at_end(page, "書きかけの文。")
    expect(page.locator(STATE)).to_contain_text("この端末に控えがあります")
    page.close()
    page = open_post(context, post)
    expect(page.locator(BODY)).to_have_value(post.body)
    offer = page.locator(".recovery")
    expect(offer).to_contain_text("閉じた窓")
    offer.locator("summary").click()
    expect(offer.locator("ins")).to_contain_text("書きかけの文。")
    offer.locator(f"button[value={choice}]").click()
    expect(offer).to_have_count(0)
    save(page)
    saved(page)
    stored = post.body
    post.refresh_from_db()
    kept = f"{stored}書きかけの文。"
    expected = {"kept": kept, "stored": stored, "both": f"{stored.rstrip()}\n\n{kept}"}
    assert post.body == expected[choice]
    assert post.title == ("糸の話" if choice == "stored" else "閉じた窓")
    page.reload()
    expect(page.locator(BODY)).to_have_value(expected[choice])
    expect(page.locator(".recovery")).to_have_count(0)


def test_a_new_text_that_was_never_saved_is_offered_again(context: BrowserContext) -> None:
    page = open_post(context, None)
    page.fill("[name=title]", "電池が切れた")
    write_at_end(page, "まだどこにもない文。")
    expect(page.locator(STATE)).to_contain_text("この端末に控えがあります")
    page.close()
    page = open_post(context, None)
    page.locator(".recovery button[value=kept]").click()
    expect(page.locator(BODY)).to_have_value("まだどこにもない文。")
    save(page)
    saved(page)
    assert Post.objects.get().title == "電池が切れた"
    page = open_post(context, None)
    expect(page.locator(".recovery")).to_have_count(0)


def test_a_copy_is_written_while_typing_goes_on(context: BrowserContext, post: Post) -> None:
    page = open_post(context, post)
    page.focus(BODY)
    page.keyboard.press("Control+End")
    for _number in range(20):
        page.keyboard.insert_text("字")
        page.wait_for_timeout(60)
    page.close()
    page = open_post(context, post)
    page.locator(".recovery button[value=kept]").click()
    assert page.input_value(BODY).count("字") >= 5


def test_what_another_window_saved_is_taken_into_untouched_fields(
    context: BrowserContext, post: Post
) -> None:
    first, second = open_post(context, post), open_post(context, post)
    second.fill("[name=title]", "新しい題")
    save(second)
    saved(second)
    write_at_end(first, "本文だけ。")
    save(first)
    saved(first)
    expect(first.locator("[name=title]")).to_have_value("新しい題")
    post.refresh_from_db()
    assert (post.title, post.body.endswith("本文だけ。")) == ("新しい題", True)


def test_a_text_typed_during_a_save_is_not_replaced(context: BrowserContext, post: Post) -> None:
    page = open_post(context, post)
    page.route("**/change/", lambda route: (page.wait_for_timeout(600), route.continue_()))
    write_at_end(page, "先の文。")
    save(page)
    page.keyboard.insert_text("後の文。")
    expect(page.locator(STATE)).to_contain_text("この端末に控えがあります")
    assert page.input_value(BODY).endswith("先の文。後の文。")
    save(page)
    saved(page)
    post.refresh_from_db()
    assert post.body.endswith("先の文。後の文。")


def test_a_text_is_saved_automatically_and_readers_do_not_see_it(
    context: BrowserContext, author: Author, new_context: Callable[..., BrowserContext]
) -> None:
    post = published_post(title="公開中の話", body="いまの文。", authors=[author])
    page = open_post(context, post)
    write_at_end(page, "次の文。")
    expect(page.locator(STATE)).to_contain_text("自動保存")
    reader = new_context().new_page()
    reader.goto(post.get_absolute_url())
    expect(reader.locator("main")).to_contain_text("いまの文。")
    expect(reader.locator("main")).not_to_contain_text("次の文。")

    # On another device the text is offered.
    other = new_context()
    assert author.user
    sign_in(other, author.user)
    page = open_post(other, post)
    page.locator(".recovery button[value=kept]").click()
    expect(page.locator(BODY)).to_have_value("いまの文。次の文。")
    page.click("[data-save]")
    saved(page)
    page.reload()
    expect(page.locator(BODY)).to_have_value("いまの文。次の文。")
    expect(page.locator(".recovery")).to_have_count(0)
    post.refresh_from_db()
    assert post.body == "いまの文。次の文。"


def test_a_discarded_autosave_is_not_offered_again(context: BrowserContext, post: Post) -> None:
    page = open_post(context, post)
    write_at_end(page, "いらない文。")
    expect(page.locator(STATE)).to_contain_text("自動保存")
    page.close()
    page = open_post(context, post)
    offers = page.locator(".recovery")
    expect(offers).to_have_count(2)  # of the server, and of this browser
    with page.expect_response("**/autosave/"):
        offers.first.locator("button[value=stored]").click()
        offers.first.locator("button[value=stored]").click()
    expect(offers).to_have_count(0)
    page = open_post(context, post)
    expect(page.locator(".recovery")).to_have_count(0)


def test_a_save_whose_answer_was_lost_creates_no_second_post(
    context: BrowserContext, faults: Faults
) -> None:
    faults.forgive("ERR_FAILED")
    page = open_post(context, None)
    page.fill("[name=title]", "一度だけ")
    write_at_end(page, "本文。")

    def lose(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/add/", lose, times=1)
    save(page)
    expect(page.locator(STATE)).to_contain_text("オフライン")
    page.evaluate("dispatchEvent(new Event('focus'))")
    saved(page)
    assert Post.objects.count() == 1
    assert page.url.endswith("/change/")


def test_paragraphs_of_two_windows_are_merged(context: BrowserContext, author: Author) -> None:
    post = draft_post(title="題", body="一段落目。\n\n二段落目。", authors=[author])
    first, second = open_post(context, post), open_post(context, post)
    first.fill(BODY, "一段落目、直した。\n\n二段落目。")
    save(first)
    saved(first)
    write_at_end(second, "続き。")
    save(second)
    saved(second)
    expect(second.locator(BODY)).to_have_value("一段落目、直した。\n\n二段落目。続き。")
    write_at_end(second, "まだ続く。")
    save(second)
    saved(second)
    post.refresh_from_db()
    assert post.body == "一段落目、直した。\n\n二段落目。続き。まだ続く。"


def test_the_same_paragraph_of_two_people_is_decided_in_place(
    context: BrowserContext,
    new_context: Callable[..., BrowserContext],
    author: Author,
    editor_user: User,
) -> None:
    post = draft_post(title="題", body="一段落目。\n\n二段落目。\n\n三段落目。", authors=[author])
    other = new_context()
    sign_in(other, editor_user)
    first, second = open_post(context, post), open_post(other, post)
    first.fill(BODY, "一段落目、著者。\n\n二段落目。\n\n三段落目、著者。")
    save(first)
    saved(first)
    second.fill(BODY, "一段落目、編集者。\n\n二段落目。\n\n三段落目、編集者。")
    save(second)
    expect(second.locator(STATE)).to_contain_text("未保存：ほかの人が同じ段落を変更しました")
    paragraphs = second.locator(".conflict-paragraph")
    expect(paragraphs).to_have_count(2)
    expect(paragraphs.first.locator("ins")).to_have_text("編集者")
    paragraphs.first.get_by_label("両方を残す").check()
    paragraphs.last.get_by_label("書き直す").check()
    paragraphs.last.get_by_label("新しい文").fill("三段落目、二人。")
    second.focus(BODY)
    second.keyboard.press("Control+s")
    saved(second)
    expect(second.locator("[data-conflict]")).to_have_count(0)
    text = "一段落目、編集者。\n\n一段落目、著者。\n\n二段落目。\n\n三段落目、二人。"
    expect(second.locator(BODY)).to_have_value(text)
    assert_same_page(second)
    post.refresh_from_db()
    assert post.body == text
    texts = {store.content_of(row)["body"] for row in store.of(post)}
    assert "一段落目、編集者。\n\n二段落目。\n\n三段落目、編集者。" in texts


def test_signing_out_erases_the_copies_of_this_device_after_a_question(
    context: BrowserContext, author_user: User
) -> None:
    page = open_post(context, None)
    page.route("**/autosave/", lambda route: route.fulfill(json={}))
    page.fill("[name=title]", "共用の端末")
    expect(page.locator(STATE)).to_contain_text("この端末に控えがあります")
    questions: list[str] = []

    def answer(dialog: Dialog) -> None:
        questions.append(dialog.message)
        (dialog.dismiss if len(questions) == 1 else dialog.accept)()

    page.on("dialog", answer)
    page.get_by_role("button", name="ログアウト").click()
    expect(page.locator("[name=title]")).to_have_value("共用の端末")
    with page.expect_navigation():
        page.get_by_role("button", name="ログアウト").click()
    assert len(questions) == 2
    assert "1件" in questions[0]
    sign_in(context, author_user)
    page = open_post(context, None)
    page.wait_for_timeout(300)
    expect(page.locator(".recovery")).to_have_count(0)


def test_a_new_text_becomes_a_draft_without_saving(context: BrowserContext) -> None:
    page = open_post(context, None)
    page.fill("[name=title]", "保存を忘れた話")
    page.fill("[name=tags]", "忘れ物")
    write_at_end(page, "一行目。")
    expect(page.locator(STATE)).to_contain_text("自動保存")
    expect(page.locator(".breadcrumbs")).to_contain_text("保存を忘れた話")
    assert_same_page(page)
    post = Post.objects.get()
    assert page.url.endswith(reverse("admin:blog_post_change", args=[post.pk]))
    assert page.input_value("[name=slug]") == post.slug
    assert page.input_value("[name=tags]") == "忘れ物"
    write_at_end(page, "二行目。")
    save(page)
    saved(page)
    post.refresh_from_db()
    assert (post.body, post.status) == ("一行目。二行目。", "draft")
    assert [tag.name for tag in post.tags.all()] == ["忘れ物"]
    page.reload()
    expect(page.locator(BODY)).to_have_value("一行目。二行目。")
    expect(page.locator(".recovery")).to_have_count(0)


def test_an_autosave_whose_answer_was_lost_creates_no_second_draft(
    context: BrowserContext, faults: Faults
) -> None:
    faults.forgive("ERR_FAILED")
    page = open_post(context, None)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/autosave/", lose, times=1)
    write_at_end(page, "一度だけ。")
    expect(page.locator(STATE)).to_contain_text("オフライン")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator(STATE)).to_contain_text("自動保存")
    assert Post.objects.count() == 1
    assert page.url.endswith("/change/")


def test_two_windows_of_one_account_are_both_offered(
    context: BrowserContext, post: Post, new_context: Callable[..., BrowserContext]
) -> None:
    for text in ("一つ目の窓。", "二つ目の窓。"):
        page = open_post(context, post)
        write_at_end(page, text)
        expect(page.locator(STATE)).to_contain_text("自動保存")
    other = new_context()
    [author] = post.authors.all()
    assert author.user
    sign_in(other, author.user)
    page = open_post(other, post)
    offers = page.locator(".recovery")
    expect(offers).to_have_count(2)
    for text in ("一つ目の窓。", "二つ目の窓。"):
        expect(offers.filter(has=page.locator("ins", has_text=text))).to_have_count(1)


def test_who_else_is_editing_is_shown_and_goes_away(
    context: BrowserContext,
    post: Post,
    new_context: Callable[..., BrowserContext],
    editor_user: User,
) -> None:
    other = new_context()
    sign_in(other, editor_user)
    editor_page = open_post(other, post)
    page = context.new_page()
    page.goto(reverse("admin:blog_post_changelist"))
    expect(page.locator("#result_list")).to_contain_text(f"{editor_user}さんが編集中")
    page = open_post(context, post)
    line = page.locator("[data-presence]")
    expect(line).to_have_text(f"{editor_user}さんが編集中")
    editor_page.goto(reverse("admin:blog_post_changelist"))
    expect(editor_page.locator("#result_list")).to_contain_text("さんが編集中")
    left = OpenWindow.objects.filter(user=editor_user)
    for _attempt in range(200):  # the message of a page that was left is sent after it
        if not left.exists():
            break
        page.wait_for_timeout(100)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(line).to_be_hidden()


def test_a_hidden_window_does_not_report_itself(context: BrowserContext, post: Post) -> None:
    page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })"
    )
    reports: list[str] = []
    page.on("request", lambda request: reports.append(request.url))
    page.goto(reverse("admin:blog_post_change", args=[post.pk]))
    page.locator("[data-toolbar]:not([hidden])").wait_for()
    page.wait_for_load_state("networkidle")
    assert not [url for url in reports if url.endswith("/presence/")]


def test_a_refused_autosave_is_not_called_saved(
    context: BrowserContext, post: Post, faults: Faults
) -> None:
    faults.forgive("status of 413")
    page = open_post(context, post)
    page.route("**/autosave/", lambda route: route.fulfill(status=413, json={}), times=1)
    write_at_end(page, "長すぎる文。")
    expect(page.locator(STATE)).to_have_text("保存できません。文章はこの端末に保存しました。")
    write_at_end(page, "続き。")
    expect(page.locator(STATE)).to_contain_text("自動保存")


def test_a_text_typed_during_a_save_is_saved_automatically_afterwards(
    context: BrowserContext, post: Post
) -> None:
    page = open_post(context, post)
    held: list[Route] = []
    page.route("**/change/", lambda route: held.append(route), times=1)
    write_at_end(page, "先の文。")
    save(page)
    page.keyboard.insert_text("後の文。")
    page.wait_for_timeout(2500)  # longer than the pause before an autosave
    held[0].continue_()
    expect(page.locator(STATE)).to_contain_text("自動保存")
    post.refresh_from_db()
    assert post.body.endswith("先の文。")


def test_saving_by_key_never_changes_what_readers_see(
    context: BrowserContext, author: Author
) -> None:
    post = published_post(title="糸の話", body="公開した文。", authors=[author])
    page = open_post(context, post)
    write_at_end(page, "書きかけの文。")
    save(page)
    expect(page.locator(STATE)).to_contain_text("読者にはまだ表示されません")
    with context.expect_page() as opened:
        page.click("[data-preview-link]")
    expect(opened.value.locator("main")).to_contain_text("書きかけの文。")
    post.refresh_from_db()
    assert post.body == "公開した文。"
    page.click("[name=_continue]")
    expect(page.locator("[data-write-message]")).to_contain_text("更新しました")
    post.refresh_from_db()
    assert post.body == "公開した文。書きかけの文。"


def test_the_publish_button_says_when_and_asks_before_it_takes_down(
    context: BrowserContext, post: Post
) -> None:
    page = open_post(context, post)
    button = page.locator("[name=_publish]")
    expect(page.locator("[name=password]")).to_be_visible()
    page.fill("[name=go_live_at]", f"{timezone.localdate().year + 1}-12-05T07:30")
    expect(button).to_have_text(f"{timezone.localdate().year + 1}年12月5日 7:30に公開")
    button.click()
    expect(page.locator("[data-write-message]")).to_contain_text("12月5日 7:30に公開されます")
    expect(button).to_have_text("今すぐ公開")
    button.click()
    expect(page.locator("[data-write-message]")).to_contain_text("公開しました")
    page.click(".write-more summary")
    expect(page.locator(".field-published_at .moment")).to_contain_text("外す")
    page.click("[name=_unpublish]")
    expect(page.locator(STATE)).to_have_text("")
    page.click("[data-write-message] button")
    expect(page.locator("[data-write-message]")).to_contain_text("読者には表示されなくなりました")
    assert_same_page(page)
    post.refresh_from_db()
    assert post.status == "draft"

"""Commenting from end to end: on a wide screen and a phone, with and without JavaScript."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from benchmarks.crowd import comment_on
from blog.models import Author, Post
from comments import moderation
from comments.models import Comment, CommentPolicy, Like, ReplySubscription, Report
from tests.browser.conftest import PHONE, Faults, on
from tests.browser.reader import Reader
from tests.browser.test_comment_mails import mail_with
from tests.factories import PASSWORD, approved_comment, make_user, published_post


@pytest.fixture
def post(author: Author) -> Post:
    """A public post."""
    return published_post(
        title="糸と紙の話", body="選ばれる言葉がここにあります。", authors=[author]
    )


@pytest.fixture
def root(post: Post) -> Comment:
    """A comment of another person on it."""
    return approved_comment(post, name="花子", text="とても**面白い**お話でした。")


def test_a_guest_replies_edits_gets_a_reply_notification_unsubscribes_and_deletes(
    reader: Reader, new_page: Callable[..., Page], post: Post, root: Comment, moderator_user: User
) -> None:
    page = reader.page
    reader.come(post)
    reader.fill("待っているお返事です。", to=root, name="次郎", email="jiro@example.com")
    expect(page.locator("main")).to_contain_text(
        "花子さんへの返信" if reader.has_scripts else "花子"
    )
    page.locator("[name=answers]").check()
    reader.send()
    sent = page.locator("[data-comment-posted]")
    expect(sent).to_contain_text("承認待ち")
    expect(sent).to_contain_text("jiro@example.com")
    mine = Comment.objects.get(user_name="次郎")
    assert (mine.parent_id, mine.state) == (root.pk, "held")

    # No one else sees it; the commenter edits it in place.
    stranger = new_page()
    stranger.goto(post.get_absolute_url())
    expect(stranger.locator("body")).not_to_contain_text("お返事です。")
    sent.get_by_role("link", name="編集").click()
    page.locator("[name=comment]").fill("直したお返事です。")
    page.get_by_role("button", name="保存").click()

    reader.go(mail_with("/replies/confirm/"))
    page.locator("main form button").click()
    expect(page.locator("main [role=status]")).to_be_visible()
    moderation.approve(mine, by=moderator_user)
    approved_comment(post, parent=mine, name="花子", text="ようこそ。")
    reader.go(mail_with("/replies/stop/"))
    page.locator("main form button").first.click()
    expect(page.locator("main [role=status]")).to_be_visible()
    assert not ReplySubscription.objects.exists()

    # The reply to it stays, under a note that a comment was removed.
    reader.come(post)
    expect(reader.comment(mine)).to_contain_text("直したお返事です。")
    if reader.has_scripts:
        reader.comment(mine).get_by_role("link", name="削除").click()
    else:
        page.get_by_role("link", name="あなたのコメント").click()
        page.get_by_role("link", name="削除").click()
    page.get_by_role("button", name="削除").click()
    reader.come(post)
    gone = page.locator(f"#comment-{mine.pk}")
    expect(gone.locator("> .comment-gone")).to_be_visible()
    expect(gone).to_contain_text("ようこそ。")
    expect(gone).not_to_contain_text("お返事です。")


def test_a_reader_likes_a_comment_takes_that_back_and_reports_it(
    reader: Reader, post: Post, root: Comment
) -> None:
    page = reader.page
    for label, number in [("いいね", 1), ("「いいね」を取り消す", 0)]:
        reader.come(post)
        if reader.has_scripts:
            button = reader.comment(root).get_by_role("button", name="いいね")
            button.click()
            expect(button).to_have_attribute("aria-pressed", "true" if number else "false")
        else:
            reader.comment(root).get_by_role("link", name="いいね").click()
            page.get_by_role("button", name=label, exact=True).click()
            page.wait_for_url(f"**{post.get_absolute_url()}#comment-{root.pk}")
        assert Like.objects.filter(comment=root).count() == number

    reader.comment(root).get_by_role("link", name="報告する").click()
    page.get_by_label("中傷や脅し").check()
    page.get_by_label("くわしい内容").fill("言いすぎです。")
    page.get_by_role("button", name="報告する").click()
    expect(page.get_by_role("status").filter(has_text="ありがとう")).to_be_visible()
    report = Report.objects.get()
    assert (report.comment_id, report.reason, report.text) == (root.pk, "abuse", "言いすぎです。")


@on("phone", "phone-no-scripts")
def test_a_reader_finds_their_way_through_a_long_discussion(
    reader: Reader, post: Post, root: Comment, author_user: User, author: Author
) -> None:
    page = reader.page
    CommentPolicy(page_size=20).save()
    comment_on(post, 14, under=root)
    folded = Comment.objects.latest("pk")
    signed = approved_comment(post, user=author_user, name=author.name)
    comment_on(post, 9)
    last = Comment.objects.latest("pk")
    reader.come(post)
    expect(reader.comment(signed).locator(".comment-badge")).to_have_text("この記事の著者")
    expect(reader.comment(root).locator(".comment-badge")).to_have_count(0)
    guide = page.get_by_role("link", name="このコメントのフィード").get_attribute("href")
    assert page.request.get(str(guide)).headers["content-type"].startswith("text/html")
    expect(reader.comment(folded)).to_be_hidden()
    page.locator(".comment-fold > summary").click()
    expect(reader.comment(folded)).to_be_visible()
    page.locator("[data-thread-more]").click()
    expect(reader.comment(last)).to_be_visible()
    expect(reader.comment(root)).to_have_count(1 if reader.has_scripts else 0)
    if not reader.has_scripts:
        page.get_by_role("link", name="前のページへ").click()
        expect(reader.comment(root)).to_be_visible()
        return

    # New comments are marked, on this device only; the reader's own comments are not.
    news = approved_comment(post, name="太郎", parent=signed)
    CommentPolicy(admission="open", page_size=100).save()
    reader.come(post)
    mine = reader.write("わたしも。", to=news)
    reader.come(post)
    expect(reader.comment(mine).get_by_role("link", name="編集")).to_be_visible()
    expect(page.locator("[data-new]")).to_have_count(0)
    expect(page.locator("[data-thread-news]")).to_be_empty()


def test_a_reader_with_an_account_signs_in_where_only_they_may_write(
    reader: Reader, post: Post, root: Comment
) -> None:
    page = reader.page
    Post.objects.update(comment_mode="members")
    make_user("yomibito", name="よみ人")
    reader.come(post)
    if reader.has_scripts:
        expect(page.locator("[data-comment-form]")).to_contain_text("アカウントのある人だけです。")
    reader.comment(root).locator("[data-comment-reply]").click()
    expect(page.locator("main")).to_contain_text("アカウントのある人だけです。")
    page.locator("main").get_by_role("link", name="ログイン").click()
    page.locator("[name=login]").fill("yomibito")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form.form .button-primary").click()

    # Back at the draft of the reply: only the text is requested, and it appears immediately.
    expect(page.locator("[data-comment-form]")).to_contain_text("よみ人として書いています。")
    expect(page.locator("[name=name], [name=email]")).to_have_count(0)
    reader.fill("会員からです。")
    reader.send()
    page.get_by_role("link", name="ページで見る").click()
    mine = Comment.objects.get(comment="会員からです。")
    assert mine.parent_id == root.pk
    expect(reader.comment(mine).locator(".comment-name")).to_have_text("よみ人")
    expect(reader.comment(mine).locator(".comment-face.comment-member")).to_have_text("よ")
    expect(reader.comment(root).locator(".comment-member")).to_have_count(0)

    # The history of an account is the same in every browser.
    page.get_by_role("link", name="あなたのコメント").click()
    row = page.locator(".my-comments > li")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("糸と紙の話")
    row.get_by_role("link", name="編集").click()
    page.locator("[name=comment]").fill("会員から、直しました。")
    page.get_by_role("button", name="保存").click()
    expect(reader.comment(mine)).to_contain_text("会員から、直しました。")
    expect(reader.comment(mine).locator(".comment-edited")).to_be_visible()


@on("desk-no-scripts", "phone")
def test_what_becomes_of_a_comment_is_said_before_it_is_written(
    reader: Reader, post: Post, root: Comment, moderator_user: User
) -> None:
    page = reader.page
    CommentPolicy(intro="返事は土曜に書きます。", close_after_days=3, daily_ids=True).save()
    closing = [
        {"comment_mode": "closed"},
        {"comment_mode": "default", "published_at": post.published_at - timedelta(days=4)},
    ]
    for columns in closing:
        Post.objects.update(**columns)
        reader.go(post.get_absolute_url())
        expect(page.locator(".comments-closed")).to_have_text(
            "この記事へのコメントは締め切りました。"
        )
        expect(reader.comment(root)).to_be_visible()
        expect(page.locator("[data-comment-place], [data-comment-reply]")).to_have_count(0)

    sent = page.locator("[data-comment-posted]")
    for number, (mode, said, done) in enumerate(
        [
            ("held", "コメントは、モデレーターの承認後に表示されます。", "承認待ち"),
            ("first", "初めてのコメントは、承認されると表示されます。", "承認待ち"),
            ("first", None, "公開しました"),
            ("free", None, "公開しました"),
        ]
    ):
        Post.objects.update(comment_mode=mode)
        reader.come(post)
        form = reader.form()
        expect(form).to_contain_text("返事は土曜に書きます。")
        if said:
            expect(form).to_contain_text(said)
        else:
            expect(form).not_to_contain_text("承認")
        reader.fill(f"感想その{number}です。", name="次郎")
        reader.send()
        expect(sent).to_contain_text(done)
        if done == "承認待ち" and mode == "first":
            moderation.approve(Comment.objects.latest("pk"), by=moderator_user)

    # The guest has one ID on all of them today.
    page.get_by_role("link", name="ページで見る").click()
    ids = page.locator(".comment-id")
    expect(ids).to_have_text([f"ID:{Comment.objects.latest('pk').daily_id}"] * 3)


@on("desk-no-scripts", "phone")
def test_a_comment_beyond_a_limit_is_refused_with_a_plain_word_and_kept(
    reader: Reader, faults: Faults, post: Post
) -> None:
    faults.forgive("status of 422")
    CommentPolicy(admission="open", max_links=1).save()
    reader.come(post)
    text = "https://example.com/ と https://example.com/more"
    reader.fill(text, name="次郎")
    reader.send()
    expect(reader.page.locator(".errorlist")).to_have_text("リンクは1個までにしてください。")
    expect(reader.page.locator("[name=comment]")).to_have_value(text)
    reader.fill("リンクなし")
    reader.send()
    sent = reader.page.locator("[data-comment-posted]")
    expect(sent).to_contain_text("公開しました")
    if reader.has_scripts:  # the link to the form is below the submitted comment
        above, below = (
            sent.bounding_box(),
            reader.page.locator("[data-comment-form-link]").bounding_box(),
        )
        assert above
        assert below
        assert above["y"] + above["height"] <= below["y"]


@on("desk", "phone")
def test_a_selected_passage_of_the_post_is_quoted_and_one_of_a_comment_in_an_answer(
    reader: Reader, post: Post, root: Comment
) -> None:
    page = reader.page
    passages = [
        (page.locator(".prose p"), "選ばれる言葉がここにあります。", ""),
        (reader.comment(root).locator(".comment-text p"), "とても面白いお話でした。", str(root.pk)),
    ]
    for words, text, answered in passages:
        reader.come(post)
        words.scroll_into_view_if_needed()
        if page.viewport_size == PHONE["viewport"]:
            # No long press here. Some phones clear the selection at the next touch.
            words.select_text()
            page.evaluate(
                "addEventListener('pointerdown', () => getSelection().removeAllRanges(), true)"
            )
            page.locator(".quote-button").tap()
        else:
            box = words.bounding_box()
            assert box
            middle = box["y"] + box["height"] / 2
            page.mouse.move(box["x"] + 1, middle)
            page.mouse.down()
            page.mouse.move(box["x"] + box["width"] - 1, middle, steps=4)
            page.mouse.up()
            page.locator(".quote-button").click()
        field = page.locator("[name=comment]")
        expect(field).to_have_value(f"> {text}\n\n")
        expect(field).to_be_focused()
        expect(page.locator("[name=reply_to]")).to_have_value(answered)
        place = field.bounding_box()
        assert place
        assert place["y"] < 422  # the on-screen keyboard covers the lower half
        field.fill("")  # a draft would be stored

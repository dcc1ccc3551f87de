"""Moderation from end to end: on a wide screen and a phone, with and without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from blog.models import Post
from comments import submission
from comments.models import Ban, CannedReply, Comment, CommentPolicy, FilterSettings
from comments.spam import Facts
from tests.browser.conftest import Faults, on
from tests.browser.reader import Reader
from tests.factories import approved_comment, held_comment, make_user, published_post

SPAM = "スマホだけで月30万円！詳しくはこちら→ http://bit.ly/xxxx 今なら無料、副業で稼げるカジノ"


@pytest.fixture
def post() -> Post:
    """A public post."""
    return published_post(title="糸と紙の話")


@pytest.fixture
def desk(
    new_page: Callable[..., Page], device: dict[str, Any], moderator_user: User
) -> Callable[..., Page]:
    """Return a function that opens an admin page on that device, for a moderator by default."""

    def open_it(path: str = "/admin/comments/queue/", *, user: User = moderator_user) -> Page:
        page = new_page(user=user, **device)
        page.goto(path)
        return page

    return open_it


def part(card: Locator, name: str) -> Locator:
    """Open a part of a card, if it is not open."""
    found = card.locator(f"[data-queue-part={name}]")
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    return found


@on("phone", "phone-no-scripts")
def test_comments_are_decided_one_by_one_and_together_and_that_is_undone(
    desk: Callable[..., Page], post: Post
) -> None:
    comments = [held_comment(post) for _number in range(4)]
    page = desk()

    def states() -> list[str]:
        return list(Comment.objects.order_by("pk").values_list("state", flat=True)[:4])

    page.locator(f"#comment-{comments[0].pk} .queue-reject").click()
    page.get_by_role("button", name="取り消す").filter(visible=True).click()
    expect(page.locator("[data-queue-count=held]")).to_have_text("4")
    for comment in comments[:2]:
        choice = page.locator(f"#comment-{comment.pk} [data-queue-choose]")
        choice.tap()
        expect(choice).to_be_checked()
    page.locator("[data-queue-chosen] .queue-spam").click()
    expect(page.locator("[data-queue-count=spam]")).to_have_text("2")
    assert states() == ["spam", "spam", "held", "held"]
    page.get_by_role("button", name="取り消す").filter(visible=True).click()
    expect(page.locator("[data-queue-count=spam]")).to_have_text("0")
    assert states() == ["held"] * 4

    CannedReply.objects.create(title="お礼", text="ありがとうございます。")
    page.reload()
    reply = part(page.locator(f"#comment-{comments[2].pk}"), "reply")
    reply.locator("select[name=canned]").select_option(label="1. お礼")
    reply.locator("[name=insert]").click()
    expect(reply.locator("textarea[name=text]")).to_have_value("ありがとうございます。")
    reply.locator(".queue-send").click()
    expect(page.locator("[data-queue-count=held]")).to_have_text("3")
    assert states() == ["held", "held", "approved", "held"]
    assert Comment.objects.get(comment="ありがとうございます。").parent_id == comments[2].pk


@on("desk-no-scripts", "phone", "phone-no-scripts")
def test_a_moderator_asks_a_colleague_and_arranges_the_conversation(
    desk: Callable[..., Page], reader: Reader, post: Post, moderator_user: User
) -> None:
    comment = held_comment(post, name="花子")
    other = approved_comment(post)
    page = desk()
    card = page.locator(f"#comment-{comment.pk}")
    note = part(card, "note")
    note.locator("[name=text]").fill("前にも来た人です。")
    note.locator("button").click()
    expect(card.locator(".queue-notes")).to_contain_text("前にも来た人です。")
    part(card, "conversation").get_by_role("button", name="ほかの人の意見を聞く").click()
    expect(card.locator(".queue-opinion")).to_be_visible()

    colleague = make_user("colleague", role="moderator")
    page = desk(user=colleague)
    card = page.locator(f"#comment-{comment.pk}")
    expect(card.locator(".queue-opinion")).to_have_text("moderatorさんが意見を求めています。")
    expect(card.locator(".queue-notes")).to_contain_text("前にも来た人です。")
    card.locator(".queue-approve").click()
    expect(page.locator("[data-queue-count=held]")).to_have_text("0")
    page.goto(f"/admin/comments/queue/?comment={comment.pk}")
    for action in ("close", "pin"):
        form = part(card, "conversation").locator(f"form[action$='/{action}/']")
        form.locator("button").click()
        expect(form).to_have_count(0)

    reader.go(post.get_absolute_url())
    shown = reader.page.locator("[data-comment]")
    expect(shown.first).to_have_id(f"comment-{comment.pk}")
    expect(reader.comment(comment).locator(".comment-mark")).to_have_text(["固定", "返信締め切り"])
    expect(reader.page.locator("[data-comment-reply]")).to_have_count(1)
    part(card, "conversation").get_by_role("button", name="話題外に移す").click()
    expect(card.locator(".queue-mark").first).to_have_text("話題外")
    reader.go(post.get_absolute_url())
    expect(reader.comment(other)).to_be_visible()
    expect(reader.comment(comment)).to_be_hidden()
    reader.page.locator("[data-thread-aside] > summary").click()
    expect(reader.comment(comment)).to_be_visible()

    # Who did what, newest first: on the card, and in the log.
    history = part(card, "history")
    expect(history.locator("li strong")).to_have_text(["colleague"] * 4 + ["moderator"] * 2)
    history.get_by_role("link", name="操作の記録で見る").click()
    expect(page.locator("#content")).to_contain_text("「糸と紙の話」")
    expect(page.locator("#content")).to_contain_text("colleague")
    expect(page.locator("#content")).to_contain_text("moderator")


@on("desk-no-scripts", "phone", "phone-no-scripts")
def test_rules_about_a_writer_a_word_a_domain_and_a_network_are_made_on_a_card_and_met_by_the_writer(
    desk: Callable[..., Page], reader: Reader, faults: Faults, post: Post
) -> None:
    faults.forgive(r"status of 4(22|29)")
    CommentPolicy(admission="open").save()
    reader.come(post)
    first = reader.write("はじめまして。")
    page = desk(f"/admin/comments/queue/?comment={first.pk}")
    card = page.locator(f"#comment-{first.pk}")
    rules = [
        ("writer", "", "slow"),
        ("word", "合言葉", "refuse"),
        ("domain", "https://spam.example/x", "refuse"),
        ("network", "", "hold"),
    ]
    said = "[data-queue-said]" if reader.has_scripts else ".messagelist"
    for kind, value, effect in rules:
        rule = part(card, "rule")
        rule.locator("[name=kind]").select_option(kind)
        rule.locator("[name=value]").fill(value)
        rule.locator("[name=effect]").select_option(effect)
        rule.locator("[name=note]").fill("試し")
        rule.get_by_role("button", name="規則を作る").click()
        expect(rule.locator("[name=note]")).to_have_value("")  # a fresh card
        expect(page.locator(said)).to_have_text("規則はこれから適用されます。")
    assert list(Ban.objects.order_by("pk").values_list("kind", "effect")) == [
        (kind, effect) for kind, _value, effect in rules
    ]

    reader.come(post)
    refused = reader.page.locator("[data-comment-error]")
    for text in ("これは合言葉です。", "[こちら](https://www.spam.example/)"):
        reader.fill(text, name="次郎")
        reader.send()
        expect(refused).to_contain_text("このコメントを受け付けていません")
        expect(reader.page.locator("[name=comment]")).to_have_value(text)
    reader.fill("ふつうの感想です。")
    reader.send()
    expect(reader.page.locator("[data-comment-posted]")).to_contain_text("承認待ち")
    reader.come(post)
    reader.fill("続けてもう一つ。", name="次郎")
    reader.send()
    expect(refused).to_contain_text("コメントは10分に1件までです。")


@on("desk-no-scripts", "phone")
def test_slow_mode_of_a_thread_applies_to_everyone_until_a_moderator_turns_it_off(
    desk: Callable[..., Page], reader: Reader, faults: Faults, post: Post
) -> None:
    faults.forgive(r"status of 429")
    CommentPolicy(admission="open", slow_mode_threshold=1).save()
    for text in ("一つ目です。", "二つ目です。"):
        reader.come(post)
        reader.write(text)
    reader.come(post)
    reader.fill("三つ目です。", name="次郎")
    reader.send()
    expect(reader.page.locator("[data-comment-error]")).to_contain_text(
        "コメントは2分に1件までです。"
    )
    expect(reader.page.locator("[name=comment]")).to_have_value("三つ目です。")

    page = desk()
    slow = page.locator(".queue-slow")
    expect(slow).to_contain_text("「糸と紙の話」")
    slow.get_by_role("button", name="解除する").click()
    expect(slow).to_have_count(0)
    reader.send()
    expect(reader.page.locator("[data-comment-posted]")).to_contain_text("公開しました")


@on("desk", "phone-no-scripts")
def test_a_moderator_reads_why_and_tries_the_filter_and_an_owner_sets_it(
    desk: Callable[..., Page], post: Post, administrator_user: User
) -> None:
    facts = Facts(language="ja")
    spam = submission.submit(entry=post, name="在宅ワーク", text=SPAM, facts=facts)
    good = submission.submit(entry=post, name="花子", text="布の話も楽しみです。", facts=facts)
    page = desk()
    page.locator(".queue-tabs").get_by_role("link", name="スパム").click()
    why = page.locator(f"#comment-{spam.pk} .queue-why li")
    expect(why.filter(has_text="bit.ly")).to_have_count(1)
    expect(page.locator("[data-queue-card]")).to_have_count(1)

    page.goto("/admin/comments/filtersettings/")
    caught = page.locator(".filter-caught li")
    expect(caught).to_have_count(1)
    page.locator("[name=value]").fill("布の話")
    page.get_by_role("button", name="試してみる").click()
    expect(caught).to_have_count(2)
    assert Comment.objects.get(pk=good.pk).state == good.state

    page = desk("/admin/settings/comments/", user=administrator_user)
    page.locator("[name=hold_threshold]").fill("40")
    page.locator(".settings-save .default").click()
    expect(page.locator(".messagelist")).to_contain_text("保存しました")
    assert FilterSettings.load().hold_threshold == 40
    page.goto("/admin/comments/filtersettings/")
    expect(page.locator(".filter > .help")).to_contain_text("40")

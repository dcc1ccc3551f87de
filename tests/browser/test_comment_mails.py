"""Pages behind links in emails about comments: one page, one button, with and without JavaScript.

The browser keeps the address of these pages to itself (no-referrer), and sends forms with the origin
"null": that they arrive all the same is seen only here.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from blog.models import Post
from comments import moderation, reply_notifications, submission
from comments.models import Comment, ReplySubscription
from mail.models import OutgoingMail
from tests.browser import axe
from tests.factories import approved_comment, make_user, published_post
from tests.mail_links import link_of

ADDRESS = "guest@example.com"
PICTURES = os.environ.get("PICTURES", "")  # a folder for screenshots


@pytest.fixture
def post(site_url: str) -> Post:
    """A public post with a moderator who gets notifications."""
    make_user("moderator", role="moderator", name="管理する人")
    return published_post(title="散歩の途中で見つけた小さな喫茶店のこと")


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def visitor(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    """A recipient who opens an email on a phone, with and without JavaScript."""
    return new_page(
        java_script_enabled=request.param, viewport={"width": 390, "height": 844}, has_touch=True
    )


def mail_with(part: str) -> str:
    """The newest link in a mail that holds `part`."""
    mails = OutgoingMail.objects.filter(text__contains=part).order_by("-pk")
    return link_of(mails[0], part)


def test_a_guest_confirms_gets_an_answer_and_ends_them(visitor: Page, post: Post) -> None:
    mine = approved_comment(post, text="行ってみたいです。")
    reply_notifications.subscribe(mine, address=ADDRESS, language="ja")
    visitor.goto(mail_with("/replies/confirm/"))
    visitor.locator("main form button").click()
    expect(visitor.locator("main [role=status]")).to_be_visible()
    assert ReplySubscription.objects.get().confirmed_at
    approved_comment(post, parent=mine, text="ぜひどうぞ。")
    visitor.goto(mail_with("/replies/stop/"))
    visitor.locator("main form button").first.click()
    expect(visitor.locator("main [role=status]")).to_be_visible()
    assert not ReplySubscription.objects.exists()


def test_a_moderator_approves_or_rejects_from_the_mail(visitor: Page, post: Post) -> None:
    for button, state in [("approve", "approved"), ("reject", "rejected")]:
        comment = submission.submit(
            entry=post, text=f"{state}：とても良い記事でした。", name="花子"
        )
        visitor.goto(mail_with("/comments/decide/"))
        expect(visitor.locator(".comment-text")).to_contain_text(state)
        visitor.locator(f"button[value={button}]").click()
        expect(visitor.locator("main [role=status]")).to_be_visible()
        assert Comment.objects.get(pk=comment.pk).state == state


def paths(post: Post) -> dict[str, str]:
    """Every page behind these links, by name."""
    waits, mine = submission.submit(entry=post, text="感想", name="花子"), approved_comment(post)
    row = reply_notifications.subscribe(mine, address=ADDRESS, language="ja")
    assert row
    user = make_user(role="moderator")
    decided = approved_comment(post, name="長い名前の人" * 8, text="長い文章。" * 40)
    link = mail_with("/comments/decide/")
    moderation.reject(decided, by=user)
    return {
        "confirm": mail_with("/replies/confirm/"),
        "stop": f"/comments/replies/stop/{row.key}/",
        "stop-all": f"/comments/replies/stop-all/{reply_notifications.owner_key(row)}/",
        "stopped": "/comments/replies/stop/gone/",
        "decide": _decide_link(waits),
        "decided": link,
        "closed": "/comments/decide/x/",
    }


def _decide_link(comment: Comment) -> str:
    mail = OutgoingMail.objects.get(key__startswith=f"comment-{comment.pk}-new-")
    return link_of(mail, "/comments/decide/")


@pytest.mark.parametrize("width", [390, 1280])
def test_these_pages_are_accessible_and_fit(
    new_page: Callable[..., Page], post: Post, width: int, faults: object
) -> None:
    faults.forgive("status of 404")
    page = new_page(bypass_csp=True, viewport={"width": width, "height": 800})
    found = {}
    for name, path in paths(post).items():
        page.goto(path)
        found[name] = axe.violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        for button in page.locator("main button, main a.button").all():
            box = button.bounding_box()
            assert box
            assert box["height"] >= 44, name
        for scheme in ("dark", "light") if PICTURES else ():
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=Path(PICTURES) / f"{name}-{scheme}-{width}.png", full_page=True)
    assert {name: lines for name, lines in found.items() if lines} == {}

"""The publish control of the write screen: blog/publication_form.py, blog/admin/save_messages.py."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from blog import publishing
from blog.enums import RevisionKind, Status
from blog.models import Author, Post, Revision
from blog.revisions import store
from tests.blog.test_entries import ADD, admin_url, form_data
from tests.factories import (
    draft_post,
    expired_post,
    make_author,
    make_user,
    private_post,
    protected_post,
    published_post,
    scheduled_post,
    trashed_post,
)
from tests.html import select, tree

pytestmark = pytest.mark.django_db


def local(**distance: float) -> str:
    """A moment from now as the date picker sends it."""
    return f"{timezone.localtime() + timedelta(**distance):%Y-%m-%dT%H:%M}"


def press(client: Client, post: Post, button: str, value: str = "1", **changes: Any) -> Any:
    """Press a button of the write screen; return the response."""
    url = admin_url("change", post)
    data = form_data(client.get(url)) | changes | {button: value}
    return client.post(url, {name: text for name, text in data.items() if text is not None})


def message(response: Any) -> str:
    """The message after a save."""
    [text] = [str(one) for one in get_messages(response.wsgi_request)]
    return text


def question(response: Any) -> tuple[str, str]:
    """The button's name and value of the question on the page."""
    [button] = select(tree(response), ".write-question button")
    return button.attrib["name"], button.attrib["value"]


def buttons(client: Client, post: Post | None) -> dict[str, str]:
    """Names and labels of the buttons for publication."""
    page = client.get(admin_url("change", post) if post else ADD)
    found = select(tree(page), ".write-actions button")
    return {one.attrib["name"]: one.text_content().strip() for one in found}


# Buttons
def test_each_status_offers_its_own_buttons(author_client: Client, author: Author) -> None:
    hide = {"_protect": "パスワードを付けて公開", "_private": "非公開にする"}
    draft = {"_continue": "下書き保存", "_publish": "公開する", **hide}
    revert = {"_unpublish": "下書きに戻す"}
    assert buttons(author_client, None) == draft
    assert buttons(author_client, draft_post(authors=[author])) == draft
    published = buttons(author_client, published_post(authors=[author]))
    assert published == {"_continue": "更新する", **revert, **hide}
    assert buttons(author_client, scheduled_post(authors=[author])) == {
        "_continue": "保存",
        "_publish": "今すぐ公開",
        "_unpublish": "予約を取り消す",
        **hide,
    }
    protect = {"_protect": "パスワードを付けて公開"}
    private = buttons(author_client, private_post(authors=[author]))
    assert private == {"_continue": "保存", "_publish": "公開する", **revert, **protect}
    protected = buttons(author_client, protected_post(authors=[author]))
    assert protected == {
        "_continue": "更新する",
        "_publish": "パスワードなしで公開",
        **revert,
        "_private": "非公開にする",
    }
    assert buttons(author_client, trashed_post(authors=[author])) == {"_continue": "保存"}


def test_choosing_a_time_chooses_to_schedule(author_client: Client, author: Author) -> None:
    post = draft_post(authors=[author])
    moment = datetime.fromisoformat(f"{timezone.localdate().year + 1}-12-05T07:30+09:00")
    response = press(author_client, post, "_publish", go_live_at=f"{moment:%Y-%m-%dT%H:%M}")
    post.refresh_from_db()
    assert (post.status, post.published_at) == (Status.SCHEDULED, moment)
    assert f"{moment.year}年12月5日 7:30に公開されます" in message(response)


def test_a_time_on_a_draft_is_kept_and_the_button_offers_it(
    author_client: Client, author: Author
) -> None:
    post = draft_post(authors=[author])
    tomorrow = local(days=1)
    response = press(author_client, post, "_continue", go_live_at=tomorrow)
    assert "まだ予約していません" in message(response)
    assert press(author_client, post, "_continue", title="題を変える").status_code == 302
    post.refresh_from_db()
    assert post.status == Status.DRAFT
    assert f"{timezone.localtime(post.go_live_at):%Y-%m-%dT%H:%M}" == tomorrow  # type: ignore[arg-type]
    assert buttons(author_client, post)["_publish"].endswith("に公開")
    assert publishing.publish_due(timezone.now() + timedelta(days=2)) == 0
    press(author_client, post, "_publish")
    post.refresh_from_db()
    assert post.status == Status.SCHEDULED


def test_taking_back_a_scheduled_post_clears_its_time(
    author_client: Client, author: Author
) -> None:
    post = scheduled_post(authors=[author])
    press(author_client, post, "_unpublish")
    post.refresh_from_db()
    assert (post.status, post.go_live_at, post.published_at) == (Status.DRAFT, None, None)


# Questions
@pytest.mark.parametrize(
    ("make", "button"),
    [(draft_post, "_publish"), (scheduled_post, "_publish"), (scheduled_post, "_continue")],
)
def test_a_time_that_has_passed_asks_before_readers_see_it(
    make: Callable[..., Post], button: str, author_client: Client, author: Author
) -> None:
    post = make(authors=[author], body="前の本文")
    past = local(days=-3)
    response = press(author_client, post, button, go_live_at=past, body="新しい本文")
    assert question(response) == (button, "past")
    assert response.context["adminform"].form["body"].value() == "新しい本文"
    assert not Post.objects.get().is_published
    press(author_client, post, button, "past", go_live_at=past, body="新しい本文")
    post.refresh_from_db()
    assert (post.status, post.is_published, post.body) == (Status.PUBLISHED, True, "新しい本文")
    assert f"{timezone.localtime(post.published_at):%Y-%m-%dT%H:%M}" == past  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("button", "changes"),
    [
        ("_unpublish", {}),
        ("_private", {}),
        ("_continue", {"published_at": {"days": 2}}),
        ("_continue", {"expire_at": {"minutes": -1}}),
    ],
)
def test_taking_down_what_readers_see_asks(
    button: str, changes: dict[str, dict[str, float]], author_client: Client, author: Author
) -> None:
    post = published_post(authors=[author], published_at=timezone.now() - timedelta(days=9))
    typed = {name: local(**distance) for name, distance in changes.items()}
    response = press(author_client, post, button, **typed)
    assert question(response) == (button, "hide")
    assert Post.objects.get().is_published
    saved = press(author_client, post, button, "hide", **typed)
    assert not Post.objects.get().is_published
    assert "読者には表示されなくなりました" in message(saved)


def test_a_confirmed_question_confirms_no_other_one(author_client: Client, author: Author) -> None:
    post = published_post(authors=[author])
    assert press(author_client, post, "_unpublish", "past").status_code == 200
    assert Post.objects.get().is_published


def test_publishing_an_expired_post_offers_to_remove_the_expiry(
    author_client: Client, author: Author
) -> None:
    post = expired_post(authors=[author])
    publishing.expire_due()
    button, value = question(press(author_client, post, "_publish"))
    press(author_client, post, button, value)
    post.refresh_from_db()
    assert (post.is_published, post.expire_at) == (True, None)


def test_without_the_permission_no_button_publishes_or_hides(client_of: Any) -> None:
    user = make_user("trainee", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["add_post", "change_post", "view_post"])
    )
    post = draft_post(authors=[make_author(user=user)])
    for button in ("_private", "_publish"):
        press(client_of(user), post, button)
        assert Post.objects.get().status == Status.DRAFT


def test_a_question_is_the_only_note_of_the_page(author_client: Client, author: Author) -> None:
    page = press(author_client, published_post(authors=[author]), "_unpublish")
    assert len(select(tree(page), ".errornote")) == 1


# What readers see now
def test_the_message_says_what_readers_see(author_client: Client, author: Author) -> None:
    post = draft_post(authors=[author])
    published = message(press(author_client, post, "_publish"))
    assert "公開しました。読者に表示されています。" in published
    assert post.get_absolute_url() in published
    assert "更新しました。" in message(press(author_client, post, "_continue", body="新しい本文"))


# The draft of a published post
def test_a_draft_of_a_published_post_is_seen_in_the_preview_only(
    author_client: Client, author: Author, editor_client: Client, stranger: Client
) -> None:
    post = published_post(authors=[author], body="公開した本文")
    url = admin_url("autosave", post)
    assert author_client.post(url, {"title": post.title, "body": "下書きの本文"}).status_code == 200
    assert "公開した本文" in stranger.get(post.get_absolute_url()).content.decode()
    own = author_client.get(admin_url("preview", post)).content.decode()
    assert "下書きの本文" in own
    assert "まだ保存していません" in own
    others = editor_client.get(admin_url("preview", post)).content.decode()
    assert "公開した本文" in others
    press(author_client, post, "_continue", body="下書きの本文")
    assert "下書きの本文" in stranger.get(post.get_absolute_url()).content.decode()
    assert (
        "まだ保存していません" not in author_client.get(admin_url("preview", post)).content.decode()
    )


def test_a_preview_of_the_draft_writes_nothing(author_client: Client, author: Author) -> None:
    post = published_post(authors=[author], body="公開した本文")
    author_client.post(admin_url("autosave", post), {"title": post.title, "body": "下書き"})
    author_client.get(admin_url("preview", post))
    post.refresh_from_db()
    assert post.body == "公開した本文"
    assert store.of(post).filter(kind=RevisionKind.AUTOSAVED).count() == 1
    assert Revision.objects.count() == store.of(post).count()

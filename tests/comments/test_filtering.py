"""Submitted comments that match the spam filter or a ban: state, message, mails."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from blog.models import Author, Post
from comments.identity import keyed_hash
from comments.models import Ban, Comment, CommentPolicy
from mail.models import OutgoingMail
from tests.factories import published_post

pytestmark = pytest.mark.django_db

Write = Callable[..., HttpResponse]
SPAM = "スマホだけで月30万円！詳しくはこちら→ http://bit.ly/xxxx 今なら無料、副業で稼げるカジノ"
UNSURE = "よかったらLINEでも話しませんか。ID: aya_love22"


@pytest.fixture(autouse=True)
def policy(open_policy: CommentPolicy) -> None:
    """Comments appear at once, unless something is found."""


def test_what_is_surely_spam_is_kept_among_spam_without_a_mail(
    stranger: Client, moderator_user: User, post: Post, write: Write
) -> None:
    response = write(stranger, post, name="在宅ワーク", comment=SPAM)
    comment = Comment.objects.get()
    assert (comment.state, comment.held_for) == ("spam", "filter")
    assert comment.spam_score >= 90
    assert comment.signals
    assert not OutgoingMail.objects.exists()
    page = stranger.get(response["Location"]).content.decode()
    assert "bit.ly" in page  # the page says that it is held, and nothing about the rule hits
    (held,) = stranger.get(f"/comments/my/state/blog.post/{post.pk}/").json()["held"]
    assert held["pk"] == comment.pk


def test_what_the_filter_is_not_sure_about_waits(
    stranger: Client, moderator_user: User, post: Post, write: Write
) -> None:
    write(stranger, post, comment=UNSURE)
    comment = Comment.objects.get()
    assert (comment.state, comment.held_for) == ("held", "filter")
    assert OutgoingMail.objects.filter(recipient=moderator_user.email).exists()


def test_a_good_comment_appears_with_its_points_kept(
    stranger: Client, post: Post, write: Write
) -> None:
    write(stranger, post, comment="昨日ちょうど同じ万年筆を買いました。インクは何をお使いですか？")
    comment = Comment.objects.get()
    assert comment.state == "approved"
    assert comment.spam_score < 50


def test_the_blogs_own_people_are_not_judged(client: Client, author: Author, write: Write) -> None:
    client.force_login(author.user)
    write(client, published_post(authors=[author]), comment=SPAM)
    comment = Comment.objects.get()
    assert (comment.state, comment.spam_score) == ("approved", None)


def test_an_approved_comment_is_not_exchanged_for_spam(
    stranger: Client, post: Post, write: Write
) -> None:
    write(stranger, post)
    comment = Comment.objects.get()
    stranger.post(f"/comments/my/{comment.pk}/edit/", {"comment": SPAM})
    comment.refresh_from_db()
    assert (comment.state, comment.held_for) == ("held", "edited")


@pytest.mark.parametrize(
    ("effect", "status", "state"), [("hold", 302, "held"), ("refuse", 422, None)]
)
@pytest.mark.parametrize("kind", ["network", "word", "domain"])
def test_a_rule_holds_or_refuses_and_the_text_is_kept(
    stranger: Client,
    post: Post,
    write: Write,
    kind: str,
    effect: str,
    status: int,
    state: str | None,
) -> None:
    values = {
        "network": keyed_hash("network", "127.0.0.1"),
        "word": "夜行バス",
        "domain": "shop.example",
    }
    Ban.objects.create(kind=kind, value=values[kind], effect=effect)
    text = "夜行バスの話はこちら http://www.shop.example/x"
    response = write(stranger, post, comment=text)
    assert response.status_code == status
    if state:
        comment = Comment.objects.get()
        assert (comment.state, comment.held_for) == (state, "ban")
    else:
        assert text in response.content.decode()
        assert not Comment.objects.exists()

"""Signed links to decide about a comment: for the recipient of the mail, until another decision."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import signing
from django.test import Client

from accounts.models import User
from audit.models import Event
from blog.models import Author, Post
from comments import moderation, moderation_links, submission
from comments.enums import State
from comments.models import Comment, CommentPolicy
from mail.models import OutgoingMail
from tests.factories import approved_comment, held_comment, make_user, published_post
from tests.mail_links import link_of

pytestmark = pytest.mark.django_db


def link_for(comment: Comment, user: User) -> str:
    """The path in the mail to `user` about `comment`."""
    mail = OutgoingMail.objects.get(key=f"comment-{comment.pk}-new-u{user.pk}")
    return link_of(mail, "/comments/decide/")


def state_of(comment: Comment) -> str:
    return Comment.objects.values_list("state", flat=True).get(pk=comment.pk)


@pytest.mark.parametrize(
    ("action", "state"),
    [("approve", State.APPROVED), ("reject", State.REJECTED), ("spam", State.SPAM)],
)
def test_a_moderator_decides_by_a_button_without_signing_in(
    post: Post, moderator_user: User, action: str, state: State
) -> None:
    comment = submission.submit(entry=post, text="感想の文章", name="読者")
    link, strict = link_for(comment, moderator_user), Client(enforce_csrf_checks=True)
    page = strict.get(link)
    assert "感想の文章" in page.content.decode()
    assert state_of(comment) == State.HELD
    assert strict.post(link, {"action": action}).status_code == 200
    assert state_of(comment) == state
    event = Event.objects.latest("pk")
    assert event.actor == moderator_user
    assert not strict.cookies


def test_looking_at_the_page_changes_nothing(
    post: Post, moderator_user: User, stranger: Client
) -> None:
    comment = submission.submit(entry=post, text="感想", name="読者")
    before = Comment.objects.values().get(pk=comment.pk)
    link = link_for(comment, moderator_user)
    stranger.get(link)
    stranger.head(link)
    stranger.get(link, {"action": "approve"})
    assert Comment.objects.values().get(pk=comment.pk) == before


@pytest.mark.parametrize("action", ["", "delete", "approve2"])
def test_a_press_that_no_button_sends_decides_nothing(
    post: Post, moderator_user: User, stranger: Client, action: str
) -> None:
    comment = submission.submit(entry=post, text="感想", name="読者")
    stranger.post(link_for(comment, moderator_user), {"action": action})
    assert state_of(comment) == State.HELD


def test_the_second_press_says_what_was_decided_and_leaves_it_so(
    post: Post, moderator_user: User, stranger: Client
) -> None:
    comment = submission.submit(entry=post, text="感想", name="読者")
    link = link_for(comment, moderator_user)
    stranger.post(link, {"action": "approve"})
    page = stranger.post(link, {"action": "spam"}, headers={"accept-language": "en"})
    assert state_of(comment) == State.APPROVED
    assert "Already decided: Approved." in page.content.decode()
    assert "<button" not in page.content.decode().partition("<h1>")[2].partition("</main>")[0]


def test_of_two_recipients_the_first_decides(
    post: Post, moderator_user: User, stranger: Client
) -> None:
    colleague = make_user("colleague", role="moderator")
    comment = submission.submit(entry=post, text="感想", name="読者")
    stranger.post(link_for(comment, colleague), {"action": "reject"})
    stranger.post(link_for(comment, moderator_user), {"action": "approve"})
    assert state_of(comment) == State.REJECTED


def test_an_author_takes_away_what_appeared_at_once(
    author: Author, open_policy: CommentPolicy, stranger: Client
) -> None:
    post = published_post(authors=[author])
    comment = submission.submit(entry=post, text="広告", name="読者")
    link = link_for(comment, author.user)
    assert 'value="approve"' not in stranger.get(link).content.decode()
    stranger.post(link, {"action": "spam"})
    assert state_of(comment) == State.SPAM


@pytest.mark.parametrize("loss", ["role", "account", "deleted", "mailbox"])
def test_a_recipient_who_may_no_longer_decide_is_refused_and_shown_nothing(
    post: Post, moderator_user: User, stranger: Client, loss: str
) -> None:
    comment = submission.submit(entry=post, text="秘密のマーカー", name="読者")
    link = link_for(comment, moderator_user)
    if loss == "role":
        moderator_user.groups.remove(*Group.objects.all())
    elif loss == "account":
        User.objects.filter(pk=moderator_user.pk).update(is_active=False)
    elif loss == "deleted":
        moderator_user.delete()
    else:
        User.objects.filter(pk=moderator_user.pk).update(email="elsewhere@example.com")
    for answer in (stranger.get(link), stranger.post(link, {"action": "approve"})):
        assert answer.status_code == 403
        assert "秘密のマーカー" not in answer.content.decode()
    assert state_of(comment) == State.HELD


def test_a_link_that_is_too_old_says_so_and_decides_nothing(
    post: Post, moderator_user: User, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = submission.submit(entry=post, text="感想", name="読者")
    link = link_for(comment, moderator_user)
    monkeypatch.setattr(moderation_links, "VALID", timedelta(seconds=-1))
    answer = stranger.post(link, {"action": "approve"}, headers={"accept-language": "en"})
    assert answer.status_code == 410
    assert "The link has expired." in answer.content.decode()
    assert state_of(comment) == State.HELD


def test_a_link_of_another_make_decides_nothing(
    post: Post, moderator_user: User, stranger: Client
) -> None:
    comment = submission.submit(entry=post, text="感想", name="読者")
    token = link_for(comment, moderator_user).split("/")[-2]
    other = signing.dumps(
        signing.loads(token, salt=moderation_links.SALT),
        salt="comments.reply_notifications.confirm",
    )
    for wrong in (token[:-1], token.replace(":", "x", 1), other, "x"):
        assert stranger.post(f"/comments/decide/{wrong}/", {"action": "approve"}).status_code == 404
    assert state_of(comment) == State.HELD


def test_the_page_is_kept_nowhere_and_its_address_goes_nowhere(
    post: Post, moderator_user: User, stranger: Client
) -> None:
    comment = held_comment(post, text="https://example.com/ を見て")
    response = stranger.get(decisions_link(comment, moderator_user))
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


def test_a_link_does_not_sign_anybody_in(post: Post, moderator_user: User) -> None:
    comment = submission.submit(entry=post, text="感想", name="読者")
    client = Client()
    client.post(link_for(comment, moderator_user), {"action": "approve"})
    assert client.get("/admin/comments/queue/").status_code in (302, 403)
    assert "sessionid" not in client.cookies


def test_each_recipient_has_a_link_of_their_own(post: Post, moderator_user: User) -> None:
    colleague = make_user("colleague", role="moderator")
    comment = submission.submit(entry=post, text="感想", name="読者")
    assert link_for(comment, colleague) != link_for(comment, moderator_user)


def test_a_decision_taken_meanwhile_is_shown_and_not_overruled(
    post: Post, moderator_user: User, stranger: Client
) -> None:
    comment = held_comment(post)
    shown = approved_comment(post)
    moderation.remove(comment, by=moderator_user)
    stranger.post(decisions_link(shown, moderator_user), {"action": "reject"})
    assert state_of(shown) == State.REJECTED
    stranger.post(link_for(comment, moderator_user), {"action": "approve"})
    assert state_of(comment) == State.REMOVED


def decisions_link(comment: Comment, user: User) -> str:
    return moderation_links.decision_url(comment, user).removeprefix("http://testserver")

"""Threat 4: a GET of a link in a mail changes nothing, for any signed-in user."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog.models import Author, Post
from comments import digests, reply_notifications
from comments.enums import NotificationFrequency
from comments.models import CommentPolicy
from mail.models import OutgoingMail
from tests.factories import approved_comment, held_comment, published_post
from tests.mail_links import all_rows, open_every_link, paths_of

pytestmark = pytest.mark.django_db

# When a browser was last used: anything that a signed-in person opens is noted, once in a while.
NOT_ABOUT_COMMENTS = {"accounts.Device"}


@pytest.fixture
def post(author: Author) -> Post:
    """A public post whose author gets mails about comments."""
    return published_post(authors=[author])


@pytest.fixture
def every_mail(post: Post, moderator_user: User, reader_user: User) -> set[str]:
    """One of every mail that the comments write; returns their templates by their keys' heads."""
    asked, parent = approved_comment(post), approved_comment(post, user=reader_user)
    reply_notifications.subscribe(
        asked, address="guest@example.com", language="ja", network="192.0.2.1"
    )
    reply_notifications.subscribe(parent, user=reader_user, language="ja")
    approved_comment(post, parent=parent)
    CommentPolicy(admission="open").save()
    approved_comment(post)
    CommentPolicy(notification_frequency=NotificationFrequency.DAILY).save()
    held_comment(post)
    digests.write_due(timezone.now() + digests.LONGEST / 7)
    subjects = OutgoingMail.objects.values_list("subject", flat=True)
    return {subject.partition("]")[2].partition("：")[0] for subject in subjects}


@pytest.mark.parametrize("who", ["guest", "moderator", "author", "reader"])
def test_a_scanner_that_opens_every_link_changes_no_row(
    every_mail: set[str],
    who: str,
    stranger: Client,
    moderator_client: Client,
    author_client: Client,
    reader_client: Client,
) -> None:
    client = {
        "guest": stranger,
        "moderator": moderator_client,
        "author": author_client,
        "reader": reader_client,
    }[who]
    before = all_rows()
    paths = open_every_link(client)
    after = all_rows()
    assert {table for table in after if after[table] != before[table]} <= NOT_ABOUT_COMMENTS
    for prefix in ("decide/", "replies/confirm/", "replies/stop/", "replies/stop-all/"):
        assert [path for path in paths if path.startswith(f"/comments/{prefix}")], prefix
    heads = {key.partition("-")[0] for key in OutgoingMail.objects.values_list("key", flat=True)}
    assert heads == {"comment", "reply"}
    assert len(every_mail) == 5


def test_every_button_behind_these_links_does_something(
    every_mail: set[str], stranger: Client
) -> None:
    """The counterpart: rows that could have changed do change when the button is pressed."""
    before = all_rows()
    paths = [path for mail in OutgoingMail.objects.all() for path in paths_of(mail)]
    for prefix in ("/comments/decide/", "/replies/confirm/", "/replies/stop/"):
        stranger.post(next(path for path in paths if prefix in path), {"action": "spam"})
    after = all_rows()
    changed = {table for table in after if after[table] != before[table]}
    assert {"comments.Comment", "comments.ReplySubscription", "mail.Address"} <= changed

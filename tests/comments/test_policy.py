"""Where readers may comment, who decides, and under which name people write."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog.models import Author, Post
from comments.enums import HeldFor
from comments.identity import Identity
from comments.models import CommentPolicy
from comments.policy import comments_open, may_moderate, must_wait, public_name
from tests.factories import draft_post, make_author, make_user, published_post, scheduled_post
from tests.settings_pages import change, page

NOW = timezone.now()


@pytest.mark.parametrize(
    ("mode", "own_days", "admission", "site_days", "age", "is_open"),
    [
        ("default", None, "held", None, 900, True),
        ("default", None, "first", None, 900, True),
        ("default", None, "members", None, 900, True),
        ("members", None, "closed", 30, 900, True),
        ("first", None, "closed", 30, 900, True),
        ("held", None, "closed", 30, 900, True),
        ("free", None, "closed", 30, 900, True),
        ("default", None, "open", None, 900, True),
        ("default", None, "closed", None, 0, False),
        ("default", None, "held", 30, 29, True),
        ("default", None, "held", 30, 30, False),
        ("default", 60, "held", 30, 45, True),
        ("default", 7, "held", None, 8, False),
        ("open", None, "closed", 30, 900, True),
        ("open", 7, "held", None, 8, False),
        ("closed", 99, "open", None, 0, False),
    ],
)
def test_the_entry_goes_before_the_policy(
    mode: str, own_days: int | None, admission: str, site_days: int | None, age: int, is_open: bool
) -> None:
    entry = Post(
        status="published",
        published_at=NOW - timedelta(days=age),
        comment_mode=mode,
        comments_close_after_days=own_days,
    )
    policy = CommentPolicy(admission=admission, close_after_days=site_days)
    assert comments_open(entry, policy, NOW) is is_open


@pytest.mark.django_db
def test_entries_that_are_not_public_take_no_comments() -> None:
    policy = CommentPolicy()
    entries = [draft_post(comment_mode="open"), scheduled_post(comment_mode="open")]
    assert [comments_open(entry, policy) for entry in entries] == [False, False]


@pytest.mark.django_db
def test_moderators_editors_and_the_authors_of_a_post_decide_about_its_comments(
    author: Author, other_author: Author, editor_user: User, moderator_user: User, reader_user: User
) -> None:
    post = published_post(authors=[author])
    people = [
        author.user,
        other_author.user,
        editor_user,
        moderator_user,
        reader_user,
        AnonymousUser(),
    ]
    assert [may_moderate(one, post) for one in people] == [True, False, True, True, False, False]


@pytest.mark.django_db
def test_only_strangers_to_the_blog_wait(author_user: User, reader_user: User) -> None:
    post, held, opened = published_post(), CommentPolicy(), CommentPolicy(admission="open")
    people = [author_user, reader_user, AnonymousUser()]
    waits = [must_wait(one, post, held, Identity("k")) for one in people]
    assert waits == [None, HeldFor.POLICY, HeldFor.POLICY]
    assert [must_wait(one, post, opened, Identity("k")) for one in people] == [None, None, None]


@pytest.mark.django_db
def test_the_sign_in_name_is_never_the_public_one() -> None:
    signer = make_user("secret-login", name="社員番号12")
    make_author(user=signer, name="筆名")
    people = [signer, make_user(name="表の名"), make_user("only-login"), AnonymousUser()]
    assert [public_name(one) for one in people] == ["筆名", "表の名", "", ""]


def test_editors_set_the_policy(editor_client: Client, moderator_client: Client) -> None:
    fields = {"admission": "open", "order": "newest", "max_level": "2", "page_size": "50"}
    assert moderator_client.post(page("comments"), fields).status_code == 403
    assert change(editor_client, "comments", **fields).status_code == 302
    policy = CommentPolicy.load()
    assert (policy.admission, policy.order, policy.max_level, policy.page_size) == (
        "open",
        "newest",
        2,
        50,
    )

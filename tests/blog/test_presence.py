"""Who else has a post open: blog/presence.py, blog/admin/presence.py."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from blog import presence
from blog.models import Author, OpenWindow, Post
from tests.factories import draft_page, draft_post, published_post
from tests.html import texts, tree

pytestmark = pytest.mark.django_db

FIRST, SECOND = "1" * 32, "2" * 32
#: Session, user, permissions, the post, the report and the others.
REPORT_QUERIES = 8


@pytest.fixture
def post(author: Author) -> Post:
    return draft_post(title="糸の話", authors=[author])


def report(client: Client, post: Any, key: str = FIRST, **data: str) -> Any:
    name = f"admin:blog_{post._meta.model_name}_presence"
    return client.post(reverse(name, args=[post.pk]), {"window": key, **data})


def shown(client: Client, post: Post) -> str:
    """The sentence of the write screen."""
    page = tree(client.get(reverse("admin:blog_post_change", args=[post.pk])))
    return texts(page, "p.write-presence")[0]


def test_another_person_is_named_until_the_window_is_closed(
    post: Post, author_client: Client, editor_client: Client, editor_user: User
) -> None:
    assert report(author_client, post).json() == {"text": ""}
    report(editor_client, post, SECOND)
    sentence = f"{editor_user}さんが編集中"
    assert report(author_client, post).json() == {"text": sentence}
    assert shown(author_client, post) == sentence
    report(editor_client, post, SECOND, leaving="1")
    assert report(author_client, post).json() == {"text": ""}
    assert shown(author_client, post) == ""


def test_a_window_that_reports_nothing_expires(
    post: Post, author_client: Client, editor_client: Client
) -> None:
    report(editor_client, post)
    OpenWindow.objects.update(seen_at=timezone.now() - timedelta(seconds=59))
    assert shown(author_client, post) != ""
    OpenWindow.objects.update(seen_at=timezone.now() - timedelta(seconds=61))
    assert shown(author_client, post) == ""
    presence.prune()
    assert not OpenWindow.objects.exists()


def test_windows_of_one_account_are_rows_of_their_own_and_named_once(
    post: Post, author_client: Client, editor_client: Client, editor_user: User
) -> None:
    for key in (FIRST, SECOND, SECOND):
        report(editor_client, post, key)
    assert OpenWindow.objects.count() == 2
    assert shown(author_client, post) == f"{editor_user}さんが編集中"
    assert shown(editor_client, post) == ""  # not the own windows
    report(editor_client, post, FIRST, leaving="1")
    assert shown(author_client, post) == f"{editor_user}さんが編集中"


def test_the_list_names_who_has_a_row_open(
    post: Post, author_client: Client, editor_client: Client, editor_user: User, author: Author
) -> None:
    draft_post(title="布の話", authors=[author])
    report(editor_client, post)
    page = tree(author_client.get(reverse("admin:blog_post_changelist")))
    rows = [row for row in texts(page, "#result_list tr") if "編集中" in row]
    assert len(rows) == 1
    assert "糸の話" in rows[0]
    assert f"{editor_user}さんが編集中" in rows[0]


def test_pages_have_it_too(
    editor_client: Client, administrator_client: Client, editor_user: User
) -> None:
    page = draft_page()
    report(editor_client, page)
    assert report(administrator_client, page).json() == {"text": f"{editor_user}さんが編集中"}


@pytest.mark.parametrize("key", ["", "x", "A" * 32, "1" * 33])
def test_a_report_needs_a_key(post: Post, author_client: Client, key: str) -> None:
    assert report(author_client, post, key).status_code == 400
    assert not OpenWindow.objects.exists()


def test_only_who_may_change_the_post_reports_and_sees_presence(
    author_client: Client, moderator_client: Client, client: Client, editor_client: Client
) -> None:
    others = published_post()
    report(editor_client, others)
    assert report(author_client, others).status_code == 404
    assert report(moderator_client, others).status_code in (403, 404)
    assert report(client, others).status_code == 302  # to the sign-in
    assert OpenWindow.objects.count() == 1
    assert (
        editor_client.get(reverse("admin:blog_post_presence", args=[others.pk])).status_code == 405
    )


def test_a_report_takes_few_queries(
    post: Post, author_client: Client, django_assert_num_queries: Any
) -> None:
    report(author_client, post)
    user = User.objects.get(pk=author_client.session["_auth_user_id"])
    with django_assert_num_queries(1):
        presence.report(post, user=user, key=FIRST)
    with django_assert_num_queries(1):
        presence.others(post, user=user)
    with django_assert_num_queries(REPORT_QUERIES):
        report(author_client, post)


def test_a_report_changes_nothing_of_the_post(post: Post, author_client: Client) -> None:
    before = Post.objects.values().get()
    report(author_client, post)
    assert Post.objects.values().get() == before

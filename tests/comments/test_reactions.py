"""Likes and reports of readers."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from blog.models import Post
from comments import reactions
from comments.identity import Identity
from comments.models import Comment, Like, Report
from tests.comments.readers import state_of
from tests.factories import (
    approved_comment,
    held_comment,
    published_post,
    removed_comment,
)

pytestmark = pytest.mark.django_db

Write = Callable[..., HttpResponse]


def test_the_same_network_is_not_the_same_writer() -> None:
    comment = Comment(writer_key=Identity("", "192.0.2.1").writer_key)
    assert not reactions.owns(Identity("", "192.0.2.1"), comment)


# Liking
def test_one_reader_likes_once_and_may_remove_the_like(stranger: Client, post: Post) -> None:
    comment = approved_comment(post)
    for likes, count in [("1", 1), ("1", 1), ("0", 0), ("1", 1)]:
        stranger.post(f"/comments/my/{comment.pk}/like/", {"likes": likes})
        comment.refresh_from_db()
        assert comment.like_count == Like.objects.count() == count
    assert state_of(stranger, post, comment)["liked"] == [comment.pk]
    other = Client()
    assert state_of(other, post, comment) == {
        "likes": {str(comment.pk): 1},
        "liked": [],
        "own": {},
        "held": [],
    }


def test_looking_at_the_page_of_likes_changes_nothing(stranger: Client, post: Post) -> None:
    comment = approved_comment(post)
    assert stranger.get(f"/comments/my/{comment.pk}/like/").status_code == 200
    assert not Like.objects.exists()


def test_the_page_of_the_post_holds_no_count_of_likes(stranger: Client, post: Post) -> None:
    comment = approved_comment(post)
    before = stranger.get(post.get_absolute_url()).content
    stranger.post(f"/comments/my/{comment.pk}/like/", {"likes": "1"})
    assert stranger.get(post.get_absolute_url()).content == before


def test_a_script_is_answered_with_the_count(stranger: Client, post: Post) -> None:
    comment = approved_comment(post)
    accept = {"headers": {"Accept": "application/json"}}
    answer = stranger.post(f"/comments/my/{comment.pk}/like/", {"likes": "1"}, **accept)
    assert answer.json() == {"count": 1, "likes": True}


@pytest.mark.parametrize("verb", ["like", "report"])
def test_only_what_readers_see_is_liked_or_reported(
    stranger: Client, post: Post, verb: str
) -> None:
    unpublished = published_post()
    hidden = [held_comment(post), removed_comment(post), approved_comment(unpublished)]
    Post.objects.filter(pk=unpublished.pk).update(status="private")
    for comment in hidden:
        for method in (stranger.get, stranger.post):
            assert method(f"/comments/my/{comment.pk}/{verb}/").status_code == 404


# Reporting
def test_a_report_reaches_the_moderators_once_a_reader(stranger: Client, post: Post) -> None:
    comment = approved_comment(post)
    for text in ("ひどい", "とてもひどい"):
        response = stranger.post(
            f"/comments/my/{comment.pk}/report/", {"reason": "abuse", "text": text}
        )
        assert response.status_code == 302
    assert [(row.reason, row.text) for row in Report.objects.all()] == [("abuse", "とてもひどい")]
    comment.refresh_from_db()
    assert (comment.report_count, comment.state) == (1, "approved")
    assert 'role="status"' in stranger.get(response["Location"]).content.decode()


def test_a_report_without_a_reason_keeps_the_words(stranger: Client, post: Post) -> None:
    comment = approved_comment(post)
    response = stranger.post(f"/comments/my/{comment.pk}/report/", {"text": "ひどい言葉"})
    assert response.status_code == 422
    assert "ひどい言葉" in response.content.decode()
    assert not Report.objects.exists()


def test_many_reports_by_one_network_are_stopped_in_plain_words(post: Post) -> None:
    comment = approved_comment(post)
    statuses = [
        Client().post(f"/comments/my/{comment.pk}/report/", {"reason": "spam"}).status_code
        for _number in range(11)
    ]
    assert statuses == [302] * 10 + [429]

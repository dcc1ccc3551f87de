"""Permanent deletion: networks, trash, comments of an entry, counts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from blog import publishing
from blog.models import Post
from comments import deletion, moderation
from comments.identity import Identity
from comments.models import Comment, CommentPolicy
from tests.factories import approved_comment, held_comment, published_post

pytestmark = pytest.mark.django_db


def test_networks_are_forgotten_after_the_days_of_the_policy(post: Post) -> None:
    CommentPolicy(keep_network_days=30).save()
    old, young = (approved_comment(post, writer=Identity("k", "192.0.2.1")) for _ in range(2))
    Comment.objects.filter(pk=old.pk).update(submit_date=timezone.now() - timedelta(days=31))
    assert deletion.forget_networks() == 1
    assert Comment.objects.get(pk=old.pk).network_key == ""
    assert Comment.objects.get(pk=young.pk).network_key


def test_comments_are_deleted_with_their_entry(post: Post) -> None:
    approved_comment(post)
    kept = approved_comment(published_post())
    publishing.trash(post)
    Post.objects.filter(pk=post.pk).update(trashed_at=timezone.now() - timedelta(days=31))
    publishing.empty_trash()
    assert list(Comment.objects.all()) == [kept]


def test_comment_count_is_exact_after_removal_and_deletion(
    post: Post, moderator_user: User
) -> None:
    comments = [approved_comment(post) for _number in range(3)]
    moderation.remove(comments[0], by=moderator_user)
    deletion.delete(Comment.objects.filter(pk=comments[1].pk))
    held_comment(post)
    post.refresh_from_db()
    assert post.comment_count == 1

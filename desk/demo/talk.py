"""The demo's comments: written and approved by the same functions as every comment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from blog.models import Post
from comments import moderation
from comments.models import Comment, CommentPolicy
from comments.policy import public_name


def hold(threads: list[dict[str, Any]], users: dict[str, User], words: str) -> None:
    """Write every comment and approve those that are not to wait; nobody gets a mail about them."""
    with _unannounced(words):
        for row in threads:
            _say(row, Post.objects.get(slug=row["post"]), None, users)


def _say(row: dict[str, Any], post: Post, above: Comment | None, users: dict[str, User]) -> None:
    user = users.get(row.get("account", ""))
    comment = moderation.submit(
        entry=post,
        text=row["text"],
        name=public_name(user) if user else row["name"],
        user=user,
        reply_to=above.pk if above else None,
    )
    moment = (post.published_at or timezone.now()) + timedelta(minutes=row["minutes"])
    Comment.objects.filter(pk=comment.pk).update(submit_date=moment)
    if not row.get("held"):
        moderation.approve(comment, by=users["moderator"])
    for answer in row.get("answers", []):
        _say(answer, post, comment, users)


@contextmanager
def _unannounced(words: str) -> Iterator[None]:
    """Save the comment policy with `words`, its mails switched off inside the block."""
    policy = CommentPolicy.load()
    wanted = policy.notify_moderators, policy.notify_authors
    policy.words, policy.notify_moderators, policy.notify_authors = words, False, False
    policy.save()
    yield
    policy.notify_moderators, policy.notify_authors = wanted
    policy.save()

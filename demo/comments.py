"""Demo comments: submitted and approved by the same functions as all comments."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from blog.models import Post
from comments import moderation, submission
from comments.models import Comment, CommentPolicy
from comments.policy import public_name
from demo.parser import Table


def add_threads(threads: list[Table], users: dict[str, User], intro: str) -> None:
    """Create every comment, and approve those that are not `held`; no mail is sent about them."""
    with _without_notifications(intro):
        for row in threads:
            _add_comment(row, Post.objects.get(slug=row["post"]), None, users)


def _add_comment(row: Table, post: Post, parent: Comment | None, users: dict[str, User]) -> None:
    user = users.get(row.get("account", ""))
    comment = submission.submit(
        entry=post,
        text=row["text"],
        name=public_name(user) if user else row["name"],
        user=user,
        reply_to=parent.pk if parent else None,
    )
    submitted_at = (post.published_at or timezone.now()) + timedelta(minutes=row["minutes"])
    Comment.objects.filter(pk=comment.pk).update(submit_date=submitted_at)
    if not row.get("held"):
        moderation.approve(comment, by=users["moderator"])
    for answer in row.get("answers", []):
        _add_comment(answer, post, comment, users)


@contextmanager
def _without_notifications(intro: str) -> Iterator[None]:
    """Save the comment policy with `intro`, and disable its notifications inside the block."""
    policy = CommentPolicy.load()
    original = policy.notify_moderators, policy.notify_authors
    policy.intro, policy.notify_moderators, policy.notify_authors = intro, False, False
    policy.save()
    yield
    policy.notify_moderators, policy.notify_authors = original
    policy.save()

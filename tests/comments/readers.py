"""Helpers for tests of readers: a submitted comment, the state of their comments."""

from collections.abc import Callable

from django.http import HttpResponse
from django.test import Client

from blog.models import Post
from comments import submission
from comments.models import Comment

Write = Callable[..., HttpResponse]


def sent(write: Write, client: Client, post: Post, **fields: str) -> Comment:
    """The comment that `client` writes."""
    assert write(client, post, **fields).status_code == 302
    return Comment.objects.latest("pk")


def state_of(client: Client, post: Post, *comments: Comment) -> dict:
    of = ",".join(str(comment.pk) for comment in comments)
    return client.get(f"/comments/my/state/blog.post/{post.pk}/?of={of}").json()


def submit(post: Post, **fields: object) -> Comment:
    """A comment submitted without a request."""
    return submission.submit(entry=post, **{"text": "感想", "name": "読者", **fields})  # type: ignore[arg-type]

"""Concurrent submissions and decisions: no errors, and an exact count of the post."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import User
from blog.models import Post
from comments import moderation, rendering, spam, submission
from comments.models import Comment, CommentPolicy
from tests.factories import approved_comment, held_comment, make_user, published_post

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 50


def at_once(acts: list[Callable[[], object]]) -> None:
    """Let everybody act on a connection of their own, at the same moment; raise what one of them met."""
    start = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        list(people.map(alone, acts))


def shown(post: Post) -> tuple[int, int]:
    """The count of the post, and how many comments readers see."""
    post.refresh_from_db()
    return post.comment_count, Comment.objects.for_entry(post).approved().count()


@pytest.fixture
def post(open_policy: CommentPolicy) -> Post:
    """A public post where comments appear at once."""
    return published_post()


def test_fifty_people_write_at_once_and_every_comment_counts(post: Post) -> None:
    root = approved_comment(post)

    def write(number: int) -> Callable[[], object]:
        own = Post.objects.get(pk=post.pk)
        return lambda: submission.submit(
            entry=own,
            text=f"感想{number}",
            name=f"書き手{number}",
            reply_to=root.pk if number % 2 else None,
        )

    at_once([write(number) for number in range(WRITERS)])
    assert shown(post) == (WRITERS + 1, WRITERS + 1)


def test_writing_approving_and_removing_at_once_leave_an_exact_count(post: Post) -> None:
    CommentPolicy(admission="held").save()
    moderator: User = make_user(role="moderator")
    held = [held_comment(post) for _ in range(10)]
    old = [approved_comment(post) for _ in range(10)]
    CommentPolicy(admission="open").save()
    acts: list[Callable[[], object]] = [
        *(lambda one=one: moderation.approve(one, by=moderator) for one in held),
        *(lambda one=one: moderation.approve(one, by=moderator) for one in held),  # twice
        *(lambda one=one: moderation.remove(one, by=moderator) for one in old),
        *(
            lambda number=number: submission.submit(
                entry=Post.objects.get(pk=post.pk), text=f"感想{number}", name="読者"
            )
            for number in range(10)
        ),
    ]
    at_once(acts)
    assert shown(post) == (20, 20)


def test_a_comment_is_judged_and_rendered_before_anybody_else_must_wait_for_it(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: list[tuple[str, bool]] = []

    def watched(name: str, act: Callable[..., object]) -> Callable[..., object]:
        def acting(*args: object) -> object:
            inside.append((name, connection.in_atomic_block))
            return act(*args)

        return acting

    monkeypatch.setattr("comments.spam.judge", watched("judge", spam.judge))
    monkeypatch.setattr("comments.rendering.derive", watched("render", rendering.derive))
    comment = submission.submit(entry=post, text="感想", name="読者", facts=spam.Facts())
    submission.edit(comment, text="直した感想", facts=spam.Facts())
    assert sorted(inside) == [("judge", False)] * 2 + [("render", False)] * 2

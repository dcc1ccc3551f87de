"""Many people write at once: nobody meets an error, and the count of the post is exact."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import User
from blog.models import Post
from comments import moderation
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
        return lambda: moderation.submit(
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
            lambda number=number: moderation.submit(
                entry=Post.objects.get(pk=post.pk), text=f"感想{number}", name="読者"
            )
            for number in range(10)
        ),
    ]
    at_once(acts)
    assert shown(post) == (20, 20)

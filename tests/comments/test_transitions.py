"""State transitions: timestamp of publication, signals."""

import pytest

from accounts.models import User
from blog.models import Post
from comments import moderation, submission
from comments.models import Comment, CommentPolicy
from tests.factories import held_comment

pytestmark = pytest.mark.django_db


def test_published_at_is_set_unless_the_comment_appeared_at_once(
    post: Post, moderator_user: User
) -> None:
    comment = held_comment(post)
    moments = []
    for decide in (moderation.approve, moderation.mark_spam, moderation.approve):
        decide(comment, by=moderator_user)
        moments.append(Comment.objects.get().published_at)
    first, none, second = moments
    assert comment.submit_date < first < second
    assert none is None
    CommentPolicy(admission="open").save()
    at_once = submission.submit(entry=post, text="感想", name="読者")
    assert (at_once.state, at_once.published_at) == ("approved", None)


def test_signals_are_sent_for_what_readers_see_and_nothing_else(
    post: Post, moderator_user: User, sent_signals: list[tuple[str, int]]
) -> None:
    comment = submission.submit(entry=post, text="感想", name="読者")
    sent_signals.clear()
    for verb in (moderation.reject, moderation.mark_spam, moderation.approve, moderation.remove):
        verb(comment, by=moderator_user)
    assert sent_signals == [("comment_approved", comment.pk), ("comment_removed", comment.pk)]

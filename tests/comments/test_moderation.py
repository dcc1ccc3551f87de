"""Decisions of moderators, and their consequences."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django_comments.models import CommentFlag

from accounts.models import User
from blog.models import Post
from comments import moderation, submission
from comments.models import Comment
from tests.factories import held_comment

pytestmark = pytest.mark.django_db


# Deciding
VERBS = [
    (moderation.approve, "approved", CommentFlag.MODERATOR_APPROVAL),
    (moderation.reject, "rejected", "moderator rejection"),
    (moderation.mark_spam, "spam", "moderator spam"),
    (moderation.remove, "removed", CommentFlag.MODERATOR_DELETION),
]


@pytest.mark.parametrize(("verb", "state", "flag"), VERBS)
def test_a_decision_takes_effect_once_and_is_stored_with_the_moderator(
    post: Post, moderator_user: User, verb: Callable[..., bool], state: str, flag: str
) -> None:
    comment = held_comment(post)
    assert [verb(comment, by=moderator_user) for _time in range(2)] == [True, False]
    stored = Comment.objects.get()
    assert (stored.state, stored.is_public, stored.is_removed) == (
        state,
        state == "approved",
        state != "approved",
    )
    assert list(CommentFlag.objects.values_list("user", "flag")) == [(moderator_user.pk, flag)]


def test_every_decision_can_be_undone(post: Post, moderator_user: User) -> None:
    comment = held_comment(post)
    for verb, _state, _flag in VERBS:
        verb(comment, by=moderator_user)
        moderation.restore(comment, by=moderator_user)
        assert Comment.objects.get().state == "held"


def test_restore_does_nothing_before_a_decision(post: Post, moderator_user: User) -> None:
    comment = submission.submit(entry=post, text="感想", name="読者")
    assert moderation.restore(comment, by=moderator_user) is False


def test_rewrite_changes_the_html_and_nothing_else(post: Post) -> None:
    comment = held_comment(post)
    moderation.rewrite(comment, text="**直した**")
    stored = Comment.objects.get()
    assert (stored.state, stored.comment) == ("held", "**直した**")
    assert "<strong>直した</strong>" in stored.body_html


def test_rebuild_comments_updates_stale_html_and_nothing_else(post: Post) -> None:
    old, current = held_comment(post, text="**古い**"), held_comment(post)
    html = old.body_html
    Comment.objects.filter(pk=old.pk).update(body_html="<p>古い</p>", renderer_version="0")
    said = StringIO()
    call_command("rebuild_comments", stdout=said)
    old.refresh_from_db()
    assert (said.getvalue(), old.body_html, old.state) == ("1 changed.\n", html, "held")
    assert moderation.rebuild_all() == 0
    assert Comment.objects.get(pk=current.pk).body_html == current.body_html

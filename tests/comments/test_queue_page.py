"""Rendering of the queue: JSON for the script, redirects, bound forms, number of queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog.models import Post
from comments import moderator_actions
from comments.models import CannedReply, Comment, SlowMode
from tests.comments.moderators import QUEUE, ask, decide, report, shown
from tests.factories import (
    approved_comment,
    held_comment,
    make_user,
)

pytestmark = pytest.mark.django_db

QUERIES = 18


def test_the_script_is_answered_in_facts_and_can_undo(moderator_client: Client, post: Post) -> None:
    comment, other = held_comment(post, name="花子"), held_comment(post)
    facts = ask(moderator_client, "decide/", chosen=[comment.pk], action="spam")
    assert (facts["counts"]["held"], facts["counts"]["spam"], facts["cards"]) == ("1", "1", {})
    assert "花子" in facts["said"]
    facts = ask(moderator_client, "decide/", chosen=[comment.pk, other.pk], action="undo")
    assert facts["counts"]["held"] == "2"
    assert set(facts["cards"]) == {str(comment.pk), str(other.pk)}


@pytest.mark.parametrize("back", ["//evil.example/?x=1&y", "state=//evil.example", "next=/x/"])
def test_the_way_back_leads_nowhere_else(moderator_client: Client, post: Post, back: str) -> None:
    comment = held_comment(post)
    answer = decide(moderator_client, comment, "approve", back=back)
    assert answer["Location"] == f"{QUEUE}?decided={comment.pk}"  # type: ignore[index]


@pytest.mark.parametrize("text", ["", "長" * 3001])
def test_an_answer_that_is_refused_keeps_its_text(
    moderator_client: Client, post: Post, text: str
) -> None:
    comment = held_comment(post)
    answer = moderator_client.post(f"{QUEUE}{comment.pk}/reply/", {"text": text})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "errorlist" in page
    assert text in page
    assert Comment.objects.get().state == "held"


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("", QUERIES),
        ("?state=reported", QUERIES),
        ("?state=held&after=1", QUERIES),
        ("?q=糸", QUERIES),
        ("?writer={pk}", QUERIES + 1),
        ("?writer={pk}&q=糸", QUERIES + 1),
    ],
)
def test_the_queue_takes_the_same_queries_for_any_number(
    moderator_client: Client,
    moderator_user: User,
    post: Post,
    number: int,
    query: str,
    queries: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    parent = approved_comment(post)
    CannedReply.objects.create(title="お礼", text="感謝")
    until = timezone.now() + timedelta(hours=1)
    SlowMode.objects.create(entry_key=f"blog.post:{post.pk}", until=until)
    for _number in range(number):
        comment = held_comment(post, parent=parent, name="太郎", text="糸")
        report(comment)
        moderator_actions.write_note(comment, "見てください", by=moderator_user)
        # Each of another moderator: a query for each of them would be counted below.
        moderator_actions.ask_opinion(comment, by=make_user(role="moderator"))
    address = query.format(pk=comment.pk)
    assert len(shown(moderator_client, address)) == number
    with django_assert_num_queries(queries):
        moderator_client.get(f"{QUEUE}{address}")

"""What moderators do besides deciding, each once, however often it is asked for."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from blog.models import Post
from comments import moderation, moderator_actions
from comments.models import Comment, Note, Report, SlowMode
from tests.factories import approved_comment, held_comment, rejected_comment, spam_comment

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    """The verbs in the audit log of this test's actions, oldest first."""
    rows = Event.objects.filter(actor_kind="person").exclude(actor_name="decider")
    return list(rows.order_by("pk").values_list("verb", flat=True))


def report(comment: Comment, reader: str = "r") -> Report:
    count = comment.reports.count() + 1
    Comment.objects.filter(pk=comment.pk).update(report_count=count)
    return Report.objects.create(comment=comment, reader_key=reader, reason="abuse")


def stored(comment: Comment) -> Comment:
    return Comment.objects.get(pk=comment.pk)


# Reports
@pytest.mark.parametrize(
    "decision", [moderation.approve, moderation.reject, moderation.mark_spam, moderation.remove]
)
def test_every_decision_resolves_the_reports(
    moderator_user: User, post: Post, decision: Callable[..., bool]
) -> None:
    comment, other = approved_comment(post), approved_comment(post)
    for number in range(2):
        report(comment, f"r{number}")
    untouched = report(other)
    assert decision(comment, by=moderator_user)
    assert comment.reports.filter(resolved_at=None).count() == 0
    assert stored(comment).report_count == 0
    untouched.refresh_from_db()
    assert untouched.resolved_at is None


def test_keeping_a_reported_comment_is_recorded_once(moderator_user: User, post: Post) -> None:
    comment = approved_comment(post)
    report(comment)
    assert moderation.approve(comment, by=moderator_user)
    assert stored(comment).state == "approved"
    assert verbs() == ["comment_kept"]
    assert not moderation.approve(comment, by=moderator_user)
    assert verbs() == ["comment_kept"]


@pytest.mark.parametrize("decision", [moderation.approve, moderation.mark_spam])
def test_undoing_a_decision_reopens_the_reports_that_it_resolved_and_no_others(
    moderator_user: User, post: Post, decision: Callable[..., bool]
) -> None:
    comment = approved_comment(post)
    earlier = report(comment, "earlier")
    moderation.approve(comment, by=moderator_user)
    later = report(comment, "later")
    decision(comment, by=moderator_user)
    assert moderation.restore(comment, by=moderator_user)
    assert stored(comment).state == "approved"
    assert list(comment.reports.filter(resolved_at=None)) == [later]
    assert stored(comment).report_count == 1
    earlier.refresh_from_db()
    assert earlier.resolved_at is not None


def test_undoing_the_decision_about_a_comment_without_reports_opens_none(
    moderator_user: User, post: Post
) -> None:
    comment = approved_comment(post)
    report(comment)
    moderation.approve(comment, by=moderator_user)
    moderation.reject(comment, by=moderator_user)
    moderation.restore(comment, by=moderator_user)
    assert comment.reports.filter(resolved_at=None).count() == 0


# A second opinion
@pytest.mark.parametrize("make", [held_comment, spam_comment, rejected_comment, approved_comment])
def test_a_comment_in_any_state_waits_for_a_second_opinion(
    moderator_user: User, post: Post, make: Callable[..., Comment]
) -> None:
    comment = make(post)
    assert moderator_actions.ask_opinion(comment, by=moderator_user)
    comment = stored(comment)
    assert (comment.state, comment.held_for) == ("held", "opinion")
    assert comment.opinion_requested_by == moderator_user
    assert verbs()[-1] == "opinion_requested"
    before = verbs()
    assert not moderator_actions.ask_opinion(comment, by=moderator_user)
    assert verbs() == before


def test_the_first_moderator_who_asked_stays_the_one_who_asks(
    moderator_user: User, editor_user: User, post: Post
) -> None:
    comment = held_comment(post)
    moderator_actions.ask_opinion(comment, by=moderator_user)
    assert not moderator_actions.ask_opinion(comment, by=editor_user)
    assert stored(comment).opinion_requested_by == moderator_user


def test_the_moderator_who_asked_may_still_decide(moderator_user: User, post: Post) -> None:
    comment = held_comment(post)
    moderator_actions.ask_opinion(comment, by=moderator_user)
    assert moderation.approve(comment, by=moderator_user)
    assert stored(comment).state == "approved"


@pytest.mark.parametrize(
    ("signals", "held_for"), [([], ""), ([{"code": "links", "points": 30}], "filter")]
)
def test_a_question_that_is_taken_back_leaves_the_comment_waiting(
    moderator_user: User, post: Post, signals: list[object], held_for: str
) -> None:
    comment = held_comment(post)
    Comment.objects.filter(pk=comment.pk).update(signals=signals)
    moderator_actions.ask_opinion(comment, by=moderator_user)
    assert moderator_actions.withdraw_opinion(stored(comment), by=moderator_user)
    comment = stored(comment)
    assert (comment.state, comment.held_for, comment.opinion_requested_by) == (
        "held",
        held_for,
        None,
    )
    assert not moderator_actions.withdraw_opinion(comment, by=moderator_user)
    assert verbs() == ["opinion_requested", "opinion_withdrawn"]


# Notes
def test_the_same_note_sent_twice_is_one_note(
    moderator_user: User, editor_user: User, post: Post
) -> None:
    comment = held_comment(post)
    assert moderator_actions.write_note(comment, "前にも来た人です", by=moderator_user)
    assert not moderator_actions.write_note(comment, "前にも来た人です", by=moderator_user)
    assert moderator_actions.write_note(comment, "前にも来た人です", by=editor_user)
    assert list(Note.objects.values_list("author", flat=True)) == [
        moderator_user.pk,
        editor_user.pk,
    ]
    assert verbs() == ["comment_noted"] * 2


# Conversations
@pytest.mark.parametrize(
    ("action", "reverse", "column", "value", "recorded"),
    [
        ("close", "reopen", "is_closed", True, ["thread_closed", "thread_reopened"]),
        ("pin", "put_back", "rank", 0, ["thread_pinned", "thread_restored"]),
        ("move_off_topic", "put_back", "rank", 2, ["thread_off_topic", "thread_restored"]),
    ],
)
def test_a_whole_conversation_is_arranged_from_any_of_its_comments_and_put_back(
    moderator_user: User,
    post: Post,
    action: str,
    reverse: str,
    column: str,
    value: int,
    recorded: list[str],
) -> None:
    root = approved_comment(post)
    answer = approved_comment(post, parent=root)
    other = approved_comment(post)
    usual = getattr(stored(other), column)

    def columns() -> list[object]:
        return [getattr(stored(one), column) for one in (root, answer, other)]

    for _time in range(2):
        getattr(moderator_actions, action)(answer, by=moderator_user)
    assert columns() == [value, value, usual]
    for _time in range(2):
        getattr(moderator_actions, reverse)(root, by=moderator_user)
    assert columns() == [usual] * 3
    assert verbs() == recorded


def test_an_answer_to_a_pinned_conversation_is_pinned_with_it(
    moderator_user: User, post: Post
) -> None:
    root = approved_comment(post)
    moderator_actions.pin(root, by=moderator_user)
    assert stored(approved_comment(post, parent=root)).rank == 0


# Heated threads
def slow_mode(post: Post, **fields: object) -> SlowMode:
    until = timezone.now() + timedelta(minutes=30)
    return SlowMode.objects.create(
        **{"entry_key": f"blog.post:{post.pk}", "until": until, **fields}
    )


def test_a_lifted_slow_mode_is_off_and_does_not_come_back_for_a_day(
    moderator_user: User, post: Post
) -> None:
    mode = slow_mode(post)
    assert moderator_actions.lift_slow_mode(mode, by=moderator_user)
    assert not SlowMode.objects.in_force().exists()
    mode.refresh_from_db()
    assert mode.lifted_until is not None
    assert mode.lifted_until > timezone.now() + timedelta(hours=23)
    assert not moderator_actions.lift_slow_mode(mode, by=moderator_user)
    event = Event.objects.get(verb="slow_mode_lifted")
    assert event.target_title == post.title


def test_a_slow_mode_is_in_force_until_its_end(post: Post) -> None:
    mode = slow_mode(post, until=timezone.now() - timedelta(seconds=1))
    assert not SlowMode.objects.in_force().exists()
    SlowMode.objects.update(until=timezone.now() + timedelta(minutes=1))
    assert list(SlowMode.objects.in_force()) == [mode]
    SlowMode.objects.update(lifted_until=timezone.now() - timedelta(minutes=1))
    assert list(SlowMode.objects.in_force()) == [mode]

"""Writing comments and deciding about them."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_comments.models import CommentFlag

from accounts.models import User
from blog import publishing
from blog.models import Author, Post
from comments import moderation, signals
from comments.enums import State
from comments.models import Comment, CommentPolicy
from comments.writers import Writer
from core.site_urls import absolute
from tests.factories import (
    approved_comment,
    draft_post,
    held_comment,
    make_author,
    make_user,
    published_page,
    published_post,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Iterator[list[tuple[str, int]]]:
    """What the comments announce during a test, in order."""
    heard: list[tuple[str, int]] = []
    names = ("comment_submitted", "comment_approved", "comment_removed")
    listeners = {}
    for name in names:
        listeners[name] = lambda name=name, **facts: heard.append((name, facts["pk"]))
        getattr(signals, name).connect(listeners[name])
    yield heard
    for name in names:
        getattr(signals, name).disconnect(listeners[name])


def submit(post: Post, **fields: object) -> Comment:
    return moderation.submit(entry=post, **{"text": "感想", "name": "読者", **fields})  # type: ignore[arg-type]


# Writing
def test_a_comment_by_a_guest_waits(post: Post, told: list[tuple[str, int]]) -> None:
    comment = submit(post, email="a@example.com")
    stored = Comment.objects.get()
    assert (stored.state, stored.is_public, stored.is_removed) == ("held", False, False)
    assert (stored.user, stored.user_email, stored.ip_address) == (None, "a@example.com", None)
    assert (stored.thread_id, stored.parent_id, stored.level) == (comment.pk, comment.pk, 0)
    assert told == [("comment_submitted", comment.pk)]
    post.refresh_from_db()
    assert post.comment_count == 0


def test_a_comment_appears_at_once_where_the_policy_says_so(
    post: Post, open_policy: CommentPolicy, told: list[tuple[str, int]]
) -> None:
    comment = submit(post)
    post.refresh_from_db()
    assert (comment.state, post.comment_count) == ("approved", 1)
    assert told == [("comment_submitted", comment.pk), ("comment_approved", comment.pk)]


def test_comments_of_the_blogs_own_people_appear_at_once_and_those_of_readers_wait(
    post: Post, author: Author, moderator_user: User, reader_user: User
) -> None:
    post.authors.add(author)
    outside_author = make_author(user=make_user())
    states = [submit(post, user=user).state for user in (author.user, moderator_user)]
    assert states == ["approved", "approved"]
    assert submit(post, user=reader_user).state == "held"
    assert submit(post, user=outside_author.user).state == "held"


def test_nobody_but_its_own_people_comments_where_comments_are_closed(
    post: Post, author: Author
) -> None:
    post.authors.add(author)
    CommentPolicy(admission="closed").save()
    with pytest.raises(ValidationError) as refusal:
        submit(post)
    assert refusal.value.code == "closed"
    assert submit(post, user=author.user).state == "approved"


def test_comments_on_a_draft_are_refused(db: None) -> None:
    with pytest.raises(ValidationError):
        submit(draft_post())


def test_pages_have_comments_too(db: None) -> None:
    page = published_page()
    comment = approved_comment(page)
    page.refresh_from_db()
    assert (comment.entry_key, page.comment_count) == (f"blog.page:{page.pk}", 1)


def test_the_parent_must_be_public_and_on_the_same_entry(post: Post) -> None:
    CommentPolicy(max_level=1).save()
    root = approved_comment(post)
    deep = approved_comment(post, parent=root)
    wrong = [
        held_comment(post),
        approved_comment(published_post()),
        approved_comment(published_page()),
        deep,
    ]
    codes = []
    for parent in wrong:
        with pytest.raises(ValidationError) as refusal:
            submit(post, reply_to=parent.pk)
        codes.append(refusal.value.code)
    assert codes == ["parent"] * 4


def test_the_package_hook_that_refuses_is_heeded(post: Post) -> None:
    from django_comments.signals import comment_will_be_posted  # another plug's door

    comment_will_be_posted.connect(refuse := lambda **_facts: False)
    with pytest.raises(ValidationError):
        submit(post)
    comment_will_be_posted.disconnect(refuse)
    assert not Comment.objects.exists()


# Twice
def test_the_same_words_from_one_network_are_one_comment(post: Post) -> None:
    first = submit(post, writer=Writer(network="192.0.2.1"))
    assert submit(post, writer=Writer(network="192.0.2.1")) == first
    assert submit(post, writer=Writer(network="192.0.2.1"), text="別の感想") != first
    assert submit(post, writer=Writer(network="192.0.2.2")) != first
    assert submit(published_post(), writer=Writer(network="192.0.2.1")) != first
    assert Comment.objects.count() == 4


def test_the_same_answer_to_another_comment_is_another_answer(post: Post) -> None:
    parents = [approved_comment(post), approved_comment(post)]
    answers = [
        submit(post, writer=Writer(network="192.0.2.1"), reply_to=one.pk)
        for one in (*parents, parents[0])
    ]
    assert answers[0] == answers[2] != answers[1]


def test_the_same_words_by_one_account_are_one_comment_from_anywhere(
    post: Post, reader_user: User
) -> None:
    first = submit(post, user=reader_user, writer=Writer(network="192.0.2.1"))
    assert submit(post, user=reader_user, writer=Writer(network="192.0.2.2")) == first


# Floods
def test_a_network_may_write_five_comments_a_minute(post: Post) -> None:
    for number in range(5):
        submit(post, text=f"感想{number}", writer=Writer(network="192.0.2.1"))
    with pytest.raises(ValidationError) as refusal:
        submit(post, text="もう一つ", writer=Writer(network="192.0.2.1"))
    assert refusal.value.code == "flood"
    assert submit(post, text="よそから", writer=Writer(network="192.0.2.2"))


# Deciding
VERBS = [
    (moderation.approve, "approved", CommentFlag.MODERATOR_APPROVAL),
    (moderation.reject, "rejected", "moderator rejection"),
    (moderation.mark_spam, "spam", "moderator spam"),
    (moderation.remove, "removed", CommentFlag.MODERATOR_DELETION),
]


@pytest.mark.parametrize(("verb", "state", "flag"), VERBS)
def test_a_decision_is_carried_out_once_and_kept_with_a_name(
    post: Post, moderator_user: User, verb: object, state: str, flag: str
) -> None:
    comment = held_comment(post)
    assert [verb(comment, by=moderator_user) for _time in range(2)] == [True, False]  # type: ignore[operator]
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


def test_a_comment_knows_since_when_it_stands_unless_it_appeared_at_once(
    post: Post, moderator_user: User
) -> None:
    comment = held_comment(post)
    moments = []
    for decide in (moderation.approve, moderation.mark_spam, moderation.approve):
        decide(comment, by=moderator_user)
        moments.append(Comment.objects.get().shown_at)
    first, none, second = moments
    assert comment.submit_date < first < second
    assert none is None
    CommentPolicy(admission="open").save()
    at_once = moderation.submit(entry=post, text="感想", name="読者")
    assert (at_once.state, at_once.shown_at) == ("approved", None)


def test_there_is_nothing_to_undo_before_a_decision(post: Post, moderator_user: User) -> None:
    assert moderation.restore(submit(post), by=moderator_user) is False


def test_what_readers_see_is_announced_and_nothing_else(
    post: Post, moderator_user: User, told: list[tuple[str, int]]
) -> None:
    comment = submit(post)
    told.clear()
    for verb in (moderation.reject, moderation.mark_spam, moderation.approve, moderation.remove):
        verb(comment, by=moderator_user)
    assert told == [("comment_approved", comment.pk), ("comment_removed", comment.pk)]


def test_the_flags_of_the_package_follow_the_state_in_every_state() -> None:
    flags = {state: tuple(state.package_flags.values()) for state in State}
    assert flags == {
        "held": (False, False),
        "approved": (True, False),
        "rejected": (False, True),
        "spam": (False, True),
        "removed": (False, True),
    }


def test_the_count_is_that_of_the_public_comments_after_anything(
    post: Post, moderator_user: User
) -> None:
    comments = [approved_comment(post) for _number in range(3)]
    moderation.remove(comments[0], by=moderator_user)
    moderation.delete(Comment.objects.filter(pk=comments[1].pk))
    held_comment(post)
    post.refresh_from_db()
    assert post.comment_count == 1


def test_rewriting_changes_the_html_and_nothing_else(post: Post) -> None:
    comment = held_comment(post)
    moderation.rewrite(comment, text="**直した**")
    stored = Comment.objects.get()
    assert (stored.state, stored.comment) == ("held", "**直した**")
    assert "<strong>直した</strong>" in stored.body_html


def test_stored_html_is_made_anew_by_the_command_and_nothing_else_changes(post: Post) -> None:
    old, current = held_comment(post, text="**古い**"), held_comment(post)
    html = old.body_html
    Comment.objects.filter(pk=old.pk).update(body_html="<p>古い</p>", renderer_version="0")
    said = StringIO()
    call_command("rebuild_comments", stdout=said)
    old.refresh_from_db()
    assert (said.getvalue(), old.body_html, old.state) == ("1 changed.\n", html, "held")
    assert moderation.rebuild_all() == 0
    assert Comment.objects.get(pk=current.pk).body_html == current.body_html


def test_comments_go_with_an_entry_that_is_deleted_for_good(post: Post) -> None:
    approved_comment(post)
    kept = approved_comment(published_post())
    publishing.trash(post)
    Post.objects.filter(pk=post.pk).update(trashed_at=timezone.now() - timedelta(days=31))
    publishing.empty_trash()
    assert list(Comment.objects.all()) == [kept]


# Both at once
@pytest.mark.django_db(transaction=True)
def test_many_writers_and_moderators_at_once_leave_an_exact_count() -> None:
    post, moderator = published_post(), make_user("decides")
    CommentPolicy(admission="open").save()
    root = moderation.submit(entry=post, text="始まり", name="読者")
    waiting = [held_comment_at(post, number) for number in range(6)]
    failures: list[BaseException] = []

    def run(task: object) -> None:
        try:
            task()  # type: ignore[operator]
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    tasks = [
        lambda number=number: moderation.submit(
            entry=Post.objects.get(pk=post.pk),
            text=f"並んで{number}",
            name="読者",
            reply_to=root.pk,
        )
        for number in range(12)
    ]
    tasks += [
        lambda comment=comment: moderation.approve(comment, by=moderator) for comment in waiting
    ]
    workers = [threading.Thread(target=run, args=[task]) for task in tasks]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    post.refresh_from_db()
    assert failures == []
    assert post.comment_count == Comment.objects.public().count() == 19
    paths = set(Comment.objects.filter(level=1).values_list("path", flat=True))
    assert len(paths) == 12
    assert {path[:10] for path in paths} == {root.path}


def held_comment_at(post: Post, number: int) -> Comment:
    """A comment that waits although the policy lets comments appear at once."""
    comment = moderation.submit(entry=post, text=f"待つ{number}", name="読者")
    moderation.bring_into(comment, State.HELD, by=User.objects.get())
    return comment


def test_the_address_of_a_comment_is_its_own(post: Post) -> None:
    comment = approved_comment(post)
    assert comment.get_absolute_url() == f"/comments/{comment.pk}/"
    assert absolute(comment.get_absolute_url()) == f"http://testserver/comments/{comment.pk}/"

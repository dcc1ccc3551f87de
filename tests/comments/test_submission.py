"""Submitting comments: policy, parents, duplicates, limits, many writers at once."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django_comments.signals import comment_will_be_posted

from accounts.models import User
from blog.models import Author, Post
from comments import moderation, submission
from comments.enums import State
from comments.identity import Identity
from comments.models import Comment, CommentPolicy
from tests.comments.readers import submit
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


# Policy and parents
def test_a_comment_by_a_guest_waits(post: Post, sent_signals: list[tuple[str, int]]) -> None:
    comment = submit(post, email="a@example.com")
    stored = Comment.objects.get()
    assert (stored.state, stored.is_public, stored.is_removed) == ("held", False, False)
    assert (stored.user, stored.user_email, stored.ip_address) == (None, "a@example.com", None)
    assert (stored.thread_id, stored.parent_id, stored.level) == (comment.pk, comment.pk, 0)
    assert sent_signals == [("comment_submitted", comment.pk)]
    post.refresh_from_db()
    assert post.comment_count == 0


def test_a_comment_appears_at_once_where_the_policy_says_so(
    post: Post, open_policy: CommentPolicy, sent_signals: list[tuple[str, int]]
) -> None:
    comment = submit(post)
    post.refresh_from_db()
    assert (comment.state, post.comment_count) == ("approved", 1)
    assert sent_signals == [("comment_submitted", comment.pk), ("comment_approved", comment.pk)]


def test_comments_of_the_blogs_own_people_appear_at_once_and_those_of_readers_wait(
    post: Post, author: Author, moderator_user: User, reader_user: User
) -> None:
    post.authors.add(author)
    outside_author = make_author(user=make_user())
    states = [submit(post, user=user).state for user in (author.user, moderator_user)]
    assert states == ["approved", "approved"]
    assert submit(post, user=reader_user).state == "held"
    assert submit(post, user=outside_author.user).state == "held"


def test_only_the_authors_comment_where_comments_are_closed(post: Post, author: Author) -> None:
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


def test_a_receiver_of_the_packages_signal_may_refuse(post: Post) -> None:
    comment_will_be_posted.connect(refuse := lambda **_facts: False)
    with pytest.raises(ValidationError):
        submit(post)
    comment_will_be_posted.disconnect(refuse)
    assert not Comment.objects.exists()


# Duplicates
def test_the_same_text_from_one_network_is_one_comment(post: Post) -> None:
    first = submit(post, writer=Identity(network="192.0.2.1"))
    assert submit(post, writer=Identity(network="192.0.2.1")) == first
    assert submit(post, writer=Identity(network="192.0.2.1"), text="別の感想") != first
    assert submit(post, writer=Identity(network="192.0.2.2")) != first
    assert submit(published_post(), writer=Identity(network="192.0.2.1")) != first
    assert Comment.objects.count() == 4


def test_the_same_reply_to_another_comment_is_another_reply(post: Post) -> None:
    parents = [approved_comment(post), approved_comment(post)]
    answers = [
        submit(post, writer=Identity(network="192.0.2.1"), reply_to=one.pk)
        for one in (*parents, parents[0])
    ]
    assert answers[0] == answers[2] != answers[1]


def test_the_same_text_by_one_account_is_one_comment_from_any_network(
    post: Post, reader_user: User
) -> None:
    first = submit(post, user=reader_user, writer=Identity(network="192.0.2.1"))
    assert submit(post, user=reader_user, writer=Identity(network="192.0.2.2")) == first


# Concurrency
@pytest.mark.django_db(transaction=True)
def test_many_writers_and_moderators_at_once_leave_an_exact_count() -> None:
    post, moderator = published_post(), make_user("decides")
    CommentPolicy(admission="open").save()
    root = submission.submit(entry=post, text="始まり", name="読者")
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
        lambda number=number: submission.submit(
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
    comment = submission.submit(entry=post, text=f"待つ{number}", name="読者")
    moderation.set_state(comment, State.HELD, by=User.objects.get())
    return comment

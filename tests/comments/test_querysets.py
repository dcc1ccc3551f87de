"""QuerySet of comments: visibility, writers, keyset pages."""

import pytest

from blog.models import Post
from comments.models import Comment
from tests.factories import (
    approved_comment,
    draft_post,
    held_comment,
    make_user,
    published_page,
    rejected_comment,
    spam_comment,
)

pytestmark = pytest.mark.django_db


def test_public_comments_are_approved_and_on_public_entries(post: Post) -> None:
    public = [approved_comment(post), approved_comment(published_page())]
    hidden = approved_comment(published_page())
    draft = draft_post()
    Comment.objects.filter(pk=hidden.pk).update(entry_key=f"blog.post:{draft.pk}")
    held_comment(post)
    rejected_comment(post)
    assert set(Comment.objects.public()) == set(public)
    assert set(Comment.objects.approved()) == {*public, hidden}


def test_writers_see_spam_as_waiting_until_a_moderator_has_decided(post: Post) -> None:
    held, spam = held_comment(post), held_comment(post)
    Comment.objects.filter(pk=spam.pk).update(state="spam", previous_state="")
    confirmed = spam_comment(post)
    assert set(Comment.objects.waiting()) == {held, spam}
    assert [row.seems_to_wait for row in Comment.objects.filter(pk=confirmed.pk)] == [False]


@pytest.mark.parametrize(
    ("known", "same", "others"),
    [
        ({"writer_key": "w"}, {"writer_key": "w", "user_name": "別名"}, {"writer_key": "x"}),
        (
            {"user_email": "a@example.com"},
            {"user_email": "a@example.com"},
            {"user_email": "b@b.jp"},
        ),
        ({"user_name": "花子"}, {"user_name": "花子"}, {"user_name": "花子", "writer_key": "w"}),
    ],
)
def test_the_first_known_column_identifies_the_writer(
    post: Post, known: dict[str, str], same: dict[str, str], others: dict[str, str]
) -> None:
    comments = [held_comment(post, name=f"読者{number}") for number in range(3)]
    for comment, columns in zip(comments, (known, same, others), strict=True):
        Comment.objects.filter(pk=comment.pk).update(**columns)
    comment = Comment.objects.get(pk=comments[0].pk)
    assert set(Comment.objects.by_writer_of(comment)) == set(comments[:2])
    rows = Comment.objects.with_others(10)
    assert {row.pk: row.others for row in rows} == {
        comments[0].pk: 1,
        comments[1].pk: 1,
        comments[2].pk: 0,
    }


def test_an_account_identifies_the_writer_before_anything_else(post: Post) -> None:
    user = make_user()
    comments = [held_comment(post, name="花子") for _number in range(3)]
    for comment in comments[:2]:
        Comment.objects.filter(pk=comment.pk).update(user=user)
    comment = Comment.objects.get(pk=comments[0].pk)
    assert set(Comment.objects.by_writer_of(comment)) == set(comments[:2])


@pytest.mark.parametrize("newest_first", [True, False])
def test_a_page_begins_after_a_comment(post: Post, newest_first: bool) -> None:
    keys = [held_comment(post).pk for _number in range(3)]
    ordered = keys[::-1] if newest_first else keys
    for key, after in ((None, ordered), (ordered[0], ordered[1:]), (ordered[2], [])):
        rows = Comment.objects.after_key(key, newest_first=newest_first)
        assert [row.pk for row in rows] == after


@pytest.mark.parametrize("words", ["りんご 花子", "ﾘﾝｺﾞ"])
def test_every_word_is_in_text_name_or_address(post: Post, words: str) -> None:
    comment = held_comment(post, name="花子", text="りんごとリンゴ")
    held_comment(post, name="花子", text="みかん")
    held_comment(post, name="次郎", text="りんご")
    assert list(Comment.objects.containing(words)) == [comment]

"""Reputation rules: earlier comments of the writer and network, repeated texts."""

import pytest

from blog.models import Post
from comments.models import Comment
from tests.comments.spam.drafts import draft, points_by_code
from tests.factories import approved_comment, published_post, rejected_comment, spam_comment

pytestmark = pytest.mark.django_db


LONG = "この記事のとおりに設定したら、うちのサーバーでも動くようになりました。"


def set_columns(comment: Comment, **keys: object) -> Comment:
    Comment.objects.filter(pk=comment.pk).update(**keys)
    return comment


def test_who_was_approved_is_believed(post: Post, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _number in range(3):
            set_columns(approved_comment(post), writer_key="w")
    assert points_by_code(draft(post))["writer-good"] == -25
    assert "writer-good" not in points_by_code(draft(post, writer_key="other"))


def test_who_appeared_at_once_is_believed_less(post: Post) -> None:
    for _number in range(3):
        set_columns(approved_comment(post), writer_key="w", learned_as="")
    assert points_by_code(draft(post))["writer-good"] == -6


def test_who_wrote_spam_is_not_believed(post: Post) -> None:
    set_columns(spam_comment(post), writer_key="w")
    set_columns(rejected_comment(post), writer_key="w")
    assert points_by_code(draft(post))["writer-bad"] == 40


def test_without_a_key_nobody_is_the_same_writer(post: Post) -> None:
    spam_comment(post)
    assert points_by_code(draft(post, writer_key="", network_key="")) == points_by_code(
        draft(post, writer_key="x", network_key="y")
    )


def test_spam_from_a_network_weighs_less_where_others_there_are_good(post: Post) -> None:
    for _number in range(2):
        set_columns(spam_comment(post), network_key="n")
    alone = points_by_code(draft(post))["network-bad"]
    for _number in range(2):
        set_columns(approved_comment(post), network_key="n")
    assert 0 < points_by_code(draft(post))["network-bad"] < alone


def test_the_same_text_on_several_posts_is_a_repetition(post: Post) -> None:
    approved_comment(published_post(), text=LONG)
    once = points_by_code(draft(post, LONG))["repeated"]
    approved_comment(published_post(), text=LONG.replace("。", "！！"))
    assert points_by_code(draft(post, LONG))["repeated"] > once


def test_nearly_the_same_text_is_one_too(post: Post) -> None:
    spam_comment(published_post(), text=LONG)
    changed = LONG.replace("サーバー", "サーバ")
    assert points_by_code(draft(post, changed))["repeated"] == 60
    assert "repeated" not in points_by_code(
        draft(post, "まったく別の話で、共通する言葉はほとんどコメントはありません。")
    )


def test_short_thanks_are_the_same_by_chance(post: Post) -> None:
    approved_comment(published_post(), text="ありがとうございます！")
    assert "repeated" not in points_by_code(draft(post, "ありがとうございます"))


def test_a_stored_comment_is_not_a_repetition_of_itself(post: Post) -> None:
    assert "repeated" not in points_by_code(approved_comment(post, text=LONG))

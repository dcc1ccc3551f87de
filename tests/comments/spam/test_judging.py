"""The judgement about a comment, as `submit` asks for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import Post
from comments import spam
from comments.entries import key_of
from comments.models import Comment, FilterSettings
from comments.spam import Facts, Verdict
from tests.factories import approved_comment, published_post, rejected_comment, spam_comment

pytestmark = pytest.mark.django_db

PITCH = "在宅で月収50万円！今すぐ登録はこちら https://fukugyo.xyz/?ref=1"


def draft(post: Post, text: str = "感想です。", **fields: object) -> Comment:
    """A comment that is not saved yet."""
    facts = {"user_name": "読者", "writer_key": "w", "network_key": "n", **fields}
    return Comment(comment=text, entry_key=key_of(post), **facts)


def found(comment: Comment, **facts: object) -> dict[str, int]:
    return {f.code.value: f.points for f in spam.judge(comment, Facts(**facts)).findings}


def keyed(comment: Comment, **keys: object) -> Comment:
    Comment.objects.filter(pk=comment.pk).update(**keys)
    return comment


def test_a_kind_word_passes_and_an_advertisement_does_not(post: Post) -> None:
    assert spam.judge(draft(post), Facts()).verdict is Verdict.PASS
    judgement = spam.judge(draft(post, PITCH), Facts())
    assert judgement.verdict is Verdict.SPAM
    assert judgement.points == sum(finding.points for finding in judgement.findings)


def test_the_owners_thresholds_decide(post: Post) -> None:
    points = spam.judge(draft(post, PITCH), Facts()).points
    FilterSettings(hold_at=points, spam_at=points + 1).save()
    assert spam.judge(draft(post, PITCH), Facts()).verdict is Verdict.HOLD
    FilterSettings(hold_at=points + 1, spam_at=points + 1).save()
    assert spam.judge(draft(post, PITCH), Facts()).verdict is Verdict.PASS


def test_the_owners_words_count(post: Post) -> None:
    FilterSettings(bad_words="\nＧＡＭＥ王国 \n").save()
    assert "own-words" in found(draft(post, "game王国へどうぞ"))


def test_it_takes_three_queries_and_changes_nothing(post: Post) -> None:
    for _number in range(3):
        approved_comment(post)
    comment = draft(post, PITCH)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        spam.judge(comment, Facts(seconds=1))
    assert len(queries) == 3
    assert (comment.pk, comment.spam_score, comment.signals) == (None, None, [])


def test_its_rows_can_be_kept_and_told(post: Post) -> None:
    comment = approved_comment(post)
    judgement = spam.judge(draft(post, PITCH), Facts())
    comment.signals, comment.spam_score = judgement.rows, judgement.points
    comment.save()
    stored = Comment.objects.get()
    assert [f.points for f in spam.of_rows(stored.signals)] == [
        f.points for f in judgement.findings
    ]
    assert len(spam.sentences(stored.signals)) == len(judgement.findings)


# The form
@pytest.mark.parametrize(
    ("seconds", "is_fast"), [(0.5, True), (2, True), (60, False), (None, False)]
)
def test_a_form_sent_faster_than_hands_can_is_noticed(
    seconds: float | None, is_fast: bool, post: Post
) -> None:
    assert ("fast" in found(draft(post), seconds=seconds)) is is_fast


def test_a_long_text_takes_its_time(post: Post) -> None:
    assert "fast" in found(draft(post, "長い話です。" * 100), seconds=8)
    assert "fast" not in found(draft(post, "短い話です。"), seconds=8)


def test_an_account_speaks_for_its_owner(post: Post) -> None:
    assert found(draft(post), is_signed_in=True)["member"] < 0


# History
def test_who_was_approved_is_believed(post: Post, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _number in range(3):
            keyed(approved_comment(post), writer_key="w")
    assert found(draft(post))["writer-good"] == -25
    assert "writer-good" not in found(draft(post, writer_key="other"))


def test_who_appeared_at_once_is_believed_less(post: Post) -> None:
    for _number in range(3):
        keyed(approved_comment(post), writer_key="w", learnt_as="")
    assert found(draft(post))["writer-good"] == -6


def test_who_wrote_spam_is_not_believed(post: Post) -> None:
    keyed(spam_comment(post), writer_key="w")
    keyed(rejected_comment(post), writer_key="w")
    assert found(draft(post))["writer-bad"] == 40


def test_without_a_key_nobody_is_the_same_writer(post: Post) -> None:
    spam_comment(post)
    assert found(draft(post, writer_key="", network_key="")) == found(
        draft(post, writer_key="x", network_key="y")
    )


def test_spam_from_a_network_weighs_less_where_others_there_are_good(post: Post) -> None:
    for _number in range(2):
        keyed(spam_comment(post), network_key="n")
    alone = found(draft(post))["network-bad"]
    for _number in range(2):
        keyed(approved_comment(post), network_key="n")
    assert 0 < found(draft(post))["network-bad"] < alone


LONG = "この記事のとおりに設定したら、うちのサーバーでも動くようになりました。"


def test_the_same_text_on_several_posts_is_a_repetition(post: Post) -> None:
    approved_comment(published_post(), text=LONG)
    once = found(draft(post, LONG))["repeated"]
    approved_comment(published_post(), text=LONG.replace("。", "！！"))
    assert found(draft(post, LONG))["repeated"] > once


def test_nearly_the_same_text_is_one_too(post: Post) -> None:
    spam_comment(published_post(), text=LONG)
    changed = LONG.replace("サーバー", "サーバ")
    assert found(draft(post, changed))["repeated"] == 60
    assert "repeated" not in found(
        draft(post, "まったく別の話で、共通する言葉はほとんどありません。")
    )


def test_short_thanks_are_the_same_by_chance(post: Post) -> None:
    approved_comment(published_post(), text="ありがとうございます！")
    assert "repeated" not in found(draft(post, "ありがとうございます"))


def test_a_stored_comment_is_not_a_repetition_of_itself(post: Post) -> None:
    assert "repeated" not in found(approved_comment(post, text=LONG))

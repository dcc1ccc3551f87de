"""Assessment of a comment: points, thresholds and the rules about the form."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import Post
from comments import spam
from comments.models import Comment, FilterSettings
from comments.spam import Facts, Verdict
from tests.comments.spam.drafts import draft, points_by_code
from tests.factories import approved_comment

pytestmark = pytest.mark.django_db


PITCH = "在宅で月収50万円！今すぐ登録はこちら https://fukugyo.xyz/?ref=1"


def test_a_kind_word_passes_and_an_advertisement_does_not(post: Post) -> None:
    assert spam.judge(draft(post), Facts()).verdict is Verdict.PASS
    assessment = spam.judge(draft(post, PITCH), Facts())
    assert assessment.verdict is Verdict.SPAM
    assert assessment.points == sum(hit.points for hit in assessment.hits)


def test_the_owners_thresholds_decide(post: Post) -> None:
    points = spam.judge(draft(post, PITCH), Facts()).points
    FilterSettings(hold_threshold=points, spam_threshold=points + 1).save()
    assert spam.judge(draft(post, PITCH), Facts()).verdict is Verdict.HOLD
    FilterSettings(hold_threshold=points + 1, spam_threshold=points + 1).save()
    assert spam.judge(draft(post, PITCH), Facts()).verdict is Verdict.PASS


def test_the_owners_words_count(post: Post) -> None:
    FilterSettings(bad_words="\nＧＡＭＥ王国 \n").save()
    assert "own-words" in points_by_code(draft(post, "game王国へどうぞ"))


def test_it_takes_four_queries_and_changes_nothing(post: Post) -> None:
    for _number in range(3):
        approved_comment(post)
    comment = draft(post, PITCH)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        spam.judge(comment, Facts(seconds=1))
    assert len(queries) == 4
    assert (comment.pk, comment.spam_score, comment.signals) == (None, None, [])


def test_its_rows_can_be_kept_and_told(post: Post) -> None:
    comment = approved_comment(post)
    assessment = spam.judge(draft(post, PITCH), Facts())
    comment.signals, comment.spam_score = assessment.rows, assessment.points
    comment.save()
    stored = Comment.objects.get()
    assert [f.points for f in spam.of_rows(stored.signals)] == [f.points for f in assessment.hits]
    assert len(spam.sentences(stored.signals)) == len(assessment.hits)


# The form
@pytest.mark.parametrize(
    ("seconds", "is_fast"), [(0.5, True), (2, True), (60, False), (None, False)]
)
def test_a_form_sent_faster_than_hands_can_is_noticed(
    seconds: float | None, is_fast: bool, post: Post
) -> None:
    assert ("fast" in points_by_code(draft(post), seconds=seconds)) is is_fast


def test_a_long_text_takes_its_time(post: Post) -> None:
    assert "fast" in points_by_code(draft(post, "長い話です。" * 100), seconds=8)
    assert "fast" not in points_by_code(draft(post, "短い話です。"), seconds=8)


def test_an_account_speaks_for_its_owner(post: Post) -> None:
    assert points_by_code(draft(post), is_signed_in=True)["member"] < 0

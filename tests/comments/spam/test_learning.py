"""Learning from decisions of moderators, and exact unlearning."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from blog.models import Post
from comments import moderation, spam, submission
from comments.models import Comment, LearnedToken
from comments.spam import Facts, bayes
from comments.spam.bayes import ALL, MAX_TOKENS, TokenCounts, tokens_of
from comments.spam.learning import learned_counts
from comments.spam.normalized_text import NormalizedText
from tests.factories import held_comment, published_post

pytestmark = pytest.mark.django_db


NOTHING = TokenCounts({})


def counts() -> dict[str, tuple[int, int]]:
    rows = LearnedToken.objects.exclude(good=0, spam=0)
    return {row.token: (row.good, row.spam) for row in rows}


def test_every_word_of_a_comment_is_counted_once(post: Post) -> None:
    assert spam.learn(held_comment(post, text="カジノ カジノ bonus"), "spam")
    assert counts() == {ALL: (0, 1), "カジノ": (0, 1), "bonus": (0, 1)}
    assert Comment.objects.get().learned_as == "spam"


def test_learning_twice_changes_nothing(post: Post) -> None:
    comment = held_comment(post, text="感想です")
    spam.learn(comment, "good")
    before = counts()
    assert not spam.learn(comment, "good")
    assert counts() == before


def test_a_stale_copy_of_a_comment_teaches_nothing_twice(post: Post) -> None:
    comment = held_comment(post, text="感想です")
    stale = Comment.objects.get()
    spam.learn(comment, "good")
    assert not spam.learn(stale, "good")
    assert counts()[ALL] == (1, 0)


def test_a_changed_decision_moves_the_words(post: Post) -> None:
    comment = held_comment(post, text="感想です")
    spam.learn(comment, "good")
    words = dict.fromkeys(counts(), (0, 1))
    spam.learn(comment, "spam")
    assert counts() == words


def test_what_is_taken_back_leaves_no_trace(post: Post) -> None:
    spam.learn(held_comment(post, text="残る言葉 remains"), "good")
    before = counts()
    comment = held_comment(post, text="消える言葉 remains")
    spam.learn(comment, "spam")
    assert spam.unlearn(comment)
    assert counts() == before
    assert not spam.unlearn(comment)
    assert Comment.objects.get(pk=comment.pk).learned_as == ""


def test_a_comment_that_is_gone_teaches_nothing(post: Post) -> None:
    comment = held_comment(post)
    Comment.objects.filter(pk=comment.pk).delete()
    assert not spam.learn(comment, "spam")
    assert counts() == {}


def test_it_takes_as_many_queries_for_a_long_text_as_for_a_short_one(post: Post) -> None:
    spam.learn(held_comment(post), "good")
    costs = []
    for text in ("短い", "長い話を" + "".join(map(chr, range(0x4E00, 0x5200)))):
        comment = held_comment(post, text=text)
        with CaptureQueriesContext(connection) as queries:
            spam.learn(comment, "spam")
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert LearnedToken.objects.count() <= 2 * MAX_TOKENS


# Decisions
def decide(comment: Comment, verb: str, by: User, commit) -> None:
    with commit(execute=True):
        getattr(moderation, verb)(comment, by=by)


def test_decisions_teach_and_what_is_undone_is_forgotten(
    post: Post, moderator_user: User, django_capture_on_commit_callbacks
) -> None:
    comment = held_comment(post, text="感想です")
    for verb, totals in [
        ("mark_spam", (0, 1)),
        ("approve", (1, 0)),
        ("reject", (0, 0)),
        ("restore", (1, 0)),
        ("remove", (0, 0)),
    ]:
        decide(comment, verb, moderator_user, django_capture_on_commit_callbacks)
        assert counts().get(ALL, (0, 0)) == totals, verb


def test_a_comment_that_appears_at_once_teaches_nothing(
    post: Post, open_policy, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        submission.submit(entry=post, text="感想です", name="読者")
    assert counts() == {}


def test_a_text_that_is_mended_is_learnt_anew(
    post: Post, moderator_user: User, django_capture_on_commit_callbacks
) -> None:
    comment = held_comment(post, text="before")
    decide(comment, "approve", moderator_user, django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        moderation.rewrite(comment, text="after")
    assert counts() == {ALL: (1, 0), "after": (1, 0)}


def test_a_text_that_its_writer_mends_is_no_lesson_any_more(
    post: Post, open_policy, moderator_user: User, django_capture_on_commit_callbacks
) -> None:
    comment = held_comment(post, text="before")
    decide(comment, "approve", moderator_user, django_capture_on_commit_callbacks)
    assert counts() == {ALL: (1, 0), "before": (1, 0)}
    with django_capture_on_commit_callbacks(execute=True):
        submission.edit(comment, text="after", facts=Facts())
    assert counts() == {}
    assert Comment.objects.get().learned_as == ""


def test_fifty_decisions_at_once_are_all_counted(transactional_db: None) -> None:
    comments = [
        held_comment(published_post(), text=f"shared words {n % 5}個目の話") for n in range(50)
    ]

    def teach(part: list[Comment]) -> None:
        try:
            for comment in part:
                spam.learn(comment, "spam")
            for comment in part[::2]:
                spam.unlearn(comment)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    failures: list[Exception] = []
    workers = [threading.Thread(target=teach, args=[comments[n::10]]) for n in range(10)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failures == []
    left = Comment.objects.filter(learned_as="spam").count()
    assert left == 20
    assert {counts()[token] for token in (ALL, "shared", "words")} == {(0, left)}


# Probability
def probability(text: str, site: TokenCounts, seed: TokenCounts = NOTHING) -> float:
    return bayes.probability(tokens_of(NormalizedText(text)), site, seed)


def test_a_site_learns_what_is_spam_there(post: Post) -> None:
    for number in range(4):
        spam.learn(held_comment(post, text=f"金剛石の指輪をどうぞ {number}"), "spam")
        spam.learn(held_comment(post, text=f"昨日の登山の続きです {number}"), "good")
    text = "金剛石の指輪"
    assert probability(text, learned_counts(tokens_of(NormalizedText(text)))) > 0.9
    text = "登山の続き"
    assert probability(text, learned_counts(tokens_of(NormalizedText(text)))) < 0.1

"""What the filter learns from moderators, and that it forgets exactly what is taken back."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from blog.models import Post
from comments import moderation, spam
from comments.models import Comment, FilterSettings, LearntWord
from comments.spam import Facts, bayes, judging
from comments.spam.bayes import ALL, MAX_TOKENS, Counts, Memory, tokens_of
from comments.spam.judging import Verdict
from comments.spam.learning import remembered
from comments.spam.reading import Reading
from tests.factories import held_comment, published_post

pytestmark = pytest.mark.django_db

NOTHING = Memory({})


def counts() -> dict[str, tuple[int, int]]:
    rows = LearntWord.objects.exclude(good=0, spam=0)
    return {row.token: (row.good, row.spam) for row in rows}


def test_every_word_of_a_comment_is_counted_once(post: Post) -> None:
    assert spam.learn(held_comment(post, text="カジノ カジノ bonus"), "spam")
    assert counts() == {ALL: (0, 1), "カジノ": (0, 1), "bonus": (0, 1)}
    assert Comment.objects.get().learnt_as == "spam"


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
    assert Comment.objects.get(pk=comment.pk).learnt_as == ""


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
    assert LearntWord.objects.count() <= 2 * MAX_TOKENS


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
        moderation.submit(entry=post, text="感想です", name="読者")
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
        moderation.edit(comment, text="after", facts=Facts())
    assert counts() == {}
    assert Comment.objects.get().learnt_as == ""


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
    left = Comment.objects.filter(learnt_as="spam").count()
    assert left == 20
    assert {counts()[token] for token in (ALL, "shared", "words")} == {(0, left)}


# What is made of it
def chance(text: str, site: Memory, seed: Memory = NOTHING) -> float:
    return bayes.probability(tokens_of(Reading(text)), site, seed)


def test_a_site_learns_what_is_spam_there(post: Post) -> None:
    for number in range(4):
        spam.learn(held_comment(post, text=f"金剛石の指輪をどうぞ {number}"), "spam")
        spam.learn(held_comment(post, text=f"昨日の登山の続きです {number}"), "good")
    text = "金剛石の指輪"
    assert chance(text, remembered(tokens_of(Reading(text)))) > 0.9
    text = "登山の続き"
    assert chance(text, remembered(tokens_of(Reading(text)))) < 0.1


def test_what_a_site_decided_outweighs_the_seed() -> None:
    seed = Memory({ALL: Counts(100, 100), "casino": Counts(0, 50)})
    site = Memory({ALL: Counts(20, 20), "casino": Counts(15, 0)})
    assert chance("casino", Memory({}), seed) > 0.8
    assert chance("casino", site, seed) < 0.2


def test_nothing_known_says_nothing() -> None:
    assert chance("まったく知らない言葉", Memory({})) == 0.5


WORDS = [f"word{number}" for number in range(100)]
SPAM_WORDS = {word: Counts(0, 100) for word in WORDS}


def held_for(words: list[str], site: Memory, seed: Memory) -> bool:
    """Whether a fresh site's threshold holds a comment for what is remembered of its words alone."""
    found = judging.of_memory(words, site, seed)
    return judging.added_up(found, FilterSettings()).verdict is not Verdict.PASS


def test_the_seed_holds_what_is_full_of_words_that_only_spam_has() -> None:
    seed = Memory({ALL: Counts(100, 100), **SPAM_WORDS})
    assert held_for(WORDS, NOTHING, seed)


def test_few_words_hold_no_comment_whatever_they_are() -> None:
    seed = Memory({ALL: Counts(100, 100), **SPAM_WORDS})
    assert not held_for(WORDS[:8], NOTHING, seed)


def test_a_site_that_approved_hardly_anything_holds_nothing_by_its_own_memory_alone() -> None:
    site = Memory({ALL: Counts(2, 200), **SPAM_WORDS})
    assert not held_for(WORDS, site, NOTHING)


def test_an_experienced_site_may_hold_by_its_own_memory_alone() -> None:
    site = Memory({ALL: Counts(30, 30), **{word: Counts(0, 30) for word in WORDS}})
    assert held_for(WORDS, site, NOTHING)


def test_names_are_not_learnt() -> None:
    assert tokens_of(Reading("感想", "田中太郎")) == ["感想"]


def test_tokens_are_words_pairs_and_domains_and_never_too_many() -> None:
    assert tokens_of(Reading("Buy カメラ 写真機 https://shop.example.com/x?a=1")) == [
        *("domain:shop.example.com", "buy", "カメラ", "写真", "真機"),
    ]
    assert len(tokens_of(Reading("".join(map(chr, range(0x4E00, 0x5200)))))) == MAX_TOKENS

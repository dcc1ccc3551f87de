"""A site's own model of spam: what its lessons hold, and that good comments pass."""

import random
import statistics
import time

import pytest

from blog.models import Post
from comments import spam
from comments.models import Comment, FilterSettings, LearnedPatterns
from comments.spam import Facts, Verdict, learning, patterns, text_rules
from comments.spam.normalized_text import NormalizedText
from comments.spam.patterns import MIN_LESSONS, Features, PatternCounts, features_of, threshold
from comments.spam.rule_hits import Code
from tests.comments.moderators import card_of
from tests.factories import held_comment

# What no list of the product knows: comments on knitting, and letters about carp by one seller.
GOOD = {
    "ja": [
        "編み物",
        "毛糸",
        "棒針",
        "かぎ針",
        "作り目",
        "減らし目",
        "模様",
        "襟",
        "袖",
        "帽子",
        "靴下",
        "手袋",
        "ほどく",
        "編む",
        "洗う",
    ],
    "en": [
        "knit",
        "yarn",
        "needle",
        "hook",
        "stitch",
        "pattern",
        "collar",
        "sleeve",
        "hat",
        "sock",
        "mitten",
        "undo",
        "wash",
        "block",
        "wool",
    ],
    "ru": [
        "вязать",
        "пряжа",
        "спицы",
        "крючок",
        "петля",
        "узор",
        "воротник",
        "рукав",
        "шапка",
        "носок",
        "варежка",
        "шерсть",
        "стирать",
    ],
}
SPAM = {
    "ja": [
        "錦鯉",
        "池",
        "稚魚",
        "血統",
        "品評会",
        "入荷",
        "分譲",
        "水槽",
        "濾過",
        "飼育",
        "問屋",
        "直送",
        "育成",
        "紅白",
        "大正",
    ],
    "en": [
        "koi",
        "pond",
        "fry",
        "bloodline",
        "show",
        "arrival",
        "share",
        "tank",
        "filter",
        "breed",
        "dealer",
        "direct",
        "raise",
        "red",
        "white",
    ],
    "ru": [
        "карп",
        "пруд",
        "малёк",
        "порода",
        "выставка",
        "завоз",
        "раздел",
        "аквариум",
        "фильтр",
        "разводить",
        "склад",
        "прямо",
        "растить",
    ],
}


def random_text(words: list[str], chance: random.Random, language: str) -> str:
    return ("" if language == "ja" else " ").join(chance.sample(words, 6))


def teach(post: Post, number: int, language: str = "en", *, good: int | None = None) -> None:
    chance = random.Random(language)
    for _ in range(number if good is None else good):
        spam.learn(held_comment(post, text=random_text(GOOD[language], chance, language)), "good")
    for _ in range(number):
        spam.learn(held_comment(post, text=random_text(SPAM[language], chance, language)), "spam")


def assess(text: str, language: str = "en", **columns: str) -> spam.Assessment:
    return spam.judge(Comment(comment=text, user_name="N", **columns), Facts(language=language))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_taught_site_holds_what_resembles_its_spam_and_nothing_else(
    post: Post, language: str
) -> None:
    chance = random.Random("others")
    texts = [random_text(SPAM[language], chance, language) for _ in range(20)]
    assert {assess(text, language).verdict for text in texts} == {Verdict.PASS}
    teach(post, MIN_LESSONS, language)
    assert {assess(text, language).verdict for text in texts} == {Verdict.HOLD}
    others = [random_text(GOOD[language], chance, language) for _ in range(20)]
    assert {assess(text, language).verdict for text in others} == {Verdict.PASS}


@pytest.mark.django_db
@pytest.mark.parametrize(("good", "bad"), [(MIN_LESSONS - 1, 60), (60, MIN_LESSONS - 1)])
def test_fewer_lessons_of_either_kind_hold_nothing(post: Post, good: int, bad: int) -> None:
    teach(post, bad, good=good)
    assert LearnedPatterns.load().threshold is None
    assert assess("koi pond fry bloodline dealer direct").verdict is Verdict.PASS


@pytest.mark.django_db
def test_lessons_that_are_removed_hold_nothing_any_more(post: Post) -> None:
    teach(post, MIN_LESSONS)
    assert assess("koi pond fry bloodline dealer direct").verdict is Verdict.HOLD
    spam.unlearn(Comment.objects.filter(learned_as="spam").latest("pk"))
    assert assess("koi pond fry bloodline dealer direct").verdict is Verdict.PASS


@pytest.mark.django_db
def test_what_is_unlearned_leaves_the_counts_as_they_were(post: Post) -> None:
    spam.learn(held_comment(post, text="a first one"), "good")
    before = LearnedPatterns.load().counts
    comment = held_comment(post, text="a second one")
    spam.learn(comment, "spam")
    spam.learn(comment, "good")
    assert LearnedPatterns.load().counts != before
    spam.unlearn(comment)
    row = LearnedPatterns.load()
    assert (row.good, row.spam, row.counts) == (1, 0, before)


@pytest.mark.django_db
def test_a_site_taught_by_an_earlier_version_is_learnt_again_from_its_comments(post: Post) -> None:
    teach(post, MIN_LESSONS)
    LearnedPatterns.objects.update(version=0, counts=b"", good=0, spam=0, threshold=None)
    spam.learn(held_comment(post, text="knit yarn"), "good")
    row = LearnedPatterns.load()
    assert (row.good, row.spam) == (MIN_LESSONS + 1, MIN_LESSONS)
    assert assess("koi pond fry bloodline dealer direct").verdict is Verdict.HOLD


@pytest.mark.django_db
def test_it_says_why_in_both_languages(post: Post, english_client, moderator_client) -> None:
    teach(post, MIN_LESSONS)
    comment = held_comment(post, text="koi pond fry bloodline dealer direct")
    assessment = spam.judge(comment, Facts(language="en"))
    comment.signals, comment.held_for = assessment.rows, "filter"
    comment.save(update_fields=["signals", "held_for"])
    Comment.objects.exclude(pk=comment.pk).update(state="rejected")
    card = card_of(english_client)
    assert "It resembles what was marked as spam on this site: " in card
    assert "koi" in card
    assert "このサイトでスパムにされたものに似ています：" in card_of(moderator_client)


@pytest.mark.django_db
def test_the_reason_replaces_the_older_one_and_is_enough_for_any_threshold(post: Post) -> None:
    FilterSettings(hold_threshold=80, spam_threshold=120).save()
    teach(post, MIN_LESSONS)
    assessment = assess("koi pond fry bloodline dealer direct")
    codes = [hit.code for hit in assessment.hits]
    assert codes[0] == Code.RESEMBLES_SPAM
    assert Code.LEARNT_SPAM not in codes
    assert assessment.verdict is Verdict.HOLD


@pytest.mark.django_db
def test_a_judgement_reads_the_model_with_one_query(post: Post, django_assert_num_queries) -> None:
    teach(post, MIN_LESSONS)
    with django_assert_num_queries(1):
        learning.load_site_model()


def features(text: str, name: str = "N") -> Features:
    reading = NormalizedText(text, name)
    return features_of(reading, text_rules.text_hits(reading, ""))


def test_a_long_text_is_not_as_many_times_surer_as_it_is_longer() -> None:
    words = [f"word{letter}{other}" for letter in "abcdefgh" for other in "stuvwxyz"]
    counts = PatternCounts()
    for number in range(40):
        counts.add(features(" ".join(words)), is_spam=True)
        counts.add(features(f"knit yarn {number}"), is_spam=False)
    short, long = (counts.score(features(" ".join(words[:length]))) for length in (3, 60))
    assert long < 8 * short


def test_names_links_and_shapes_count() -> None:
    counts = PatternCounts()
    for number in range(40):
        counts.add(features("same words", f"Koi Dealer {number}"), is_spam=True)
        counts.add(features("same words", f"Anna {number}"), is_spam=False)
    assert counts.score(features("same words", "Koi Dealer")) > 0
    assert counts.score(features("same words", "Anna")) < 0
    host = features("https://a.example.net/x").groups["hosts"]
    assert host == features("https://www.a.example.net/y").groups["hosts"] != frozenset()


def test_a_comment_is_left_out_of_its_own_score() -> None:
    counts = PatternCounts()
    one = features("entirely different words here")
    for number in range(30):
        counts.add(features(f"koi pond {number}"), is_spam=True)
        counts.add(features(f"knit yarn {number}"), is_spam=False)
    unseen = counts.score(one)
    counts.add(one, is_spam=False)
    assert counts.score(one) < unseen
    assert counts.score(one, left_out=True) == pytest.approx(unseen)


@pytest.mark.parametrize("number", [30, 60, 100, 200, 400])
@pytest.mark.parametrize("shape", ["normal", "exponential", "uniform"])
def test_the_threshold_holds_at_most_one_good_comment_in_a_hundred(shape: str, number: int) -> None:
    chance = random.Random(f"{shape}{number}")
    draw = {
        "normal": lambda: chance.gauss(9, 3),
        "exponential": lambda: chance.expovariate(0.5),
        "uniform": lambda: chance.uniform(-1, 1),
    }[shape]
    held = [
        sum(draw() > limit for _ in range(200)) / 200
        for limit in (threshold([draw() for _ in range(number)]) for _ in range(300))
    ]
    assert statistics.mean(held) <= 0.011


def test_where_kinds_are_far_apart_only_what_is_more_likely_spam_is_held() -> None:
    assert threshold([-20.0, -21.0, -22.0] * 80) == 0


def test_one_odd_comment_that_was_approved_does_not_close_the_filter() -> None:
    chance = random.Random(1)
    scores = [chance.gauss(-10, 2) for _ in range(160)]
    assert threshold([*scores, 20.0]) < 5


@pytest.mark.parametrize(
    "text", ["koi " * 3000, "ﷺ" * 3000, "\ud800" * 3000, "鯉" * 10_000, "1" * 9000]
)
def test_a_hostile_text_costs_no_more_than_its_beginning(text: str) -> None:
    reading = NormalizedText(text, text)
    hits = text_rules.text_hits(reading, "")
    began = time.process_time()
    found = features_of(reading, hits)
    PatternCounts().score(found)
    assert time.process_time() - began < 0.15
    assert sum(map(len, found.groups.values())) <= 7 * patterns.TEXT_LENGTH

"""Bayes filter: tokens, probabilities, and the hits of site and seed."""

from comments.models import FilterSettings
from comments.spam import bayes, score
from comments.spam.bayes import ALL, MAX_TOKENS, Counts, TokenCounts, tokens_of
from comments.spam.normalized_text import NormalizedText
from comments.spam.score import Verdict

NOTHING = TokenCounts({})


def probability(text: str, site: TokenCounts, seed: TokenCounts = NOTHING) -> float:
    return bayes.probability(tokens_of(NormalizedText(text)), site, seed)


def test_what_a_site_decided_outweighs_the_seed() -> None:
    seed = TokenCounts({ALL: Counts(100, 100), "casino": Counts(0, 50)})
    site = TokenCounts({ALL: Counts(20, 20), "casino": Counts(15, 0)})
    assert probability("casino", TokenCounts({}), seed) > 0.8
    assert probability("casino", site, seed) < 0.2


def test_nothing_known_says_nothing() -> None:
    assert probability("まったく知らない言葉", TokenCounts({})) == 0.5


WORDS = [f"word{number}" for number in range(100)]


SPAM_WORDS = {word: Counts(0, 100) for word in WORDS}


def is_held(words: list[str], site: TokenCounts, seed: TokenCounts) -> bool:
    """Whether a fresh site's threshold holds a comment for what the filter has learnt about its words alone."""
    found = score.bayes_hits(words, site, seed)
    return score.assess(found, FilterSettings()).verdict is not Verdict.PASS


def test_the_seed_holds_what_is_full_of_words_that_only_spam_has() -> None:
    seed = TokenCounts({ALL: Counts(100, 100), **SPAM_WORDS})
    assert is_held(WORDS, NOTHING, seed)


def test_few_words_hold_no_comment_whatever_they_are() -> None:
    seed = TokenCounts({ALL: Counts(100, 100), **SPAM_WORDS})
    assert not is_held(WORDS[:8], NOTHING, seed)


def test_a_site_that_approved_hardly_anything_holds_nothing_by_its_own_memory_alone() -> None:
    site = TokenCounts({ALL: Counts(2, 200), **SPAM_WORDS})
    assert not is_held(WORDS, site, NOTHING)


def test_an_experienced_site_may_hold_by_its_own_memory_alone() -> None:
    site = TokenCounts({ALL: Counts(30, 30), **{word: Counts(0, 30) for word in WORDS}})
    assert is_held(WORDS, site, NOTHING)


def test_names_are_not_learnt() -> None:
    assert tokens_of(NormalizedText("感想", "田中太郎")) == ["感想"]


def test_tokens_are_words_pairs_and_domains_and_never_too_many() -> None:
    assert tokens_of(NormalizedText("Buy カメラ 写真機 https://shop.example.com/x?a=1")) == [
        *("domain:shop.example.com", "buy", "カメラ", "写真", "真機"),
    ]
    assert len(tokens_of(NormalizedText("".join(map(chr, range(0x4E00, 0x5200)))))) == MAX_TOKENS

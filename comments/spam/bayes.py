"""A small Bayes model: how likely a comment is spam by the words that others of its sort had.

Tokens are words of Latin (and other alphabetic) letters and of katakana, pairs of characters where words
are written without spaces, and the domains of links. Each token's probability is Robinson's mean of what the seed
says (as strong as SEED_STRENGTH comments) and of what this site's moderators decided; Fisher's method
combines the tokens that say most, as SpamBayes did (Robinson, "A Statistical Approach to the Spam
Problem", Linux Journal, 2003).
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from comments.spam.links import without_links
from comments.spam.reading import Reading

#: Tokens of one comment that are looked at or learnt, so that a long text costs no more than this.
MAX_TOKENS = 150
TOKEN_LENGTH = 64
#: Stands for the comments themselves.
ALL = ""

SEED_STRENGTH = 2.0
_UNKNOWN = 0.4  # most comments are good
_DOUBT = 1.5  # comments that the seed must have seen a token in to be believed half
_WEAK = 0.1  # nearer to the middle a token says nothing
_MOST = 40

_WORD = re.compile(
    "[a-z\u00df-\u024f\u0370-\u052f\uac00-\ud7a3][a-z\u00df-\u024f\u0370-\u052f\uac00-\ud7a3'’-]{1,23}"
)
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2,24}")
_RUN = re.compile("[\u3041-\u3096\u30a1-\u30fe\u3400-\u9fff々]{2,}")


@dataclass(frozen=True)
class Counts:
    """In how many good and spam comments something stood."""

    good: int = 0
    spam: int = 0

    @property
    def total(self) -> int:
        """In how many it stood at all."""
        return self.good + self.spam


@dataclass(frozen=True)
class Memory:
    """What was learnt: counts by token; ALL counts the comments."""

    counts: Mapping[str, Counts]

    @cached_property
    def comments(self) -> Counts:
        """How many comments it was learnt from."""
        return self.counts.get(ALL, Counts())

    def spam_share(self, token: str) -> float | None:
        """How much of what is known of `token` speaks for spam, 0 to 1; None where nothing is known."""
        counts = self.counts.get(token, Counts())
        spam = counts.spam / max(self.comments.spam, 1)
        good = counts.good / max(self.comments.good, 1)
        return spam / (spam + good) if spam + good else None


def tokens_of(reading: Reading) -> list[str]:
    """Return the tokens of a text, at most MAX_TOKENS, each once.

    Domains come first: a long text shall not crowd them out. Names are left out: they are people's, and
    change when a person leaves.
    """
    domains = [f"domain:{link.domain[:50]}" for link in reading.links]
    return list(dict.fromkeys([*domains, *_words(without_links(reading.unmasked))]))[:MAX_TOKENS]


def probability(tokens: Iterable[str], site: Memory, seed: Memory) -> float:
    """Return how likely spam is, 0 to 1; about the middle where little is known."""
    values = (_of_token(token, site, seed) for token in tokens)
    telling = sorted(
        (value for value in values if abs(value - 0.5) > _WEAK), key=lambda value: -abs(value - 0.5)
    )[:_MOST]
    if not telling:
        return 0.5
    spam = _fisher([1 - value for value in telling])
    good = _fisher(telling)
    return (1 + spam - good) / 2


def _of_token(token: str, site: Memory, seed: Memory) -> float:
    """Robinson's f(w): what is believed beforehand, moved by what the site has seen."""
    known = seed.counts.get(token, Counts()).total
    share = seed.spam_share(token)
    believed = _UNKNOWN if share is None else (_DOUBT * _UNKNOWN + known * share) / (_DOUBT + known)
    seen, here = site.counts.get(token, Counts()).total, site.spam_share(token)
    if here is None:
        return believed
    return (SEED_STRENGTH * believed + seen * here) / (SEED_STRENGTH + seen)


def _fisher(values: list[float]) -> float:
    """Return how surely not all of `values` are even: 1 where many are near to 0."""
    chi = -2.0 * sum(math.log(min(max(value, 1e-6), 1.0)) for value in values)
    half = chi / 2
    term = total = math.exp(-half)
    for number in range(1, len(values)):
        term *= half / number
        total += term
    return 1 - min(total, 1.0)


def _words(text: str) -> list[str]:
    """Words of Latin and of katakana as they are, the rest of East Asian writing in pairs."""
    runs = _RUN.findall(_KATAKANA.sub(" ", text))
    pairs = (a + b for run in runs for a, b in pairwise(run))
    return [*_WORD.findall(text), *_KATAKANA.findall(text), *pairs]

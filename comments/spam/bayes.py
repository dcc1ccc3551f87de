"""Bayes filter: the probability of spam by the words of earlier comments.

Tokens are words in Latin (and other alphabetic) letters and in katakana, pairs of characters where words
are written without spaces, and the domains of links. Each token's probability is Robinson's weighted mean of
the seed (as strong as SEED_STRENGTH comments) and of the decisions of this site's moderators. Fisher's
method combines the most significant tokens, as SpamBayes did (Robinson, "A Statistical Approach to the Spam
Problem", Linux Journal, 2003).
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from comments.spam.links import without_links
from comments.spam.normalized_text import NormalizedText

#: Maximum number of tokens of one comment that are scored or learnt; it bounds the cost of a long text.
MAX_TOKENS = 150
TOKEN_LENGTH = 64
#: The token that counts the comments themselves.
ALL = ""

SEED_STRENGTH = 2.0
_UNKNOWN = 0.4  # most comments are good
_DOUBT = 1.5  # comments with a token in the seed at which its probability has half the weight
_WEAK = 0.1  # tokens nearer to 0.5 are ignored
_MOST = 40

_WORD = re.compile(
    "[a-z\u00df-\u024f\u0370-\u052f\uac00-\ud7a3][a-z\u00df-\u024f\u0370-\u052f\uac00-\ud7a3'’-]{1,23}"
)
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2,24}")
_RUN = re.compile("[\u3041-\u3096\u30a1-\u30fe\u3400-\u9fff々]{2,}")


@dataclass(frozen=True)
class Counts:
    """Number of good and spam comments with a token."""

    good: int = 0
    spam: int = 0

    @property
    def total(self) -> int:
        """Number of all comments with the token."""
        return self.good + self.spam


@dataclass(frozen=True)
class TokenCounts:
    """Learnt counts by token; ALL counts the comments."""

    counts: Mapping[str, Counts]

    @cached_property
    def comments(self) -> Counts:
        """Number of comments that were learnt."""
        return self.counts.get(ALL, Counts())

    def spam_share(self, token: str) -> float | None:
        """Return the share of spam for `token`, 0 to 1, weighted by the totals; None if it is unknown."""
        counts = self.counts.get(token, Counts())
        spam = counts.spam / max(self.comments.spam, 1)
        good = counts.good / max(self.comments.good, 1)
        return spam / (spam + good) if spam + good else None


def tokens_of(comment_text: NormalizedText) -> list[str]:
    """Return the tokens of a text, at most MAX_TOKENS, each once.

    Domains come first, so that a long text does not displace them. Names are left out: they are personal
    data, and change when a person is deleted.
    """
    domains = [f"domain:{link.domain[:50]}" for link in comment_text.links]
    return list(dict.fromkeys([*domains, *_words(without_links(comment_text.unmasked))]))[
        :MAX_TOKENS
    ]


def probability(tokens: Iterable[str], site: TokenCounts, seed: TokenCounts) -> float:
    """Return the probability of spam, 0 to 1; about 0.5 if little is known."""
    values = (_of_token(token, site, seed) for token in tokens)
    significant = sorted(
        (value for value in values if abs(value - 0.5) > _WEAK), key=lambda value: -abs(value - 0.5)
    )[:_MOST]
    if not significant:
        return 0.5
    spam = _fisher([1 - value for value in significant])
    good = _fisher(significant)
    return (1 + spam - good) / 2


def _of_token(token: str, site: TokenCounts, seed: TokenCounts) -> float:
    """Return Robinson's f(w): the prior of the seed, adjusted by the counts of the site."""
    known = seed.counts.get(token, Counts()).total
    share = seed.spam_share(token)
    prior = _UNKNOWN if share is None else (_DOUBT * _UNKNOWN + known * share) / (_DOUBT + known)
    seen, site_share = site.counts.get(token, Counts()).total, site.spam_share(token)
    if site_share is None:
        return prior
    return (SEED_STRENGTH * prior + seen * site_share) / (SEED_STRENGTH + seen)


def _fisher(values: list[float]) -> float:
    """Combine probabilities by Fisher's method: near 1 if many of `values` are near 0."""
    chi = -2.0 * sum(math.log(min(max(value, 1e-6), 1.0)) for value in values)
    half = chi / 2
    term = total = math.exp(-half)
    for number in range(1, len(values)):
        term *= half / number
        total += term
    return 1 - min(total, 1.0)


def _words(text: str) -> list[str]:
    """Return Latin and katakana words as they are, and other East Asian text in pairs of characters."""
    runs = _RUN.findall(_KATAKANA.sub(" ", text))
    pairs = (a + b for run in runs for a, b in pairwise(run))
    return [*_WORD.findall(text), *_KATAKANA.findall(text), *pairs]

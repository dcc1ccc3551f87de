"""Model of a site's own spam, learnt from its moderators alone: naive Bayes on many small features.

Features are words and pairs of words, groups of two to five characters (Japanese has no spaces), the name,
link hosts and their endings, the shape of the text, and which rules were hit. Each group of features gives the
sum of its log odds divided by the square root of its size, so that a long text does not score higher than a short
one, and forty pairs of letters do not outweigh one link. Features are hashed into a table of fixed size: lessons can
be subtracted exactly, and no name can be read from it.

The threshold is computed from the site's own approved comments, each scored as if it had not been learnt (leave
one out). The tail of these scores is extrapolated as an exponential one. With n of them a new good comment exceeds
the k-th highest with a probability of k / (n + 1) (Vovk, Gammerman, Shafer, "Algorithmic Learning in a Random World",
2005), so from 199 on the threshold is at least the one of that order statistic.
"""

import math
import re
import zlib
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from comments.spam.links import without_links
from comments.spam.normalized_text import NormalizedText
from comments.spam.rule_hits import Code, RuleHit

#: Raise it when features change: the counts are learnt again from the stored comments.
VERSION = 1
#: Length of the text from which features are extracted.
TEXT_LENGTH = 1_000
#: Lessons of each kind before a site's own model holds a comment.
MIN_LESSONS = 30
#: Share of good comments that may be held.
TARGET = 0.01

_BUCKETS = 1 << 19
_MOST = (1 << 16) - 1
_SMOOTHING = 1.0
_MARGIN = 0.8  # of TARGET, because tails are not exactly exponential
_SURE_RANK = 2  # the highest score describes one comment rather than the tail
_POINTS = 0.04  # log odds of one point of the rules
_GRAMS = (2, 3, 4, 5)
_WORD_LENGTH = 24
_QUOTED = 3  # words
# Rules that depend on the post or the owner's list, which change.
_CHANGING = {Code.LANGUAGE, Code.OWN_WORDS}

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
_DIGIT = re.compile(r"\d")
_SPACE = re.compile(r"\s+")
_MAIL = re.compile(r"[a-z0-9][a-z0-9._+-]{0,60}@[a-z0-9-]{1,60}\.[a-z]{2,10}")
_PHONE = re.compile(r"\+?\d[\d ()-]{7,18}\d")
_MONEY = re.compile(r"[$€£¥₽円%]")


@dataclass(frozen=True)
class Features:
    """Buckets of one comment by group, its rules' points, and the words of its text."""

    groups: Mapping[str, frozenset[int]]
    points: int
    words: Sequence[str] = ()


@dataclass
class PatternCounts:
    """Number of good and spam comments with each feature."""

    good: int = 0
    spam: int = 0
    _good: "array[int]" = field(default_factory=lambda: array("H", bytes(2 * _BUCKETS)))
    _spam: "array[int]" = field(default_factory=lambda: array("H", bytes(2 * _BUCKETS)))

    @classmethod
    def unpacked(cls, good: int, spam: int, packed: bytes | memoryview) -> "PatternCounts":
        """Return the counts in `packed`, or empty ones if it does not have the right size."""
        data = zlib.decompress(packed) if packed else b""
        if len(data) != 4 * _BUCKETS:
            return cls()
        both = array("H", data)
        return cls(good, spam, both[:_BUCKETS], both[_BUCKETS:])

    def packed(self) -> bytes:
        """Return the table for the database."""
        return zlib.compress((self._good + self._spam).tobytes(), 1)

    def add(self, features: Features, *, is_spam: bool, times: int = 1) -> None:
        """Count one comment; `times` -1 subtracts it."""
        if is_spam:
            self.spam = max(self.spam + times, 0)
        else:
            self.good = max(self.good + times, 0)
        table = self._spam if is_spam else self._good
        for buckets in features.groups.values():
            for bucket in buckets:
                table[bucket] = min(max(table[bucket] + times, 0), _MOST)

    def score(self, features: Features, *, left_out: bool = False) -> float:
        """Return the log odds of spam; 0 if nothing is known.

        `left_out` scores a good comment that was learnt as if it had not been.
        """
        odds = self._odds(int(left_out))
        total = features.points * _POINTS
        for buckets in features.groups.values():
            values = [value for bucket in buckets if (value := odds(bucket)) is not None]
            if values:
                total += sum(values) / math.sqrt(len(values))
        return total

    def quoted(self, features: Features) -> list[str]:
        """Return the words with the highest log odds of spam."""
        odds = self._odds(0)
        known = {word: odds(_bucket("w", word)) or 0.0 for word in features.words if len(word) > 1}
        heaviest = sorted(known, key=lambda word: -known[word])
        return [word for word in heaviest[:_QUOTED] if known[word] > 1]

    def _odds(self, left_out: int) -> Callable[[int], float | None]:
        """Return a function for the log odds of a bucket; it returns None for an unknown one."""
        good, spam = self._good, self._spam
        balance = math.log((self.good - left_out + 2 * _SMOOTHING) / (self.spam + 2 * _SMOOTHING))

        def odds(bucket: int) -> float | None:
            in_good, in_spam = max(good[bucket] - left_out, 0), spam[bucket]
            if not in_good and not in_spam:
                return None
            return math.log((in_spam + _SMOOTHING) / (in_good + _SMOOTHING)) + balance

        return odds


def features_of(comment_text: NormalizedText, hits: Iterable[RuleHit]) -> Features:
    """Return the features of a comment; `hits` are those of its text and name (text_rules.py)."""
    text = without_links(comment_text.unmasked)[:TEXT_LENGTH]
    kept = [hit for hit in hits if hit.code not in _CHANGING]
    words = [word[:_WORD_LENGTH] for word in _WORD.findall(text)]
    pairs = pairwise(words)
    groups = {
        "words": _buckets("w", [*words, *(f"{first} {second}" for first, second in pairs)]),
        "characters": _buckets("c", _grams(text, _GRAMS)),
        "name": _buckets("n", _of_name(comment_text.unmasked_name)),
        "hosts": _buckets("h", (link.domain for link in comment_text.links)),
        "endings": _buckets("e", (link.ending for link in comment_text.offers)),
        "shape": _buckets("s", _shape(comment_text, text)),
        "rules": _buckets("r", (hit.code for hit in kept)),
    }
    return Features(groups, sum(hit.points for hit in kept), list(dict.fromkeys(words)))


def threshold(scores: Sequence[float], share: float = TARGET) -> float:
    """Return the score that at most `share` of new good comments exceed; `scores` are those of known ones.

    The tenth above the ninth decile is treated as an exponential tail. It is extrapolated to a part of `share` by
    the predictive distribution, which is wider for fewer scores, so one unusual comment has little effect. The
    threshold is not below the order statistic, if one exists, and not below 0, where good and spam are equally likely.
    """
    ordered = sorted(scores, reverse=True)
    tail = max(len(ordered) // 10, 1)
    decile = ordered[min(tail, len(ordered) - 1)]
    excess = sum(ordered[:tail]) / tail - decile
    beyond = tail / len(ordered) / (share * _MARGIN)
    limit = decile + excess * tail * (beyond ** (1 / tail) - 1)
    rank = int(share * (len(ordered) + 1))
    sure = ordered[rank - 1] if rank >= _SURE_RANK else 0.0
    return max(limit, sure, 0.0)


def _buckets(group: str, values: Iterable[str]) -> frozenset[int]:
    return frozenset(_bucket(group, value) for value in set(values))


def _bucket(group: str, value: str) -> int:
    return zlib.crc32(f"{group}:{value}".encode("utf-8", "surrogatepass")) % _BUCKETS


def _grams(text: str, sizes: Sequence[int]) -> list[str]:
    """Return all substrings of these lengths; white space becomes one space, every digit becomes 0."""
    line = f" {_SPACE.sub(' ', _DIGIT.sub('0', text)).strip()} "
    return [line[at : at + size] for size in sizes for at in range(len(line) - size + 1)]


def _of_name(name: str) -> list[str]:
    return [*(word[:_WORD_LENGTH] for word in _WORD.findall(name)), *_grams(name, (3,))]


def _shape(comment_text: NormalizedText, text: str) -> list[str]:
    """Return features of the comment's shape: sizes in powers of two, and kinds of content."""
    letters = [letter for letter in comment_text.prose[:TEXT_LENGTH] if letter.isalpha()]
    capitals = sum(map(str.isupper, letters))
    name = comment_text.name.strip()
    pictures = sum(letter > "\U0001f000" for letter in comment_text.text[:TEXT_LENGTH])
    facts = {
        "links": min(len(comment_text.offers), 3),
        "trusted": min(len(comment_text.links) - len(comment_text.offers), 2),
        "mail": bool(_MAIL.search(comment_text.plain)),
        "phone": bool(_PHONE.search(comment_text.plain)),
        "money": bool(_MONEY.search(text)),
        "length": _power(len(text)),
        "name": _power(len(name)),
        "name words": min(len(name.split()), 4),
        "exclamations": min(_power(text.count("!")), 3),
        "questions": min(text.count("?"), 2),
        "digits": _power(len(_DIGIT.findall(text))),
        "capitals": 5 * capitals // max(len(letters), 1),
        "lines": min(comment_text.text.strip().count("\n"), 3),
        "emoji": min(pictures, 3),
    }
    return [f"{fact} {value}" for fact, value in facts.items()]


def _power(number: int) -> int:
    return (number + 1).bit_length() - 1

"""What a reader typed, taken apart: words, phrases, words that must not be there, tags, authors, days.

Whatever cannot be understood is searched for as it stands: nobody has to know the syntax, and "C++",
"-5" or "tag:" are words too.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from unicodedata import category, normalize

from search import normalise

MAX_LENGTH = 100
MAX_WORDS = 8

_QUOTED = r"「(?P<a>[^「」]+)」|『(?P<b>[^『』]+)』|[\"＂](?P<c>[^\"＂]+)[\"＂]|[“”](?P<d>[^“”]+)[“”]|｢(?P<e>[^｢｣]+)｣"
_PART = re.compile(
    rf"(?P<minus>[-－−])?(?:(?P<name>[A-Za-zＡ-Ｚａ-ｚ]+)[:：])?(?:{_QUOTED}|(?P<plain>\S+))(?=\s|$)|(?P<rest>\S+)"
)
_DAY = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?")
FILTERS = ("tag", "author", "before", "after")


@dataclass(frozen=True)
class Word:
    """A word or phrase in the exact form (search/normalise.py)."""

    text: str
    is_phrase: bool = False


@dataclass(frozen=True)
class Query:
    """A search as it was understood. `typed` is what the page repeats, cut to MAX_LENGTH."""

    typed: str = ""
    words: tuple[Word, ...] = ()
    unwanted: tuple[Word, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    before: date | None = None
    after: date | None = None
    is_cut: bool = field(default=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        return not (self.words or self.tags or self.authors or self.before or self.after)


@dataclass
class _Parts:
    words: list[Word] = field(default_factory=list)
    unwanted: list[tuple[Word, str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    days: dict[str, date] = field(default_factory=dict)

    @property
    def is_positive(self) -> bool:
        return bool(self.words or self.tags or self.authors or self.days)


def clean(typed: str) -> str:
    """Return what was typed on one line, without control characters and halves of surrogate pairs."""
    visible = "".join(" " if category(char) in ("Cc", "Cs") else char for char in typed[:10_000])
    return " ".join(visible.split())


def parse(typed: str, *, with_filters: bool = True) -> Query:
    """Take a query apart; whatever was typed gives some query. Only MAX_LENGTH characters count.

    Where there is nothing to filter by, `tag:` and the like are words.
    """
    whole = clean(typed)
    typed = whole[:MAX_LENGTH].strip()
    parts = _Parts()
    for match in _PART.finditer(typed):
        _take(match, parts, FILTERS if with_filters else ())
    unwanted = [word for word, _typed in parts.unwanted]
    if not parts.is_positive:  # "-5" alone is what somebody looks for
        parts.words = [Word(normalise.exact(literally)) for _word, literally in parts.unwanted]
        unwanted = []
    words = list(dict.fromkeys(parts.words))
    return Query(
        typed=typed,
        words=tuple(words[:MAX_WORDS]),
        unwanted=tuple(dict.fromkeys(unwanted))[:MAX_WORDS],
        tags=tuple(dict.fromkeys(parts.tags))[:MAX_WORDS],
        authors=tuple(dict.fromkeys(parts.authors))[:MAX_WORDS],
        before=parts.days.get("before"),
        after=parts.days.get("after"),
        is_cut=len(whole) > MAX_LENGTH or len(words) > MAX_WORDS,
    )


def _take(match: re.Match[str], parts: _Parts, filters: Collection[str]) -> None:
    """Put one part of the query where it belongs."""
    quoted = next((match[name] for name in "abcde" if match[name]), "")
    phrase = normalise.exact(quoted.strip()) if quoted else ""
    name = normalize("NFKC", match["name"] or "").lower()
    value = quoted.strip() or match["plain"] or ""
    if name in filters and not match["minus"] and _filter(name, value, parts):
        return
    literal = Word(normalise.exact(match[0]))
    if name or not (phrase or match["plain"]):
        parts.words.append(literal)
    elif match["minus"]:
        word = Word(phrase, is_phrase=True) if phrase else Word(normalise.exact(value))
        parts.unwanted.append((word, match[0]))
    else:
        parts.words.append(Word(phrase, is_phrase=True) if phrase else literal)


def _filter(name: str, value: str, parts: _Parts) -> bool:
    """Take `name:value` for a filter; False where it is none after all."""
    if name in ("before", "after"):
        day = _first_day(normalize("NFKC", value))
        if day is not None:
            parts.days[name] = day
        return day is not None
    (parts.tags if name == "tag" else parts.authors).append(normalize("NFKC", value))
    return True


def _first_day(text: str) -> date | None:
    """The first day of a year, a month or a day: 2025, 2025-03, 2025/3/1."""
    match = _DAY.fullmatch(text)
    try:
        return date(*(int(part or 1) for part in match.groups())) if match else None
    except ValueError:
        return None

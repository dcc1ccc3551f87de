"""Parser of search queries: words, phrases, excluded words, and the filters tag, author, before, after.

Anything that does not match the syntax is a word, such as "C++", "-5" or "tag:". No input is an error.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from unicodedata import category, normalize

from blog.navigation.archive_months import YEARS
from search import normalise

MAX_LENGTH = 200
MAX_WORDS = 8

_QUOTED = r"「(?P<a>[^「」]+)」|『(?P<b>[^『』]+)』|[\"＂](?P<c>[^\"＂]+)[\"＂]|[“”](?P<d>[^“”]+)[“”]|｢(?P<e>[^｢｣]+)｣"
_PART = re.compile(
    rf"(?P<minus>[-‐－−])?(?:(?P<name>[A-Za-zＡ-Ｚａ-ｚ]+)[:：])?(?:{_QUOTED}|(?P<plain>\S+))(?=\s|$)|(?P<rest>\S+)"
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
    """A parsed query. `typed` is the text that the page shows, cut to MAX_LENGTH."""

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
        """Whether there is neither a word nor a filter; excluded words alone do not count."""
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
    """Return the input as one line, without control characters and lone surrogates."""
    visible = "".join(" " if category(char) in ("Cc", "Cs") else char for char in typed[:10_000])
    return " ".join(visible.split())


def parse(typed: str, *, with_filters: bool = True) -> Query:
    """Parse the first MAX_LENGTH characters of a query. Any input is valid.

    Without `with_filters`, `tag:` and the other filters are words.
    """
    whole = clean(typed)
    typed = whole[:MAX_LENGTH].strip()
    parts = _Parts()
    for match in _PART.finditer(typed):
        _add_part(match, parts, FILTERS if with_filters else ())
    unwanted = [word for word, _typed in parts.unwanted]
    if not parts.is_positive:  # "-5" alone is a search for that text
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


def _add_part(match: re.Match[str], parts: _Parts, filters: Collection[str]) -> None:
    """Add one token of the query to `parts` as a filter, an excluded word, a phrase or a word."""
    quoted = next((match[name] for name in "abcde" if match[name]), "")
    phrase = normalise.exact(quoted.strip()) if quoted else ""
    name = normalize("NFKC", match["name"] or "").lower()
    value = quoted.strip() or match["plain"] or ""
    if name in filters and not match["minus"] and _add_filter(name, value, parts):
        return
    literal = Word(normalise.exact(match[0]))
    if name or not (phrase or match["plain"]):
        parts.words.append(literal)
    elif match["minus"]:
        word = Word(phrase, is_phrase=True) if phrase else Word(normalise.exact(value))
        parts.unwanted.append((word, match[0]))
    else:
        parts.words.append(Word(phrase, is_phrase=True) if phrase else literal)


def _add_filter(name: str, value: str, parts: _Parts) -> bool:
    """Add the filter `name:value`; return False if the value is not a valid date for it."""
    if name in ("before", "after"):
        day = _first_day(normalise.exact(value))
        if day is not None:
            parts.days[name] = day
        return day is not None
    (parts.tags if name == "tag" else parts.authors).append(normalize("NFKC", value))
    return True


def _first_day(text: str) -> date | None:
    """Return the first day of a year, month or day (2025, 2025-03, 2025/3/1); None outside YEARS."""
    match = _DAY.fullmatch(text)
    try:
        day = date(*(int(part or 1) for part in match.groups())) if match else None
    except ValueError:
        return None
    return day if day and day.year in YEARS else None

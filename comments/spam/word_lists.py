"""Word lists of advertising in Japanese and English (data/), matched against a text.

Texts are in the form of NormalizedText.plain or NormalizedText.unmasked.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("data")
_LATIN = re.compile("[a-zà-ÿ0-9]")


def trades_in(text: str) -> dict[str, list[str]]:
    """Return the advertising words in `text` by trade; a word within a longer one is not counted."""
    words_by_trade = {trade: _matches(pattern, text) for trade, pattern in _trades().items()}
    return {trade: words for trade, words in words_by_trade.items() if words}


def pitches_in(text: str) -> list[str]:
    """Return the calls to action in `text`."""
    return _matches(_pattern("pitches"), text)


def flatteries_in(text: str) -> list[str]:
    """Return the stock praise in `text`."""
    return _matches(_pattern("flatteries"), text)


def stock_in(text: str) -> list[str]:
    """Return the stock phrases of bots in `text`."""
    return _matches(_pattern("stock"), text)


def sold_in_name(name: str) -> tuple[list[str], list[str]]:
    """Return the advertising words in a name: conclusive ones, and those of which it takes two."""
    return _matches(_pattern("names", "sold"), name), _matches(_pattern("names", "traded"), name)


def own_in(text: str, words: Iterable[str]) -> list[str]:
    """Return the `words` that `text` contains."""
    return [word for word in words if holds(text, word)]


def holds(text: str, word: str) -> bool:
    """Whether `text` contains `word`: a Latin one as a whole word, any other anywhere."""
    return re.search(_bounded(word), text) is not None


def phrases(name: str) -> re.Pattern[str]:
    """Return the pattern of one list of phrases (phrases.toml)."""
    return re.compile("|".join(_file("phrases")[name]))


def lures() -> str:
    """Return the emoji that attract attention to an offer, as one string."""
    return str(_file("phrases")["lures"])


def _matches(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(pattern.findall(text)))


@cache
def _file(name: str) -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _trades() -> dict[str, re.Pattern[str]]:
    return {trade: _pattern("trades", trade) for trade in _file("words")["trades"]}


@cache
def _pattern(*path: str) -> re.Pattern[str]:
    table = _file("words")
    for name in path:
        table = table[name]
    return _any_of(table)


def _any_of(table: Mapping[str, list[str]]) -> re.Pattern[str]:
    """Return one pattern for all words; longer ones first, so that each position is counted once."""
    words = {word for words in table.values() for word in words}
    return re.compile("|".join(map(_bounded, sorted(words, key=lambda word: (-len(word), word)))))


def _bounded(word: str) -> str:
    before = "(?<![a-z0-9])" if _LATIN.match(word[:1]) else ""
    after = "(?![a-z0-9])" if _LATIN.match(word[-1:]) else ""
    return f"{before}{re.escape(word)}{after}"

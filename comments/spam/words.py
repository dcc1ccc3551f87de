"""Words that advertising uses, in Japanese and English (words.toml), and where they stand in a text.

Texts are given as `reading.plain` or `reading.unmasked` writes them.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("words.toml")
_LATIN = re.compile("[a-zà-ÿ0-9]")


def trades_in(text: str) -> dict[str, list[str]]:
    """Return the words found in `text`, by trade; a word within a longer one is not counted."""
    found = {trade: _found(pattern, text) for trade, pattern in _trades().items()}
    return {trade: words for trade, words in found.items() if words}


def pitches_in(text: str) -> list[str]:
    """Return what in `text` calls on the reader to act."""
    return _found(_pattern("pitches"), text)


def flatteries_in(text: str) -> list[str]:
    """Return the stock praise in `text`."""
    return _found(_pattern("flatteries"), text)


def stock_in(text: str) -> list[str]:
    """Return what in `text` machines leave on blogs everywhere."""
    return _found(_pattern("stock"), text)


def sold_in_name(name: str) -> tuple[list[str], list[str]]:
    """Return the words of trade in a name: those that are enough, and those that it takes two of."""
    return _found(_pattern("names", "sold"), name), _found(_pattern("names", "traded"), name)


def own_in(text: str, words: Iterable[str]) -> list[str]:
    """Return those of `words` that are in `text`."""
    return [word for word in words if holds(text, word)]


def holds(text: str, word: str) -> bool:
    """Whether `text` holds `word`: one of Latin letters as a whole word, any other anywhere."""
    return re.search(_bounded(word), text) is not None


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(pattern.findall(text)))


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


@cache
def _trades() -> dict[str, re.Pattern[str]]:
    return {trade: _pattern("trades", trade) for trade in _tables()["trades"]}


@cache
def _pattern(*path: str) -> re.Pattern[str]:
    table = _tables()
    for name in path:
        table = table[name]
    return _any_of(table)


def _any_of(table: Mapping[str, list[str]]) -> re.Pattern[str]:
    """One pattern for all words; longer ones first, so that each place is counted once."""
    words = {word for words in table.values() for word in words}
    return re.compile("|".join(map(_bounded, sorted(words, key=lambda word: (-len(word), word)))))


def _bounded(word: str) -> str:
    before = "(?<![a-z0-9])" if _LATIN.match(word[:1]) else ""
    after = "(?![a-z0-9])" if _LATIN.match(word[-1:]) else ""
    return f"{before}{re.escape(word)}{after}"

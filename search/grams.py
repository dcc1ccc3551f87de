"""Texts as pairs of neighbouring characters, the words that both databases index.

A pair at every place makes a phrase of pairs the same as a substring, whatever the writing: kanji,
"c++", emoji, blanks. Databases would split at ASCII punctuation, so these characters are written as
private ones.
"""

from itertools import pairwise

_PRIVATE = 0x10F000
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_WRITTEN = {
    **{code: _PRIVATE + code for code in range(0x80) if chr(code) not in _PLAIN},
    # A text that uses these very characters must not look like punctuation.
    **dict.fromkeys(range(_PRIVATE, _PRIVATE + 0x80), _PRIVATE + 0x80),
}


def write(text: str) -> str:
    """Return `text` with every character that a database would take for a gap replaced by a private one."""
    return text.translate(_WRITTEN)


def stream(text: str) -> str:
    """Return the pairs of `text` in order, with blanks between; the last character stands alone."""
    written = write(text)
    return " ".join([*map("".join, pairwise(written)), written[-1:]])


def terms(text: str) -> set[str]:
    """Return the pairs and the single characters of `text`, each once."""
    written = write(text)
    return {*map("".join, pairwise(written)), *written}


def phrase(needle: str) -> list[str]:
    """Return the pairs of a word in order; of one character, the character."""
    written = write(needle)
    return list(map("".join, pairwise(written))) or [written]

"""Bigrams: texts as pairs of neighbouring characters, the words that both databases index.

A bigram at every character makes a phrase of bigrams the same as a substring, in any script: kanji,
"c++", emoji, blanks. Databases would split at ASCII punctuation, so these characters are encoded as
private-use ones.
"""

from itertools import pairwise

_PRIVATE = 0x10F000
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_ENCODED = {
    **{code: _PRIVATE + code for code in range(0x80) if chr(code) not in _PLAIN},
    # A text that uses these very characters must not look like punctuation.
    **dict.fromkeys(range(_PRIVATE, _PRIVATE + 0x80), _PRIVATE + 0x80),
}


def encode(text: str) -> str:
    """Return `text` with every character at which a database would split replaced by a private one."""
    return text.translate(_ENCODED)


def stream(text: str) -> str:
    """Return the bigrams of `text` in order, separated by spaces, and then its last character."""
    encoded = encode(text)
    return " ".join([*map("".join, pairwise(encoded)), encoded[-1:]])


def terms(text: str) -> set[str]:
    """Return the bigrams and the single characters of `text`, each once."""
    encoded = encode(text)
    return {*map("".join, pairwise(encoded)), *encoded}


def phrase(word: str) -> list[str]:
    """Return the bigrams of a word in order; for one character, the character."""
    encoded = encode(word)
    return list(map("".join, pairwise(encoded))) or [encoded]

"""Normalized text of a comment: Unicode normalization, disguises removed, links extracted.

All functions are pure, and linear in the length of the text.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

from comments.spam.links import Link, links_in, links_in_name

#: Maximum length that is read. Comments are shorter (comments/forms.py), imported ones may be longer.
MAX_LENGTH = 10_000
NAME_LENGTH = 200

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
#: A word of six letters or more that are separated by spaces or marks.
SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ .・*_-]{1,2}){5,200}[^\W\d_](?!\w)")
_BETWEEN = re.compile(r"[ .・*_-]")
_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc", "'''")
_INDENTED = re.compile(r"^(?: {4}|\t)[^\n]*$", re.MULTILINE)
_CODE_SPAN = re.compile(r"`[^`\n]{1,300}`")

# Letters that look like Latin ones, replaced in words that have Latin letters too.
_TWINS = str.maketrans("авеёікмнорстухѕјԁһԛԝοαενιρτυχκ", "abeeikmhopctyxsjdhqwoaeviptuxk")
_MASKED = re.compile(r"(?<![a-z])[a-z]{1,30}[0134579@$\u0370-\u052f][a-z0134579@$\u0370-\u052f]*")
_LEET = str.maketrans("01345@$", "oieasas")
# Kanji that look like katakana, between two katakana.
_FALSE_KANA = re.compile("(?<=[ァ-ヺー])[力口一二卜工夕八](?=[ァ-ヺー])")
_KANA_TWINS = str.maketrans("力口一二卜工夕八", "カローニトエタハ")
_MIXED = re.compile(r"[a-z\u0370-\u052f]+")
_LATIN = re.compile("[a-z]")
_OTHER = re.compile("[\u0370-\u052f]")


@dataclass(frozen=True)
class NormalizedText:
    """The text and the name of one comment, as they were sent."""

    text: str
    name: str = ""

    @cached_property
    def prose(self) -> str:
        """The text without code, because links in code are not followed."""
        return _without_code(self.text[:MAX_LENGTH])

    @cached_property
    def plain(self) -> str:
        """The prose in NFKC and casefold, without invisible characters.

        It is truncated again: NFKC expands some characters to eighteen.
        """
        return plain(self.prose)[:MAX_LENGTH]

    @cached_property
    def plain_name(self) -> str:
        """The name in the form of `plain`."""
        return plain(self.name[:NAME_LENGTH])

    @cached_property
    def unmasked(self) -> str:
        """`plain` without disguises: split words are joined, lookalike letters replaced."""
        return unmasked(self.plain)

    @cached_property
    def unmasked_name(self) -> str:
        """The name in the form of `unmasked`."""
        return unmasked(self.plain_name)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links of the text without duplicates."""
        return links_in(self.plain)

    @cached_property
    def name_links(self) -> tuple[Link, ...]:
        """The links in the name."""
        return links_in_name(self.plain_name)

    @cached_property
    def offers(self) -> tuple[Link, ...]:
        """The untrusted links: neither to a well-known trusted domain nor to this site."""
        return tuple(link for link in self.links if not link.is_trusted)


def plain(text: str) -> str:
    """Return `text` in NFKC and casefold, without invisible characters."""
    return normalize("NFKC", INVISIBLE.sub("", text)).casefold().translate(_APOSTROPHES)


def unmasked(text: str) -> str:
    """Join split words and replace lookalikes in `text`, which is in the form of `plain`."""
    joined = SPACED.sub(lambda match: _BETWEEN.sub("", match.group()), text)
    kana = _FALSE_KANA.sub(lambda match: match.group().translate(_KANA_TWINS), joined)
    latin = _MIXED.sub(lambda match: _one_script(match.group()), kana)
    return _MASKED.sub(lambda match: match.group().translate(_LEET), latin)


def _one_script(word: str) -> str:
    is_mixed = _LATIN.search(word) and _OTHER.search(word)
    return word.translate(_TWINS) if is_mixed else word


def _without_code(text: str) -> str:
    """Remove code. Fences are split by hand: a regular expression would scan far ahead from each."""
    outside_fences = " ".join(text.split("```")[::2])
    return _CODE_SPAN.sub(" ", _INDENTED.sub(" ", outside_fences))

"""Slugs: validation, normalisation, and ASCII suggestions from a Japanese title.

A slug has letters and digits of any script, ``-`` and ``_``, in Unicode's NFKC, so that the same word
in another width or composition is the same URL.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_LENGTH: Final = 100
#: A suggestion ends at the last whole word before this many characters.
SUGGESTION_LENGTH: Final = 60

_VOWELS = "aiueo"


def _row(kana: str, consonant: str) -> dict[str, str]:
    return {char: consonant + vowel for char, vowel in zip(kana, _VOWELS, strict=True)}


_SYLLABLES: Final[dict[str, str]] = (
    _row("アイウエオ", "") | _row("カキクケコ", "k") | _row("ガギグゲゴ", "g")
    | _row("サシスセソ", "s") | _row("ザジズゼゾ", "z") | _row("タチツテト", "t")
    | _row("ダヂヅデド", "d") | _row("ナニヌネノ", "n") | _row("ハヒフヘホ", "h")
    | _row("バビブベボ", "b") | _row("パピプペポ", "p") | _row("マミムメモ", "m")
    | _row("ラリルレロ", "r") | _row("ァィゥェォ", "")
    | {"シ": "shi", "ジ": "ji", "チ": "chi", "ツ": "tsu", "ヂ": "ji", "ヅ": "zu", "フ": "fu"}
    | {"ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヰ": "i", "ヱ": "e", "ヲ": "o"}
    | {"ン": "n", "ヴ": "vu", "ャ": "ya", "ュ": "yu", "ョ": "yo", "ヮ": "wa"}
    | {"ヵ": "ka", "ヶ": "ke", "ヷ": "va", "ヺ": "vo"}
)  # fmt: skip
#: The consonant of a kana before a small one that forms one syllable with it.
_BEFORE_Y: Final = {
    "キ": "ky", "ギ": "gy", "シ": "sh", "ジ": "j", "チ": "ch", "ヂ": "j", "ニ": "ny", "ヒ": "hy",
    "ビ": "by", "ピ": "py", "ミ": "my", "リ": "ry", "テ": "ty", "デ": "dy", "フ": "fy", "ヴ": "vy",
}  # fmt: skip
_BEFORE_SMALL_VOWEL: Final = {
    "シ": "sh", "ジ": "j", "チ": "ch", "ツ": "ts", "フ": "f", "ヴ": "v", "テ": "t", "デ": "d",
    "ト": "t", "ド": "d", "ウ": "w", "ク": "kw", "グ": "gw", "イ": "y",
}  # fmt: skip
_SMALL_Y: Final = {"ャ": "a", "ュ": "u", "ョ": "o"}
_SMALL_VOWELS: Final = dict(zip("ァィゥェォ", _VOWELS, strict=True))
_TO_KATAKANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_WORD: Final = re.compile("[a-z0-9]+|[ぁ-ゖー]+|[ァ-ヺー]+")
_WORD_BESIDE_KANJI: Final = re.compile("[a-z0-9]+|[ァ-ヺー]+")
_KANJI: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_ALLOWED_CATEGORIES: Final = ("L", "N")


def romanise(kana: str) -> str:
    """Return kana in Hepburn romanisation without long vowel marks: ``キャッシュ`` is ``kyasshu``."""
    text = kana.translate(_TO_KATAKANA)
    out: list[str] = []
    double = False
    position = 0
    while position < len(text):
        char, small = text[position], text[position + 1 : position + 2]
        position += 1
        if char == "ッ":
            double = True
            continue
        syllable = _SYLLABLES.get(char, "")
        if small in _SMALL_Y and char in _BEFORE_Y:
            syllable = _BEFORE_Y[char] + _SMALL_Y[small]
            position += 1
        elif small in _SMALL_VOWELS and char in _BEFORE_SMALL_VOWEL:
            syllable = _BEFORE_SMALL_VOWEL[char] + _SMALL_VOWELS[small]
            position += 1
        if double and syllable and syllable[0] not in _VOWELS:
            syllable = ("t" if syllable.startswith("ch") else syllable[0]) + syllable
        double = False
        out.append(syllable)
    return "".join(out)


def suggest(title: str, fallback: str) -> str:
    """Return an ASCII slug for ``title``: ASCII words kept, kana romanised, kanji removed.

    In a title with kanji, hiragana are endings and particles without a meaning of their own, so they are
    removed too: ``珈琲を淹れる`` gives nothing. Returns ``fallback`` if nothing is left.
    """
    text = unicodedata.normalize("NFKC", title).lower()
    text = "".join(_without_accent(char) for char in text).replace("'", "").replace("’", "")
    pattern = _WORD_BESIDE_KANJI if _KANJI.search(text) else _WORD
    words = [word if word.isascii() else romanise(word) for word in pattern.findall(text)]
    slug = "-".join(word for word in words if word)
    if len(slug) > SUGGESTION_LENGTH:
        slug = slug[: SUGGESTION_LENGTH + 1].rpartition("-")[0] or slug[:SUGGESTION_LENGTH]
    return slug or fallback


def _without_accent(char: str) -> str:
    """Return ``é`` as ``e``; kana keep their marks (``が`` would become ``か``)."""
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() else char


#: Marks that change only the look of a character: variation selectors, a joiner.
_VARIANTS: Final = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
#: Marks that belong to the letter before them (か゚, vowel signs); enclosing ones do not.
_MARKS: Final = ("Mn", "Mc")


def hyphenated(text: str, keep: str = "-_") -> str:
    """Return ``text`` with every character except letters, digits, their marks and ``keep`` as ``-``.

    Invisible characters (variation selectors, format and enclosing characters) are removed, and so are
    marks without a letter.
    """
    out: list[str] = []
    has_letter = False
    for char in text:
        category = unicodedata.category(char)
        if _VARIANTS.match(char) or category in ("Cf", "Me"):
            continue
        if category in _MARKS:
            out.append(char * has_letter)
            continue
        has_letter = category.startswith(_ALLOWED_CATEGORIES)
        out.append(char if has_letter or char in keep else "-")
    return "".join(out)


def normalise(slug: str) -> str:
    """Return typed text as a slug: NFKC, ASCII in lower case, forbidden characters as ``-``."""
    text = unicodedata.normalize("NFKC", slug)
    text = "".join(char.lower() if char.isascii() else char for char in text)
    text = hyphenated(text)
    return re.sub("-{2,}", "-", text)[:MAX_LENGTH].strip("-")


def validate_slug(value: str) -> None:
    """Raise ``ValidationError`` unless ``value`` is a slug as described in the module's docstring."""
    if not value or len(value) > MAX_LENGTH:
        raise ValidationError(
            _("Use between 1 and %(max)d characters."), code="length", params={"max": MAX_LENGTH}
        )
    if value != hyphenated(value):
        raise ValidationError(
            _("Use letters, digits, hyphens and underscores only."), code="characters"
        )
    if value != unicodedata.normalize("NFKC", value):
        raise ValidationError(_("Use the composed form (NFC) of the characters."), code="form")
    if value.startswith("-") or value.endswith("-"):
        raise ValidationError(_("A hyphen cannot be the first or last character."), code="hyphen")

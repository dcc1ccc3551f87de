"""What the letters of a comment tell: their scripts, and the tricks that are played with them."""

import re
import unicodedata

from comments.spam.findings import Code, Finding, quoted
from comments.spam.reading import INVISIBLE, SPACED, Reading

_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9d]")
_HAN = re.compile("[\u3400-\u9fff]")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_OTHER = re.compile("[\u0370-\u1fff]")  # Greek to Georgian, without what is East Asian

# Between two letters: neither joiners of emoji nor those of Arabic and Indian scripts.
_LETTER = "[A-Za-z0-9\u0400-\u04ff\u3041-\u30ff\u3400-\u9fff]"
_HIDDEN = re.compile(f"(?<={_LETTER})[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+(?={_LETTER})")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FANCY = re.compile("[\U0001d400-\U0001d7ff\U0001f130-\U0001f189\u24b6-\u24e9]{3,}")
_WIDE_ADDRESS = re.compile("ｈｔｔｐ|[ｗＷ]{3}．")
_WORD = re.compile("[A-Za-z\u0400-\u052f]{3,40}")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_FALSE_KANA = re.compile("[ァ-ヺー][一卜夕工][ァ-ヺー]|[ァ-ヺｦ-ﾝ]力[ｦ-ﾝ]|[ｦ-ﾝ]力[ァ-ヺ]")
_PILE_LENGTH = 4
_SEVERAL_PILES = 3


def findings(reading: Reading, language: str) -> list[Finding]:
    """Return what the letters tell to somebody who reads `language` ("ja", "en", …)."""
    return [
        *_foreign(reading, language),
        *_hidden(reading),
        *_lookalikes(reading),
        *_fancy(reading),
        *_spaced(reading),
        *_piles(reading),
    ]


def _foreign(reading: Reading, language: str) -> list[Finding]:
    """A script that readers of the entry hardly read. English is read on every blog."""
    text = reading.plain
    counts = {
        "kana": len(_KANA.findall(text)),
        "han": len(_HAN.findall(text)),
        "hangul": len(_HANGUL.findall(text)),
        "latin": len(_LATIN.findall(text)),
        "other": len(_OTHER.findall(text)),
    }
    total = sum(counts.values())
    if total < 5:
        return []
    points = 0
    if counts["other"] + counts["hangul"] > total / 2:
        points = 25
    elif counts["han"] > total / 2 and not counts["kana"]:
        points = 18
    elif language == "ja" and counts["latin"] > total * 0.9:
        points = 4
    if points and reading.offers:
        points += 12
    return [Finding(Code.LANGUAGE, points)] if points else []


def _hidden(reading: Reading) -> list[Finding]:
    """Invisible characters that can only be there to deceive a filter or a reader."""
    text = f"{reading.name}\n{reading.prose}"
    hidden, turned = len(_HIDDEN.findall(text)), len(_BIDI.findall(text))
    if not hidden and not turned:
        return []
    return [Finding(Code.HIDDEN, 50 if hidden + turned > 2 else 25)]


def _lookalikes(reading: Reading) -> list[Finding]:
    text = INVISIBLE.sub("", f"{reading.name}\n{reading.prose}")
    words = [word for word in _WORD.findall(text) if _is_mixed(word)]
    words += _FALSE_KANA.findall(text)
    if not words:
        return []
    return [Finding(Code.LOOKALIKES, 50 if len(words) > 1 else 25, quoted(words))]


def _is_mixed(word: str) -> bool:
    return bool(_CYRILLIC.search(word) and _LATIN.search(word))


def _fancy(reading: Reading) -> list[Finding]:
    text = f"{reading.name}\n{reading.prose}"
    words = _FANCY.findall(text) + _WIDE_ADDRESS.findall(text)
    return [Finding(Code.FANCY, 30, quoted(words))] if words else []


def _spaced(reading: Reading) -> list[Finding]:
    """Torn words; one letter again and again (a sob, a laugh) is none."""
    torn = [found.group() for found in SPACED.finditer(reading.plain)]
    words = [word for word in torn if len(set(word)) > 5]
    return [Finding(Code.SPACED, 30, quoted(words))] if words else []


def _piles(reading: Reading) -> list[Finding]:
    length = piles = 0
    for char in reading.prose:
        length = length + 1 if unicodedata.combining(char) else 0
        piles += length == _PILE_LENGTH
    return [Finding(Code.PILES, 25)] if piles >= _SEVERAL_PILES else []

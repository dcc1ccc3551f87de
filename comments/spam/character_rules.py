"""Character rules: scripts, invisible characters, lookalikes and other disguises."""

import re
import unicodedata

from comments.spam.normalized_text import INVISIBLE, SPACED, NormalizedText
from comments.spam.rule_hits import Code, RuleHit, quoted

_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9d]")
_HAN = re.compile("[\u3400-\u9fff]")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_OTHER = re.compile("[\u0370-\u1fff]")  # Greek to Georgian, without what is East Asian

# Between two letters only, so that joiners of emoji and of Arabic and Indic scripts do not match.
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


def find_hits(comment_text: NormalizedText, language: str) -> list[RuleHit]:
    """Return the hits of all character rules; `language` is that of the entry ("ja", "en", …)."""
    return [
        *_foreign(comment_text, language),
        *_hidden(comment_text),
        *_lookalikes(comment_text),
        *_fancy(comment_text),
        *_spaced(comment_text),
        *_piles(comment_text),
    ]


def _foreign(comment_text: NormalizedText, language: str) -> list[RuleHit]:
    """Score a script that readers of the entry rarely read. English is read on every blog."""
    text = comment_text.plain
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
    if points and comment_text.offers:
        points += 12
    return [RuleHit(Code.LANGUAGE, points)] if points else []


def _hidden(comment_text: NormalizedText) -> list[RuleHit]:
    """Score invisible characters that serve only to deceive a filter or a reader."""
    text = f"{comment_text.name}\n{comment_text.prose}"
    hidden, turned = len(_HIDDEN.findall(text)), len(_BIDI.findall(text))
    if not hidden and not turned:
        return []
    return [RuleHit(Code.HIDDEN, 50 if hidden + turned > 2 else 25)]


def _lookalikes(comment_text: NormalizedText) -> list[RuleHit]:
    text = INVISIBLE.sub("", f"{comment_text.name}\n{comment_text.prose}")
    words = [word for word in _WORD.findall(text) if _is_mixed(word)]
    words += _FALSE_KANA.findall(text)
    if not words:
        return []
    return [RuleHit(Code.LOOKALIKES, 50 if len(words) > 1 else 25, quoted(words))]


def _is_mixed(word: str) -> bool:
    return bool(_CYRILLIC.search(word) and _LATIN.search(word))


def _fancy(comment_text: NormalizedText) -> list[RuleHit]:
    text = f"{comment_text.name}\n{comment_text.prose}"
    words = _FANCY.findall(text) + _WIDE_ADDRESS.findall(text)
    return [RuleHit(Code.FANCY, 30, quoted(words))] if words else []


def _spaced(comment_text: NormalizedText) -> list[RuleHit]:
    """Score words split into letters; one repeated letter (a sob, a laugh) is ignored."""
    torn = [match.group() for match in SPACED.finditer(comment_text.plain)]
    words = [word for word in torn if len(set(word)) > 5]
    return [RuleHit(Code.SPACED, 30, quoted(words))] if words else []


def _piles(comment_text: NormalizedText) -> list[RuleHit]:
    """Score letters with at least _PILE_LENGTH combining marks (Zalgo text)."""
    length = piles = 0
    for char in comment_text.prose:
        length = length + 1 if unicodedata.combining(char) else 0
        if length == _PILE_LENGTH:
            piles += 1
    return [RuleHit(Code.PILES, 25)] if piles >= _SEVERAL_PILES else []

"""Cleaning of text from readers: removes control, invisible and bidirectional override characters."""

import re
import unicodedata

#: Combining marks per letter; more would cover the lines above (U+0300 and so on).
MAX_MARKS = 3
# Letters and symbols without a glyph: Hangul fillers, the blank of braille.
_BLANK = str.maketrans(dict.fromkeys("\u115f\u1160\u3164\uffa0\u2800\u00ad\u034f", " "))
# Bidirectional embeddings, overrides and isolates: they reorder the text around them.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def unix_line_ends(text: str) -> str:
    """Return `text` with "\\n" as its only line end; browsers send two characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean_line(value: str) -> str:
    """Return `value` as one line: spaces collapsed, no invisible or bidirectional control characters."""
    spaced = _LINE_ENDS.sub(" ", value).replace("\t", " ").replace("\n", " ").translate(_BLANK)
    visible = "".join(char for char in spaced if _is_printed(char))
    return " ".join(_limit_marks(unicodedata.normalize("NFC", visible)).split())


def typed_line(value: str) -> str:
    """Return `value` as one line without control characters and bidi overrides, otherwise unchanged.

    Full-width spaces and joiners stay, unlike in `clean_line`. A text without visible characters is "".
    """
    spaced = _BIDI.sub("", _LINE_ENDS.sub(" ", value)).replace("\t", " ").replace("\n", " ")
    line = "".join(char for char in spaced if not _is_control(char)).strip()
    return line if clean_line(line) else ""


def clean_text(value: str) -> str:
    """Return `value` with "\\n" as its only line end and without control characters and bidi overrides.

    Joiners stay, because emoji and several scripts need them. Blank text becomes "".
    """
    lines = _BIDI.sub("", _LINE_ENDS.sub("\n", value))
    text = "".join(char for char in lines if char in "\n\t" or not _is_control(char))
    return text if clean_line(text) else ""


def _is_control(char: str) -> bool:
    """Whether `char` is a control character, a lone surrogate, or a noncharacter (invalid in XML)."""
    return unicodedata.category(char) in ("Cc", "Cs") or ord(char) & 0xFFFE == 0xFFFE


def _is_printed(char: str) -> bool:
    """Whether `char` is visible. Unassigned ones count as visible, because they may be new emoji."""
    return not _is_control(char) and unicodedata.category(char) not in ("Cf", "Co", "Zl", "Zp")


def _limit_marks(text: str) -> str:
    """Return `text` with at most MAX_MARKS combining marks in a row."""
    out: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= MAX_MARKS:
            out.append(char)
    return "".join(out)

"""What readers type, made safe to store: no control characters, no invisible tricks in names."""

import re
import unicodedata

#: Marks that sit on one letter; more are a pile that covers the lines above (U+0300 and so on).
MAX_MARKS = 3
# Letters and symbols that print nothing: fillers of Hangul, the blank of braille.
_BLANK = str.maketrans(dict.fromkeys("\u115f\u1160\u3164\uffa0\u2800\u00ad\u034f", " "))
# Bidirectional embeddings, overrides and isolates: they reorder what others wrote around them.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def clean_line(value: str) -> str:
    """Return `value` as one line: spaces collapsed, nothing invisible, no text direction tricks."""
    spaced = _LINE_ENDS.sub(" ", value).replace("\t", " ").replace("\n", " ").translate(_BLANK)
    visible = "".join(char for char in spaced if _is_printed(char))
    return " ".join(_without_piles(unicodedata.normalize("NFC", visible)).split())


def clean_text(value: str) -> str:
    """Return `value` with "\\n" as its only line end and without control characters and bidi overrides.

    Joiners stay: emoji and several scripts are written with them. Blank text becomes "".
    """
    lines = _BIDI.sub("", _LINE_ENDS.sub("\n", value))
    text = "".join(char for char in lines if char in "\n\t" or not _is_control(char))
    return text if clean_line(text) else ""


def _is_control(char: str) -> bool:
    """Whether `char` is a control character, half of a pair, or one that no XML may hold."""
    return unicodedata.category(char) in ("Cc", "Cs") or ord(char) & 0xFFFE == 0xFFFE


def _is_printed(char: str) -> bool:
    """Whether `char` stands for itself. Unassigned ones do: they are next year's emoji."""
    return not _is_control(char) and unicodedata.category(char) not in ("Cf", "Co", "Zl", "Zp")


def _without_piles(text: str) -> str:
    """Return `text` with at most MAX_MARKS combining marks in a row."""
    out: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= MAX_MARKS:
            out.append(char)
    return "".join(out)

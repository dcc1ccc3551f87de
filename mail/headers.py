"""What may stand in the head of a mail."""

import re
from collections.abc import Mapping

# Line breaks of every script and all other control characters: none may reach a header.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
LONGEST_WORD = 60
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
# What the sender decides; a caller that names one of these has made a mistake.
_OWN = {
    "auto-submitted",
    "bcc",
    "cc",
    "date",
    "from",
    "message-id",
    "sender",
    "subject",
    "to",
}


def one_line(value: str) -> str:
    """Return `value` without line breaks and control characters: safe as the value of a header."""
    return " ".join(_UNSAFE.sub(" ", value).split())


def is_plain(value: str) -> bool:
    """Whether `value` may stand in a header as it is: ASCII, no word too long to fold at, none that looks encoded."""
    words = value.split(" ")
    return value.isascii() and "=?" not in value and max(map(len, words)) <= LONGEST_WORD


def checked(headers: Mapping[str, str]) -> dict[str, str]:
    """Return `headers` with one-line values; raise ValueError for a name that is not the caller's."""
    for name in headers:
        if not _NAME.fullmatch(name) or name.lower() in _OWN:
            raise ValueError(f"The header {name!r} is not a caller's to set.")
    return {name: one_line(value) for name, value in headers.items()}

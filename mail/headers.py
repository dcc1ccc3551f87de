"""Validation of mail headers."""

import re
from collections.abc import Mapping

# Line breaks of every script and all other control characters: none may reach a header.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
MAX_WORD_LENGTH = 60
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
# Headers that mail.sending sets; callers must not.
_RESERVED = {
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
    """Return `value` without line breaks and control characters, which prevents header injection."""
    return " ".join(_UNSAFE.sub(" ", value).split())


def is_plain(value: str) -> bool:
    """Return whether a header can hold `value` unencoded: ASCII, foldable, nothing that looks encoded."""
    words = value.split(" ")
    return value.isascii() and "=?" not in value and max(map(len, words)) <= MAX_WORD_LENGTH


def validate_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return `headers` with one-line values; raise ValueError for an invalid or reserved name."""
    for name in headers:
        if not _NAME.fullmatch(name) or name.lower() in _RESERVED:
            raise ValueError(f"The header {name!r} is not a caller's to set.")
    return {name: one_line(value) for name, value in headers.items()}

"""Validation of URLs for ``href`` and ``src``; forms and pages use the same function."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

#: Browsers ignore some of these inside a URL, and treat a backslash as a slash.
_UNSAFE: Final = re.compile(r"[\s\\\x00-\x20\x7f-\x9f]")


def checked(value: str) -> str:
    """Return `value` if it is a path of this site or an http(s) URL with a host, else "".

    Pages check too, because a row may come from a fixture, a restore or an import.
    """
    if not isinstance(value, str) or _UNSAFE.search(value):
        return ""
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme in ("http", "https"):
        return value if host else ""
    is_path = value.startswith("/") and not value.startswith("//")
    return value if is_path and not parts.scheme else ""

"""Placeholders in canned replies: `{name}` and others, filled in for the comment that is replied to."""

import re
from collections.abc import Mapping

from comments.models import Comment
from core.models import SiteSettings

#: Key in `values_for` by placeholder name, in English and in Japanese.
PLACEHOLDERS = {
    "name": "name",
    "名前": "name",
    "title": "title",
    "タイトル": "title",
    "題名": "title",  # the Japanese word in texts of older versions
    "site": "site",
    "サイト名": "site",
    "me": "me",
    "自分": "me",
}
_BRACES = re.compile(r"[{｛]\s*([^\s{}｛｝]{1,30})\s*[}｝]")


def values_for(comment: Comment, *, title: str, me: str) -> dict[str, str]:
    """Return the value of each placeholder: the writer's name, the post's title, the site, who replies."""
    site = SiteSettings.load().name
    return {"name": comment.user_name, "title": title, "site": site, "me": me or site}


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with its placeholders replaced. Other words in braces are not changed."""

    def value(match: re.Match[str]) -> str:
        key = PLACEHOLDERS.get(match[1].lower())
        return values[key] if key else match[0]

    return _BRACES.sub(value, text)


def unknown_placeholders(text: str) -> list[str]:
    """Return the words in braces that are no placeholder, without duplicates, with their braces."""
    return list(
        dict.fromkeys(
            match[0] for match in _BRACES.finditer(text) if match[1].lower() not in PLACEHOLDERS
        )
    )

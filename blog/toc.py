"""Table of contents of an entry: nested, numbered headings."""

from collections.abc import Iterable
from typing import TypedDict

from blog.models import BlogSettings, Entry
from core.markdown import TocEntry


class TocItem(TypedDict):
    """A heading with its number and the headings below it."""

    level: int
    id: str
    text: str
    html: str
    number: str
    items: "list[TocItem]"


def build(headings: Iterable[TocEntry], *, max_level: int) -> list[TocItem]:
    """Nest headings from h2 down to `max_level` and number them ("2", "2.1").

    A heading that skips a level becomes a child of the nearest higher heading before it.
    """
    root = _item(TocEntry(level=1, id="", text="", html=""), number="")
    path = [root]
    for heading in headings:
        if not 2 <= heading.level <= max_level:
            continue
        while path[-1]["level"] >= heading.level:
            path.pop()
        parent = path[-1]
        number = str(len(parent["items"]) + 1)
        if parent["number"]:
            number = f"{parent['number']}.{number}"
        item = _item(heading, number)
        parent["items"].append(item)
        path.append(item)
    return root["items"]


def _item(heading: TocEntry, number: str) -> TocItem:
    return {
        "level": heading.level,
        "id": heading.id,
        "text": heading.text,
        "html": heading.html,
        "number": number,
        "items": [],
    }


def of_entry(entry: Entry, blog_settings: BlogSettings) -> list[TocItem]:
    """Return the nested headings of `entry`; empty if the settings disable its table of contents."""
    shown = [
        heading
        for heading in entry.toc_entries
        if 2 <= heading.level <= blog_settings.toc_max_level
    ]
    if not blog_settings.toc_enabled or len(shown) < blog_settings.toc_threshold:
        return []
    return build(shown, max_level=blog_settings.toc_max_level)

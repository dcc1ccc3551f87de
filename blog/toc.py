"""The table of contents of an entry: which headings, in which order, with which numbers."""

from collections.abc import Iterable
from typing import Any

from blog.models import Entry
from core.markdown import TocEntry
from core.models import SiteSettings


def build(headings: Iterable[TocEntry], *, max_level: int) -> list[dict[str, Any]]:
    """Nest headings from h2 down to `max_level` and number them ("2", "2.1").

    A heading that skips a level hangs under the last one above it. Each item has `level`, `id`,
    `text`, `html`, `number` and `items`.
    """
    root: dict[str, Any] = {"level": 1, "number": "", "items": []}
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
        item = {**heading.as_dict(), "number": number, "items": []}
        parent["items"].append(item)
        path.append(item)
    return list(root["items"])


def of_entry(entry: Entry, site: SiteSettings) -> list[dict[str, Any]]:
    """Return the nested headings of `entry`, or nothing where the site's settings leave it out."""
    shown = [heading for heading in entry.toc_entries if 2 <= heading.level <= site.toc_max_level]
    if not site.toc_enabled or len(shown) < site.toc_threshold:
        return []
    return build(shown, max_level=site.toc_max_level)

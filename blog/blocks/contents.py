"""The table of contents in the text, and the ads that stand beside it or before a heading."""

import re
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from blog import toc
from blog.blocks.ads import Shelf
from blog.enums import AdPosition
from blog.models import Entry
from core.markdown import slots
from core.markdown.slots import Slot
from core.models import SiteSettings

_FIRST_H2 = re.compile(r"<!--slot:h2 ")


@dataclass(frozen=True)
class Placed:
    """A table of contents and where it goes: at [TOC] (`heading` is 0), else before an h2."""

    items: list[dict[str, Any]]
    heading: int
    is_open: bool

    def render(self) -> SafeString:
        """Return the table as HTML, or nothing where the site leaves it out."""
        if not self.items:
            return SafeString("")
        return mark_safe(  # noqa: S308 - a rendered template
            render_to_string("components/toc.html", {"toc": self.items, "open": self.is_open})
        )


def place(html: str, entry: Entry, site: SiteSettings) -> Placed:
    """Decide where the table of contents of `html` stands.

    Where the author wrote [TOC]; else before the first h2 after the lead. A text that opens with a
    heading has its lead below that heading, so there the second h2 is meant.
    """
    found = slots.slots_in(html)
    heading = 0
    if not any(slot.kind == "toc" for slot in found):
        headings = sum(slot.kind == "h2" for slot in found)
        first = _FIRST_H2.search(html)
        opens_with_heading = first is not None and not html[: first.start()].strip()
        heading = 2 if opens_with_heading and headings > 1 else 1
    return Placed(toc.of_entry(entry, site), heading, site.toc_open)


def fill(found: list[Slot], toc: Placed, shelf: Shelf) -> list[str]:
    """Return the table of contents where the author asked for it, once."""
    first = shelf.render(AdPosition.BEFORE_TOC) + toc.render()
    return [first if index == 0 else "" for index in range(len(found))]


def fill_heading(found: list[Slot], toc: Placed, shelf: Shelf) -> list[str]:
    """Return what stands before each h2: its ads, and the table of contents in its place."""
    return [_before_heading(slot.args.get("n", 0), toc, shelf) for slot in found]


def _before_heading(number: int, toc: Placed, shelf: Shelf) -> str:
    before = shelf.render(AdPosition.BEFORE_HEADING, heading=number)
    if number == toc.heading:
        before += shelf.render(AdPosition.BEFORE_TOC) + toc.render()
    return before

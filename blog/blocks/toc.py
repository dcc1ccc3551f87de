"""Table of contents in the text, and the ads before it and before headings."""

import re
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from blog import toc
from blog.blocks.ads import PageAds
from blog.enums import AdPosition
from blog.models import BlogSettings, Entry
from core.markdown import slots
from core.markdown.slots import Slot

_FIRST_H2 = re.compile(r"<!--slot:h2 ")


@dataclass(frozen=True)
class PlacedToc:
    """A table of contents with its position: at [TOC] (`heading` is 0), else before the n-th h2."""

    items: list[toc.TocItem]
    heading: int
    is_open: bool

    def render(self) -> SafeString:
        """Return the table of contents as HTML; empty if the settings disable it."""
        if not self.items:
            return SafeString("")
        return mark_safe(  # noqa: S308 - a rendered template
            render_to_string("components/toc.html", {"toc": self.items, "open": self.is_open})
        )


def place(html: str, entry: Entry, blog_settings: BlogSettings) -> PlacedToc:
    """Build the table of contents and choose its position in `html`.

    It is placed where the author wrote [TOC], else before the first h2 after the lead. If the text
    starts with an h2, its lead is below that heading, so the second h2 counts.
    """
    slots_of_text = slots.slots_in(html)
    heading = 0
    if not any(slot.kind == "toc" for slot in slots_of_text):
        headings = sum(slot.kind == "h2" for slot in slots_of_text)
        first = _FIRST_H2.search(html)
        opens_with_heading = first is not None and not html[: first.start()].strip()
        heading = 2 if opens_with_heading and headings > 1 else 1
    return PlacedToc(toc.of_entry(entry, blog_settings), heading, blog_settings.toc_open)


def fill(toc_slots: list[Slot], toc: PlacedToc, page_ads: PageAds) -> list[str]:
    """Fill the `toc` slots: the table of contents replaces the first [TOC], further ones are empty."""
    first = page_ads.render(AdPosition.BEFORE_TOC) + toc.render()
    return [first if index == 0 else "" for index in range(len(toc_slots))]


def fill_heading(heading_slots: list[Slot], toc: PlacedToc, page_ads: PageAds) -> list[str]:
    """Fill the slots before each h2: the ads of that heading and, at its position, the table."""
    return [_before_heading(slot.args.get("n", 0), toc, page_ads) for slot in heading_slots]


def _before_heading(number: int, toc: PlacedToc, page_ads: PageAds) -> str:
    before = page_ads.render(AdPosition.BEFORE_HEADING, heading=number)
    if number == toc.heading:
        before += page_ads.render(AdPosition.BEFORE_TOC) + toc.render()
    return before

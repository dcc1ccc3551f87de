"""Blocks: fill the slots of stored HTML when a page, a feed or a preview is rendered.

The Markdown renderer leaves slots (core/markdown/slots.py) for content from other rows. Each module
here fills one kind of slot with one query. This module combines them for pages and feeds.
"""

from collections.abc import Sequence
from functools import partial
from secrets import token_hex

from django.utils.safestring import SafeString

from blog.blocks import ads, balloons, cards, external_cards, images
from blog.blocks import toc as toc_block
from blog.enums import AdPosition
from blog.models import BlogSettings, Entry
from core.markdown import slots

__all__ = ["fill_feeds", "fill_page"]


def fill_page(
    entry: Entry, blog_settings: BlogSettings, page_ads: ads.PageAds | None = None
) -> SafeString:
    """Return the body of `entry` for its own page: with table of contents, ads and all blocks.

    Previews pass an unsaved entry whose derived fields blog.rendering.derive has set. `page_ads`
    saves a query if the page has loaded its ads already.
    """
    page_ads = page_ads or ads.PageAds.for_entry(entry, blog_settings)
    toc = toc_block.place(entry.body_html, entry, blog_settings)
    fillers: dict[str, slots.Filler] = {
        "image": images.fill,
        "balloon": balloons.fill,
        "card": cards.fill,
        "external_card": partial(external_cards.fill, blog_settings=blog_settings),
        "ad": partial(ads.fill, page_ads=page_ads),
        "toc": partial(toc_block.fill, toc=toc, page_ads=page_ads),
        "h2": partial(toc_block.fill_heading, toc=toc, page_ads=page_ads),
    }
    body = slots.fill(entry.body_html, fillers)
    return body + page_ads.render(AdPosition.END_OF_POST)


def fill_feeds(entries: Sequence[Entry]) -> list[str]:
    """Return the body of each entry for feeds: without table of contents and ads.

    Balloons become 名前「…」. URLs stay relative; the feed makes them absolute. Each kind of block
    costs one query for all entries.
    """
    separator = f"<!--{token_hex(8)}-->"
    filled = slots.fill(
        separator.join(entry.body_html for entry in entries),
        {
            "image": images.fill,
            "balloon": balloons.fill_feed,
            "card": cards.fill_feed,
            "external_card": external_cards.fill_feed,
        },
    )
    return filled.split(separator) if entries else []

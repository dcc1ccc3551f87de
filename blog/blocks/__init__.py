"""What stored HTML borrows from other rows, filled in when a page, a feed or a preview is made.

The renderer leaves slots (core/markdown/slots.py). Each module here fills one kind with one query;
this one puts them together for the places where a text is shown.
"""

from collections.abc import Sequence
from functools import partial
from secrets import token_hex

from django.utils.safestring import SafeString

from blog.blocks import ads, balloons, cards, contents, images
from blog.enums import AdPosition
from blog.models import Entry
from core.markdown import slots
from core.models import SiteSettings

__all__ = ["fill_feeds", "fill_page"]


def fill_page(entry: Entry, site: SiteSettings, shelf: ads.Shelf | None = None) -> SafeString:
    """Return the body of `entry` for its own page: with table of contents, ads and all blocks.

    An entry that is not saved does too, once blog.rendering.derive has set its derived fields:
    that is how previews are made. `shelf` holds the ads, where the page has read them already.
    """
    shelf = shelf or ads.Shelf.for_entry(entry, site)
    toc = contents.place(entry.body_html, entry, site)
    fillers: dict[str, slots.Filler] = {
        "image": images.fill,
        "balloon": balloons.fill,
        "card": cards.fill,
        "ad": partial(ads.fill, shelf=shelf),
        "toc": partial(contents.fill, toc=toc, shelf=shelf),
        "h2": partial(contents.fill_heading, toc=toc, shelf=shelf),
    }
    body = slots.fill(entry.body_html, fillers)
    return body + shelf.render(AdPosition.END_OF_POST)


def fill_feeds(entries: Sequence[Entry]) -> list[str]:
    """Return the body of each entry for feed readers: no table of contents, ads or positions.

    Balloons become 名前「…」; addresses stay paths, which the feed makes absolute. However many
    entries there are, each kind of block costs one query.
    """
    seam = f"<!--{token_hex(8)}-->"
    filled = slots.fill(
        seam.join(entry.body_html for entry in entries),
        {
            "image": images.fill,
            "balloon": balloons.fill_feed,
            "card": cards.fill_feed,
        },
    )
    return filled.split(seam) if entries else []

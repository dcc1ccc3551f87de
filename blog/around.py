"""What the page of an entry shows besides the entry, read once for the whole page."""

from typing import Any

from blog.blocks.ads import Shelf
from blog.frame import Frame
from blog.models import Entry
from core.models import SiteSettings


def around(entry: Entry, site: SiteSettings) -> dict[str, Any]:
    """Return what the templates of posts and pages take: `entry`, its frame, its ads; two queries."""
    return {
        "entry": entry,
        "frame": Frame.load(entry),
        "entry_ads": Shelf.for_entry(entry, site),
    }

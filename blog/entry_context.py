"""Template context of an entry's page."""

from blog.blocks.ads import PageAds
from blog.models import BlogSettings, Entry
from blog.navigation.page_context import PageContext
from blog.players import has_players


def entry_context(entry: Entry, blog_settings: BlogSettings) -> dict[str, object]:
    """Return `entry`, its `page_context`, its `entry_ads` and whether it `has_players`; two queries."""
    return {
        "entry": entry,
        "page_context": PageContext.load(entry),
        "entry_ads": PageAds.for_entry(entry, blog_settings),
        "has_players": has_players(entry, blog_settings),
    }

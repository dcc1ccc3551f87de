"""Cards of pages of other sites, from their stored previews; a link if there is none (yet)."""

from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.utils.html import format_html

from blog import players
from blog.models import BlogSettings, ExternalPage
from core.markdown.external_cards import page_url
from core.markdown.slots import Slot

_COLUMNS = ("url", "title", "description", "site_name", "renditions")


def _pages(slots: list[Slot]) -> list[ExternalPage | None]:
    """Return the fetched preview of each slot, with one query."""
    urls = [page_url(slot.args["url"]) for slot in slots]
    rows = ExternalPage.objects.fetched().filter(url__in=set(urls)).only(*_COLUMNS)
    pages = {page.url: page for page in rows}
    return [pages.get(url) for url in urls]


def fill(slots: list[Slot], *, blog_settings: BlogSettings) -> list[str]:
    """Fill the `external_card` slots of a page."""
    return [
        render_to_string(
            "components/external_card.html",
            {
                "url": slot.args["url"],
                "title": slot.args.get("title") or (page.title if page else ""),
                "is_block": "title" in slot.args,
                "page": page,
                "host": _host(slot.args["url"]),
                "player": players.player_of(page_url(slot.args["url"]), blog_settings),
            },
        )
        for slot, page in zip(slots, _pages(slots), strict=True)
    ]


def fill_feed(slots: list[Slot]) -> list[str]:
    """Fill the `external_card` slots of a feed: plain links."""
    return [
        format_html(
            '<p><a href="{}" rel="noopener">{}</a></p>\n',
            slot.args["url"],
            slot.args.get("title") or (page.title if page else slot.args["url"]),
        )
        for slot, page in zip(slots, _pages(slots), strict=True)
    ]


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")

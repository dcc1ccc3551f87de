"""Cards of pages of other sites: a paragraph that is only a URL, and the blocks `embed` and `card`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core import http_target
from core.markdown.links import is_affiliate

if TYPE_CHECKING:
    from core.markdown.context import Context
    from core.markdown.links import Target

#: Kind of the slot. Arguments: url, and title if it comes from a block.
KIND: Final = "external_card"
#: How the stored HTML of a text with such a card looks.
MARK: Final = f"<!--slot:{KIND} "
#: Pages of other sites with a card in one text; further ones are plain links. Each costs the server a request.
MAX_CARDS: Final = 50


def page_url(url: str) -> str:
    """Return the normal form of `url` without its fragment, or "" if the HTTP client would not fetch it."""
    try:
        normal = http_target.parse(url).url
    except http_target.FetchError:
        return ""
    return normal if len(normal) <= http_target.MAX_URL else ""


def gets_card(target: Target | None, context: Context) -> bool:
    """Return whether the target gets a card, and count it.

    A link of an affiliate service gets none: the request would count as a click, and the link must keep its
    `rel`.
    """
    if not context.profile.is_full or target is None or not target.is_external:
        return False
    url = "" if is_affiliate(target) else page_url(target.href)
    if not url or (url not in context.external_pages and len(context.external_pages) >= MAX_CARDS):
        return False
    context.external_pages[url] = None
    return True

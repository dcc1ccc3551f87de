"""The body of a post or page, and what goes with it."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from blog import disclosure, sidebar, toc
from blog.blocks import ads, fill_page
from blog.enums import AdPosition
from blog.models import Entry
from core.models import SiteSettings

register = template.Library()


@register.simple_tag(takes_context=True)
def entry_body(context: dict[str, Any], entry: Entry) -> SafeString:
    """The stored HTML of `entry` with everything it borrows from other rows filled in."""
    return fill_page(entry, context["site"], context.get("entry_ads"))


@register.simple_tag
def entry_toc(entry: Entry, site: SiteSettings) -> list[dict[str, Any]]:
    """The nested headings of `entry` for the rail and the sheet; empty where there is no table."""
    return toc.of_entry(entry, site)


@register.simple_tag(takes_context=True)
def sidebar_widgets(context: dict[str, Any]) -> list[sidebar.Widget]:
    """The pieces of the sidebar in their order, with the posts that they show."""
    return sidebar.filled(context["frame"].widgets)


@register.simple_tag(takes_context=True)
def sidebar_ads(context: dict[str, Any]) -> SafeString:
    """The ads of the sidebar: of the page's entry, or those of every list."""
    shelf = context.get("entry_ads") or ads.Shelf.of_lists(context["site"])
    return shelf.render(AdPosition.SIDEBAR)


@register.simple_tag
def is_advertising(entry: Entry, site: SiteSettings) -> bool:
    """Whether the PR notice stands above `entry`."""
    return disclosure.is_advertising(entry, site)

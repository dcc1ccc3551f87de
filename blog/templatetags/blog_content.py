"""Template tags for the body of a post or page, its table of contents and the sidebar."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from blog import disclosure, toc
from blog.blocks import ads, fill_page
from blog.enums import AdPosition
from blog.models import BlogSettings, Entry
from blog.navigation import sidebar

register = template.Library()


@register.simple_tag(takes_context=True)
def entry_body(context: Context, entry: Entry) -> SafeString:
    """Return the stored HTML of `entry` with its slots filled (blog/blocks)."""
    return fill_page(entry, context["blog_settings"], context.get("entry_ads"))


@register.simple_tag
def entry_toc(entry: Entry, blog_settings: BlogSettings) -> list[toc.TocItem]:
    """Return the nested headings of `entry`; empty if it has no table of contents."""
    return toc.of_entry(entry, blog_settings)


@register.simple_tag(takes_context=True)
def sidebar_widgets(context: Context) -> list[sidebar.Widget]:
    """Return the sidebar widgets in order, with the posts that they show."""
    return sidebar.filled(context["page_context"].widgets)


@register.simple_tag(takes_context=True)
def sidebar_ads(context: Context) -> SafeString:
    """Render the ads of the sidebar: those for the page's entry, or those for lists."""
    page_ads = context.get("entry_ads") or ads.PageAds.for_lists(context["blog_settings"])
    return SafeString(page_ads.render(AdPosition.SIDEBAR))


@register.simple_tag
def is_advertising(entry: Entry, blog_settings: BlogSettings) -> bool:
    """Whether the PR notice is shown above `entry`."""
    return disclosure.is_advertising(entry, blog_settings)

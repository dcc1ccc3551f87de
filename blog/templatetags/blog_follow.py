"""Template tag for the ways to follow the site."""

from django import template
from django.template.context import Context

from blog.feeds import follow_links
from blog.models import Entry

register = template.Library()


@register.simple_tag(takes_context=True)
def follow_channels(context: Context, entry: Entry | None = None) -> list[follow_links.Channel]:
    """Return the channels that the settings enable: feeds, profiles of the site and the authors."""
    kinds = context["blog_settings"].follow_channels
    return follow_links.channels(context["page_context"], entry, kinds=kinds)

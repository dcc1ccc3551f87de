"""Where readers can follow the site."""

from django import template

from blog import following
from blog.models import Entry

register = template.Library()


@register.simple_tag
def follow_channels(entry: Entry | None = None) -> list[following.Channel]:
    """Feeds, then profiles of the site and of the authors of `entry` (one query)."""
    return following.channels(entry)

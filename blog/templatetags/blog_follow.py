"""Where readers can follow the site."""

from typing import Any

from django import template

from blog import following
from blog.models import Entry

register = template.Library()


@register.simple_tag(takes_context=True)
def follow_channels(context: dict[str, Any], entry: Entry | None = None) -> list[following.Channel]:
    """Feeds, then profiles of the site and of the authors of `entry`."""
    return following.channels(context["frame"], entry)

"""Where readers can follow the site."""

from typing import Any

from django import template

from blog import following
from blog.models import Entry

register = template.Library()


@register.simple_tag(takes_context=True)
def follow_channels(context: dict[str, Any], entry: Entry | None = None) -> list[following.Channel]:
    """What the owner offers: feeds, profiles of the site and of the authors of `entry`."""
    kinds = context["site"].follow_channels
    return following.channels(context["frame"], entry, kinds=kinds)

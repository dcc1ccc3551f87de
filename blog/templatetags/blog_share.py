"""Template tags for the share buttons of a post."""

from django import template

from blog import sharing
from blog.models import BlogSettings, Post

register = template.Library()


@register.simple_tag
def shared(post: Post) -> sharing.Shared:
    """Return the title and the absolute URL of `post` for sharing."""
    return sharing.Shared.from_post(post)


@register.simple_tag
def share_targets(post: Post, blog_settings: BlogSettings) -> list[sharing.Target]:
    """Return the share targets of `post` in the order of the settings."""
    return sharing.targets(sharing.Shared.from_post(post), blog_settings)

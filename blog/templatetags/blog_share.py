"""Where a post can be shared to."""

from django import template

from blog import sharing
from blog.models import Post
from core.models import SiteSettings

register = template.Library()


@register.simple_tag
def shared(post: Post) -> sharing.Shared:
    """Title and absolute address of `post`, as they are handed on."""
    return sharing.Shared.of(post)


@register.simple_tag
def share_targets(post: Post, site: SiteSettings) -> list[sharing.Target]:
    """The services that `site` offers for `post`, in its order."""
    return sharing.targets(sharing.Shared.of(post), site)

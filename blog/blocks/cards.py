"""Link cards of own posts: they show the post as it is now, and nothing once it is not public."""

from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from django.template.loader import render_to_string
from django.utils.html import format_html

from blog.models import Post
from core.markdown.slots import Slot

PREFIX = "/posts/"


def _slug(url: str) -> str:
    """Return the slug in the address of a post (a path or a full URL), or an empty string."""
    path = unquote(urlsplit(url).path)
    return normalize("NFC", path.removeprefix(PREFIX).strip("/")) if path.startswith(PREFIX) else ""


def _posts(found: list[Slot]) -> dict[str, Post]:
    slugs = {_slug(slot.args.get("url", "")) for slot in found}
    posts = Post.objects.published().with_cover().select_related("category").filter(slug__in=slugs)
    return {post.slug: post for post in posts.defer("body", "body_html", "body_text", "toc")}


def fill(found: list[Slot]) -> list[str]:
    """Return a card for each post that readers may see."""
    posts = _posts(found)
    return [
        render_to_string("components/link_card.html", {"post": post}) if post else ""
        for post in (posts.get(_slug(slot.args.get("url", ""))) for slot in found)
    ]


def fill_feed(found: list[Slot]) -> list[str]:
    """Return a plain link for each post that readers may see."""
    posts = _posts(found)
    return [
        format_html('<p><a href="{}">{}</a></p>', post.get_absolute_url(), post.title)
        if post
        else ""
        for post in (posts.get(_slug(slot.args.get("url", ""))) for slot in found)
    ]

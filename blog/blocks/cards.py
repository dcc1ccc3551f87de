"""Link cards of own posts, rendered from the current post; empty if it is not public."""

from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from django.contrib.contenttypes.models import ContentType
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html

from blog.models import Post, PreviousPath
from core.markdown.slots import Slot

PREFIX = "/posts/"


def _slug(url: str) -> str:
    """Return the slug in the URL of a post (a path or a full URL), or ""."""
    path = unquote(urlsplit(url).path)
    return normalize("NFC", path.removeprefix(PREFIX).strip("/")) if path.startswith(PREFIX) else ""


def _fragment(url: str) -> str:
    separator, fragment = url.partition("#")[1:]
    return iri_to_uri(separator + fragment) if fragment else ""


def _previous_slugs(slugs: set[str]) -> dict[int, list[str]]:
    """Return those of `slugs` that are previous slugs of posts, by primary key of the post."""
    by_post: dict[int, list[str]] = {}
    paths = PreviousPath.objects.filter(
        path__in=[f"{PREFIX}{slug}/" for slug in slugs],
        content_type=ContentType.objects.get_for_model(Post),
    )
    for path, key in paths.values_list("path", "object_id"):
        by_post.setdefault(key, []).append(_slug(path))
    return by_post


def _posts(slots: list[Slot]) -> dict[str, Post]:
    """Return the public posts by the slug in their card: the current slug or a previous one."""
    slugs = {_slug(slot.args.get("url", "")) for slot in slots}
    public = Post.objects.published().with_cover().select_related("category")
    public = public.defer("body", "body_html", "body_text", "toc")
    posts = {post.slug: post for post in public.filter(slug__in=slugs)}
    unknown = slugs - posts.keys()
    previous = _previous_slugs(unknown) if unknown else {}
    for post in public.filter(pk__in=previous) if previous else ():
        posts |= dict.fromkeys(previous[post.pk], post)
    return posts


def missing(slots: list[Slot]) -> list[str]:
    """Return the URLs of the cards without a public post."""
    posts = _posts(slots)
    urls = (str(slot.args.get("url", "")) for slot in slots)
    return [url for url in urls if _slug(url) not in posts]


def fill(slots: list[Slot]) -> list[str]:
    """Fill the `card` slots of a page."""
    posts = _posts(slots)
    urls = [slot.args.get("url", "") for slot in slots]
    return [
        render_to_string("components/link_card.html", {"post": post, "fragment": _fragment(url)})
        if post
        else ""
        for url, post in ((url, posts.get(_slug(url))) for url in urls)
    ]


def fill_feed(slots: list[Slot]) -> list[str]:
    """Fill the `card` slots of a feed: plain links."""
    posts = _posts(slots)
    urls = [slot.args.get("url", "") for slot in slots]
    return [
        format_html(
            '<p><a href="{}{}">{}</a></p>', post.get_absolute_url(), _fragment(url), post.title
        )
        if post
        else ""
        for url, post in ((url, posts.get(_slug(url))) for url in urls)
    ]

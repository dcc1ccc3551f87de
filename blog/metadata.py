"""What a public page says of itself in its head: to search engines, link previews, feed readers.

The templates show it (components/meta.html); structured data for machines are made from the same
facts (blog/structured_data.py), so both always agree.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self
from unicodedata import normalize

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from blog import feeds
from blog.frame import Frame
from blog.models import Author, Category, Entry, Page, Post, Series, Tag
from core.japanese import excerpt
from core.models import SiteSettings
from core.site_urls import absolute
from images.models import Image

DESCRIPTION_LIMIT = 120
#: Kinds of pages that an owner can keep out of search engines. Results of searches always are.
MODELS: dict[str, type[Any]] = {
    "posts": Post,
    "pages": Page,
    "categories": Category,
    "tags": Tag,
    "series": Series,
    "authors": Author,
}
KINDS = {
    **{kind: model._meta.verbose_name_plural for kind, model in MODELS.items()},
    "archives": _("monthly archives"),
}
OG_LOCALES = {"ja": "ja_JP", "en": "en_US"}
FEED_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}


@dataclass(frozen=True)
class Picture:
    """A picture for link previews: absolute address, size in pixels, alternative text."""

    url: str
    width: int
    height: int
    alt: str

    @classmethod
    def of(cls, image: Image | None, alt: str = "") -> Self | None:
        """Return the widest rendition of `image`, or None where there is none."""
        if image is None or image.largest is None:
            return None
        size = image.largest
        return cls(absolute(size.url), size.width, size.height, alt or image.alt)


@dataclass(frozen=True)
class FeedLink:
    """A feed that browsers and readers may find from a page."""

    title: str
    type: str
    url: str


@dataclass(frozen=True)
class Metadata:
    """The head of one page. `url` is its one true address; empty where it must not be indexed."""

    title: str
    description: str
    url: str
    og_type: str = "website"
    is_indexed: bool = True
    locale: str = ""
    picture: Picture | None = None
    feeds: list[FeedLink] = field(default_factory=list)


def of_entry(entry: Entry, site: SiteSettings, frame: Frame) -> Metadata:
    """Return the head of a post's or page's own page; a cover outranks the site's picture."""
    scope_of = entry.category if isinstance(entry, Post) else None
    return Metadata(
        title=entry.title,
        description=described(entry),
        url=entry.canonical_url or absolute(entry.get_absolute_url()),
        og_type="article" if isinstance(entry, Post) else "website",
        is_indexed=not entry.noindex and is_indexed(site, kind_of(entry)),
        locale=OG_LOCALES.get(entry.language, entry.language),
        picture=Picture.of(entry.cover, entry.cover_alt) or Picture.of(frame.default_cover),
        feeds=feed_links(site, scope_of),
    )


def of_list(
    site: SiteSettings,
    frame: Frame,
    *,
    subject: Any = None,
    month: date | None = None,
    page: int = 1,
) -> Metadata:
    """Return the head of the home page, or of a list of posts of `subject` or `month`.

    Every page of a list is canonical to itself: its posts stand on no other page.
    """
    avatar = Picture.of(subject.avatar) if isinstance(subject, Author) else None
    return Metadata(
        title=_title(subject, month) or site.name,
        description=_about(subject) or site.meta_description or site.description or site.tagline,
        url=_numbered(list_url(subject, month), page),
        og_type="profile" if isinstance(subject, Author) else "website",
        is_indexed=is_indexed(site, "archives" if month else kind_of(subject)),
        locale=OG_LOCALES.get(site.language, site.language),
        picture=avatar or Picture.of(frame.default_cover),
        feeds=feed_links(site, subject),
    )


def unindexed(site: SiteSettings, subject: Any = None) -> Metadata:
    """Return the head of a page that search engines should leave alone."""
    return Metadata(site.name, "", "", is_indexed=False, feeds=feed_links(site, subject))


def kind_of(subject: Any) -> str:
    """Return the kind of page (a key of KINDS) that `subject` has, or "" for the home page."""
    return next((kind for kind, model in MODELS.items() if isinstance(subject, model)), "")


def is_indexed(site: SiteSettings, kind: str) -> bool:
    """Whether search engines may index pages of that kind; sitemaps leave out the others."""
    return not site.noindex and kind not in site.unindexed


def described(entry: Entry) -> str:
    """Return the description of an entry for search results and previews, in one line."""
    return entry.meta_description or excerpt(entry.summary, DESCRIPTION_LIMIT)


def list_url(subject: Any = None, month: date | None = None) -> str:
    """Return the absolute address of the first page of a list."""
    if subject is not None:
        return absolute(subject.get_absolute_url())
    if month is not None:
        return absolute(reverse("blog:archive_month", args=[month.year, month.month]))
    return absolute(reverse("blog:home"))


def feed_links(site: SiteSettings, subject: Any = None) -> list[FeedLink]:
    """Return the feeds of the site in every format, and the RSS of what the page is about."""
    links = [
        FeedLink(f"{site.name} ({kind.upper()})", FEED_TYPES[kind], feeds.feed_path(kind))
        for kind in FEED_TYPES
    ]
    scope = feeds.scope_of(subject)
    if scope:
        path = feeds.feed_path("rss", scope, subject)
        links.append(FeedLink(f"{subject} | {site.name}", FEED_TYPES["rss"], path))
    return links


def _title(subject: Any, month: date | None) -> str:
    if month is not None:
        return date_format(month, "YEAR_MONTH_FORMAT")
    return str(subject or "")


def _about(subject: Any) -> str:
    text = strip_tags(subject.bio_html) if isinstance(subject, Author) else ""
    return excerpt(normalize("NFC", text or getattr(subject, "description", "")), DESCRIPTION_LIMIT)


def _numbered(url: str, page: int) -> str:
    return f"{url}?page={page}" if page > 1 else url

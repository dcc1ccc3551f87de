"""Metadata in the head of public pages: title, description, canonical URL, Open Graph, feed links.

components/meta.html renders it. JSON-LD is made from the same metadata
(blog/seo/structured_data.py), so that both agree.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Self
from unicodedata import normalize

from django.db.models import Model
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from blog.feeds.paths import Subject, feed_path, scope_of
from blog.models import Author, BlogSettings, Category, Entry, Page, Post, Series, Tag
from core.addresses import checked
from core.japanese import excerpt
from core.models import SiteSettings
from core.site_urls import absolute
from images.renditions import HasRenditions

DESCRIPTION_LIMIT = 120
#: Kinds of pages that an owner can exclude from search engines. Search results always are.
MODELS: dict[str, type[Model]] = {
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
    """Image for link previews: absolute URL, size in pixels, alternative text, media type."""

    url: str
    width: int
    height: int
    alt: str
    type: str

    @classmethod
    def from_image(cls, image: HasRenditions | None, alt: str = "") -> Self | None:
        """Return the copy of `image` for link previews, or None if there is none."""
        size = image.link_preview if image else None
        if image is None or size is None:
            return None
        return cls(absolute(size.url), size.width, size.height, alt or image.alt, size.type)


@dataclass(frozen=True)
class FeedLink:
    """A feed for autodiscovery (link rel="alternate")."""

    title: str
    type: str
    url: str


@dataclass(frozen=True)
class Metadata:
    """Metadata of one page. `url` is the canonical URL; it is empty for pages without one."""

    title: str
    description: str
    url: str
    og_type: str = "website"
    is_indexed: bool = True
    locale: str = ""
    picture: Picture | None = None
    feeds: list[FeedLink] = field(default_factory=list)


def of_entry(entry: Entry, blog_settings: BlogSettings) -> Metadata:
    """Return the metadata of a post or page; its image is the cover, else the default cover."""
    category = entry.category if isinstance(entry, Post) else None
    return Metadata(
        title=entry.title,
        description=description_of(entry),
        url=checked(entry.canonical_url) or absolute(entry.get_absolute_url()),
        og_type="article" if isinstance(entry, Post) else "website",
        is_indexed=not entry.noindex and is_indexed(blog_settings, kind_of(entry)),
        locale=OG_LOCALES.get(entry.language, entry.language),
        picture=Picture.from_image(entry.cover, entry.cover_alt)
        or Picture.from_image(blog_settings.default_cover),
        feeds=feed_links(blog_settings.site, category),
    )


def of_list(
    blog_settings: BlogSettings,
    *,
    subject: Subject | None = None,
    month: date | None = None,
    page: int = 1,
) -> Metadata:
    """Return the metadata of the home page, or of the list of posts of `subject` or `month`.

    Each page of a list is its own canonical URL, because its posts are on no other page.
    """
    site = blog_settings.site
    avatar = Picture.from_image(subject.avatar) if isinstance(subject, Author) else None
    return Metadata(
        title=_title(subject, month) or site.name,
        description=_description(subject)
        or blog_settings.meta_description
        or site.description
        or site.tagline,
        url=_page_url(list_url(subject, month), page),
        og_type="profile" if isinstance(subject, Author) else "website",
        is_indexed=is_indexed(blog_settings, "archives" if month else kind_of(subject)),
        locale=OG_LOCALES.get(site.language, site.language),
        picture=avatar or Picture.from_image(blog_settings.default_cover),
        feeds=feed_links(site, subject),
    )


def unindexed(site: SiteSettings, subject: Subject | None = None) -> Metadata:
    """Return the metadata of a page with noindex."""
    return Metadata(site.name, "", "", is_indexed=False, feeds=feed_links(site, subject))


def kind_of(subject: object) -> str:
    """Return the kind of page of `subject` (a key of KINDS), or "" for the home page."""
    return next((kind for kind, model in MODELS.items() if isinstance(subject, model)), "")


def is_indexed(blog_settings: BlogSettings, kind: str) -> bool:
    """Whether search engines may index pages of this kind; the sitemap omits the others."""
    return not blog_settings.site.noindex and kind not in blog_settings.unindexed


def description_of(entry: Entry) -> str:
    """Return the meta description of an entry, in one line."""
    return entry.meta_description or excerpt(entry.summary, DESCRIPTION_LIMIT)


def list_url(subject: Subject | None = None, month: date | None = None) -> str:
    """Return the absolute URL of the first page of a list."""
    if subject is not None:
        return absolute(subject.get_absolute_url())
    if month is not None:
        return absolute(reverse("blog:archive_month", args=[month.year, month.month]))
    return absolute(reverse("blog:home"))


def feed_links(site: SiteSettings, subject: Subject | None = None) -> list[FeedLink]:
    """Return the feeds of the site in every format, and the RSS feed of `subject`."""
    links = [
        FeedLink(f"{site.name} ({kind.upper()})", FEED_TYPES[kind], feed_path(kind))
        for kind in FEED_TYPES
    ]
    scope = scope_of(subject)
    if scope:
        path = feed_path("rss", scope, subject)
        links.append(FeedLink(f"{subject} | {site.name}", FEED_TYPES["rss"], path))
    return links


def _title(subject: Subject | None, month: date | None) -> str:
    if month is not None:
        return date_format(month, "YEAR_MONTH_FORMAT")
    return str(subject or "")


def _description(subject: Subject | None) -> str:
    text = strip_tags(subject.bio_html) if isinstance(subject, Author) else ""
    return excerpt(normalize("NFC", text or getattr(subject, "description", "")), DESCRIPTION_LIMIT)


def _page_url(url: str, page: int) -> str:
    return f"{url}?page={page}" if page > 1 else url

"""XML sitemap of all public pages that may be indexed.

One file, or an index of files if there are more than MAX_URLS URLs (sitemaps.org allows 50,000 per
file; smaller files are read sooner).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.core.paginator import EmptyPage, Paginator
from django.db.models import Max, Model, QuerySet, TextField, Value
from django.db.models.functions import Greatest
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from blog.feeds.paths import Subject
from blog.http import BlogRequest
from blog.models import Author, BlogSettings, Category, Page, Post, Series, Tag
from blog.seo.metadata import is_indexed
from core.site_urls import absolute

MAX_URLS = 5_000
XML = "application/xml; charset=utf-8"
# Placeholder for the slug in a URL.
_PLACEHOLDER = "place"
# A slug or path, and timestamps of the last changes.
Row = tuple[str, *tuple[datetime | None, ...]]


class SitemapSection:
    """A section of the sitemap: rows of a slug and timestamps.

    For speed with thousands of rows, they are tuples, and `reverse` is called once per section.
    """

    limit = MAX_URLS
    view_name: str

    def rows(self) -> "Sequence[Row] | QuerySet[Model, Row]":
        """Return the rows, as a list or a queryset of tuples."""
        raise NotImplementedError

    @cached_property
    def paginator(self) -> Paginator[Row]:
        """Paginator with one page per file, cached for its count."""
        return Paginator(self.rows(), self.limit)

    def urls(self, page: int = 1) -> list[str]:
        """Return the `url` elements of one file."""
        url = absolute(reverse(self.view_name, args=[_PLACEHOLDER]))
        prefix, suffix = url.rsplit(_PLACEHOLDER, 1)
        return [
            _url(f"{prefix}{quote(key)}{suffix}", filter(None, timestamps))
            for key, *timestamps in self.paginator.page(page).object_list
        ]


class HomeSitemap(SitemapSection):
    """The home page, with the date of the newest post."""

    def rows(self) -> list[Row]:
        return [("", Post.objects.published().aggregate(at=Max("published_at"))["at"])]

    def urls(self, page: int = 1) -> list[str]:
        return [
            _url(absolute(reverse("blog:home")), filter(None, timestamps))
            for _key, *timestamps in self.paginator.page(page).object_list
        ]


class EntrySitemap(SitemapSection):
    """Public posts or pages without noindex and without a canonical URL of their own."""

    def __init__(self, model: type[Post] | type[Page]) -> None:
        self.model = model
        self.view_name = f"blog:{model._meta.model_name}_detail"

    def rows(self) -> "QuerySet[Model, Row]":
        """Return slug and both timestamps; the later one counts as the last change."""
        entries = self.model.objects.published().filter(noindex=False, canonical_url="")
        rows: QuerySet[Model, Row] = entries.order_by("pk").values_list(
            "slug", "updated_at", "published_at"
        )
        return rows


class PublicPosts:
    """When each public post changed last: read once for all terms and authors of one answer.

    The columns of moments come after the texts in a row of SQLite, which therefore reads whole texts
    to get to them. A join with the posts for each kind of term did so for every tag of a post.
    """

    @cached_property
    def changes(self) -> dict[int, datetime]:
        """The moment of the last news by the key of the post."""
        return {pk: at for pk, at, _category, _series in self._rows}

    @cached_property
    def _rows(self) -> list[tuple[int, datetime, int | None, int | None]]:
        at = Greatest("updated_at", "published_at")
        rows = Post.objects.published().order_by().annotate(at=at)
        return list(rows.values_list("pk", "at", "category", "series"))

    def latest(self, model: type[Any]) -> dict[int, datetime]:
        """Return the moment of the last change by the key of the term or author; only those in use."""
        latest: dict[int, datetime] = {}
        for key, at in self._pairs(model):
            if key not in latest or at > latest[key]:
                latest[key] = at
        return latest

    def _pairs(self, model: type[Any]) -> Iterable[tuple[int, datetime]]:
        """Yield the key of a term or author, and the moment of a post of it."""
        if model is Category or model is Series:
            column = 2 if model is Category else 3
            yield from ((row[column], row[1]) for row in self._rows if row[column] is not None)  # type: ignore[misc]
        for name, key, post in self._links:
            if name == model._meta.model_name and post in self.changes:
                yield key, self.changes[post]

    @cached_property
    def _links(self) -> list[tuple[str, int, int]]:
        """Return (name of the model, key, key of the post) of further categories, tags and authors."""
        fields: dict[type[Any], Any] = {
            Category: Post.further_categories,
            Tag: Post.tags,
            Author: Post.authors,
        }
        parts: list[QuerySet[Any]] = [
            field.through.objects.order_by()
            .annotate(model=Value(model._meta.model_name, output_field=TextField()))
            .values_list("model", f"{model._meta.model_name}_id", "post_id")
            for model, field in fields.items()
        ]
        return list(parts[0].union(*parts[1:], all=True))


class SubjectSitemap(SitemapSection):
    """Terms and authors with a public post."""

    def __init__(self, model: type[Subject], posts: PublicPosts) -> None:
        self.model = model
        self.posts = posts
        self.view_name = f"blog:{model._meta.model_name}_detail"

    def rows(self) -> list[Any]:
        """Those with a public post, each with the moment of the last change among them."""
        latest = self.posts.latest(self.model)
        rows = self.model.objects.order_by("pk").values_list(
            "pk", "path" if self.model is Category else "slug"
        )
        return [(key, latest[pk]) for pk, key in rows if pk in latest]


def _url(location: str, timestamps: Iterable[datetime]) -> str:
    """Return one `url` element; the location is percent-encoded, so it needs no escaping."""
    latest = max(timestamps, default=None)
    lastmod = f"<lastmod>{timezone.localtime(latest):%Y-%m-%d}</lastmod>" if latest else ""
    return f"<url><loc>{location}</loc>{lastmod}</url>"


def _response(urls: Iterable[str]) -> HttpResponse:
    """Return a sitemap file with the `url` elements."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *urls,
        "</urlset>",
    ]
    return HttpResponse("\n".join(lines), content_type=XML)


def sections(blog_settings: BlogSettings) -> dict[str, SitemapSection]:
    """Return the sections of the sitemap by kind of page, for the kinds that may be indexed."""
    posts = PublicPosts()
    all_sections: dict[str, SitemapSection] = {
        "home": HomeSitemap(),
        "posts": EntrySitemap(Post),
        "pages": EntrySitemap(Page),
        "categories": SubjectSitemap(Category, posts),
        "tags": SubjectSitemap(Tag, posts),
        "series": SubjectSitemap(Series, posts),
        "authors": SubjectSitemap(Author, posts),
    }
    return {kind: part for kind, part in all_sections.items() if is_indexed(blog_settings, kind)}


@require_safe
def index(request: BlogRequest) -> HttpResponse:
    """Return the sitemap, or the index of its files if there are more than MAX_URLS URLs."""
    parts = sections(request.blog_settings)
    pages = {name: part.paginator for name, part in parts.items()}
    if sum(paginator.count for paginator in pages.values()) <= MAX_URLS:
        return _response(url for part in parts.values() for url in part.urls())
    files = [
        {"location": absolute(reverse("blog:sitemap_section", args=[name, number]))}
        for name, paginator in pages.items()
        if paginator.count
        for number in paginator.page_range
    ]
    return render(request, "sitemap_index.xml", {"sitemaps": files}, content_type=XML)


@require_safe
def section(request: BlogRequest, name: str, number: int) -> HttpResponse:
    """Return one file of the sitemap index."""
    part = sections(request.blog_settings).get(name)
    if part is None:
        raise Http404
    try:
        return _response(part.urls(page=number))
    except EmptyPage:
        raise Http404 from None

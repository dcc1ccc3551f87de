"""What crawlers should know of: everything public that wants to be found, and nothing else.

One file while there are few addresses, an index of files when there are many (sitemaps.org allows
50,000 in a file; smaller files are read sooner).
"""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage, Paginator
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from blog.metadata import is_indexed
from blog.models import Author, Category, Page, Post, Series, Tag
from blog.querysets import public_now
from core.models import SiteSettings
from core.site_urls import absolute

MAX_URLS = 5_000
XML = "application/xml; charset=utf-8"


class OwnSitemap(Sitemap[Any]):
    """Addresses on the configured origin, whatever host name a request came by."""

    limit = MAX_URLS

    @cached_property
    def paginator(self) -> Paginator[Any]:
        """Its files; counted once, asked several times."""
        return super().paginator

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.BASE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.BASE_URL).netloc


class HomeSitemap(OwnSitemap):
    """The home page, as fresh as the newest post."""

    def items(self) -> list[str]:
        return ["blog:home"]

    def location(self, item: str) -> str:
        return reverse(item)

    def lastmod(self, item: str) -> datetime | None:
        newest: datetime | None = Post.objects.published().aggregate(at=Max("published_at"))["at"]
        return newest


class EntrySitemap(OwnSitemap):
    """Posts or pages: not those that hide from search engines or that belong to another address."""

    def __init__(self, model: type[Post] | type[Page]) -> None:
        self.model = model

    def items(self) -> Any:
        rows = self.model.objects.published().filter(noindex=False, canonical_url="")
        return rows.order_by("pk").only("slug", "updated_at", "published_at")

    def lastmod(self, item: Post | Page) -> datetime:
        """Nothing of an entry was news before it was public."""
        return max(item.updated_at, item.published_at or item.updated_at)


class SubjectSitemap(OwnSitemap):
    """Terms in use, and authors with a public post."""

    def __init__(self, model: type[Any]) -> None:
        self.model = model

    def items(self) -> Any:
        """Those with a public post, each with the moment of the last change among them."""
        public = public_now(prefix="posts__")
        changed = Max("posts__updated_at", filter=public)
        published = Max("posts__published_at", filter=public)
        rows = self.model.objects.annotate(changed_at=changed, newest_at=published)
        return rows.exclude(newest_at=None).order_by("pk")

    def lastmod(self, item: Any) -> datetime:
        newest: datetime = max(item.changed_at, item.newest_at)
        return newest


def sections(site: SiteSettings) -> dict[str, OwnSitemap]:
    """Return the parts of the sitemap by name: kinds of pages that may be indexed."""
    parts: dict[str, OwnSitemap] = {
        "home": HomeSitemap(),
        "posts": EntrySitemap(Post),
        "pages": EntrySitemap(Page),
        "categories": SubjectSitemap(Category),
        "tags": SubjectSitemap(Tag),
        "series": SubjectSitemap(Series),
        "authors": SubjectSitemap(Author),
    }
    return {name: part for name, part in parts.items() if is_indexed(site, name)}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The sitemap, or the index of its parts where it would hold more than MAX_URLS addresses."""
    parts = sections(request.site)  # type: ignore[arg-type]
    pages = {name: part.paginator for name, part in parts.items()}
    if sum(paginator.count for paginator in pages.values()) <= MAX_URLS:
        urls = [url for part in parts.values() for url in part.get_urls()]
        return render(request, "sitemap.xml", {"urlset": urls}, content_type=XML)
    files = [
        {"location": absolute(reverse("blog:sitemap_section", args=[name, number]))}
        for name, paginator in pages.items()
        if paginator.count
        for number in paginator.page_range
    ]
    return render(request, "sitemap_index.xml", {"sitemaps": files}, content_type=XML)


@require_safe
def section(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """One file of a sitemap that has an index."""
    part = sections(request.site).get(name)  # type: ignore[arg-type]
    if part is None:
        raise Http404
    try:
        urls = part.get_urls(page=number)
    except EmptyPage:
        raise Http404 from None
    return render(request, "sitemap.xml", {"urlset": urls}, content_type=XML)

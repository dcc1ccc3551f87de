"""Feed views of the blog and its terms and authors, and the page that explains each feed.

A feed contains the newest public posts with their whole text. The identifiers of items do not
depend on slugs. After a change of slug the URL of a feed redirects to the new one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import SyndicationFeed
from django.views.decorators.http import require_safe

from blog.feeds import content as feed_content
from blog.feeds.follow_links import feedly_url
from blog.feeds.formats import AtomFeed, JsonFeed, RssFeed, without_control_characters
from blog.feeds.paths import SUBJECTS, Subject, feed_path
from blog.http import BlogRequest
from blog.models import Author, BlogSettings, Category, Entry, Post, PreviousPath, Tag
from blog.queries import term_names
from blog.querysets import PostQuerySet
from blog.redirects import slug_history
from core.error_pages import gone
from core.models import SiteSettings
from core.moments import machine_time
from core.site_urls import absolute, site_host, with_query

MAX_ITEMS = 20
GUIDE_ITEMS = 10


@dataclass(frozen=True)
class Source:
    """Source of a feed: the whole blog, or one category, tag, series or author."""

    scope: str
    subject: Subject | None
    blog_settings: BlogSettings

    @property
    def site(self) -> SiteSettings:
        return self.blog_settings.site

    @property
    def title(self) -> str:
        """Name of the subject, if any, and of the site."""
        return f"{self.subject} | {self.site.name}" if self.subject else self.site.name

    @property
    def description(self) -> str:
        """Description of the subject or the site; never empty, because RSS requires one."""
        description = "" if self.subject is None else getattr(self.subject, "description", "")
        return description or self.site.description or self.site.tagline or self.title

    @property
    def page_path(self) -> str:
        """Path of the page with the same posts."""
        return self.subject.get_absolute_url() if self.subject else reverse("blog:home")

    def path(self, kind: str) -> str:
        """Path of the feed in the format `kind` ("rss", "atom", "json"), or of its "guide"."""
        return feed_path(kind, self.scope, self.subject)

    @property
    def posts(self) -> PostQuerySet:
        """Its public posts, newest first."""
        posts: PostQuerySet = Post.objects.published().newest_first()
        if isinstance(self.subject, Category):
            return posts.in_category(self.subject.path)
        if isinstance(self.subject, Author):
            return posts.by_author(self.subject)
        if isinstance(self.subject, Tag):
            return posts.filter(tags=self.subject)
        return posts if self.subject is None else posts.filter(series=self.subject)


@require_safe
def rss(request: BlogRequest, scope: str, slug: str = "") -> HttpResponse:
    """RSS 2.0."""
    return _feed(request, scope, slug, "rss", RssFeed)


@require_safe
def atom(request: BlogRequest, scope: str, slug: str = "") -> HttpResponse:
    """Atom (RFC 4287)."""
    return _feed(request, scope, slug, "atom", AtomFeed)


@require_safe
def json(request: BlogRequest, scope: str, slug: str = "") -> HttpResponse:
    """JSON Feed 1.1."""
    return _feed(request, scope, slug, "json", JsonFeed)


@require_safe
def guide(request: BlogRequest, scope: str, slug: str = "") -> HttpResponse:
    """Explain the feed: its URLs in each format, and its current posts."""
    source = _get_source(request, scope, slug)
    if source is None:
        return _redirect_or_404(request, scope, slug, "guide")
    context = {
        "source": source,
        "subject": source.subject,
        "posts": source.posts.for_card()[:GUIDE_ITEMS],
        "feed_url": absolute(source.path("rss")),
        "atom_url": absolute(source.path("atom")),
        "json_url": absolute(source.path("json")),
        "feedly_url": feedly_url(absolute(source.path("rss"))),
        "noindex": True,
    }
    return render(request, "blog/feed_guide.html", context)


def entry_id(entry: Entry, blog_settings: BlogSettings | None = None) -> str:
    """Return the permanent identifier of `entry`: a tag URI (RFC 4151) without slug and title.

    It contains the primary key, the date of creation, which RFC 4151 requires, and the host of the
    first publication (BlogSettings.id_host).
    """
    host = (blog_settings or BlogSettings.load()).id_host or site_host()
    kind = entry._meta.model_name
    return f"tag:{host},{entry.created_at:%Y-%m-%d}:{kind}/{entry.pk}"


def _get_source(request: BlogRequest, scope: str, slug: str) -> Source | None:
    """Return the source of the feed, or None. Authors without a public post have no feed."""
    if not scope:
        return Source("", None, request.blog_settings)
    model, field = SUBJECTS[scope]
    subjects: QuerySet[Any] = (
        Author.objects.public() if model is Author else model._default_manager.all()
    )
    subject = subjects.filter(**{field: slug}).first()
    return Source(scope, subject, request.blog_settings) if subject else None


def _redirect_or_404(request: BlogRequest, scope: str, slug: str, kind: str) -> HttpResponse:
    """Redirect to the feed of the subject that had this slug before; else raise Http404.

    The feed of a trashed term redirects to that of its successor. Without a successor the response
    is 410, so that feed readers stop polling.
    """
    model, field = SUBJECTS[scope]
    if former := slug_history.trashed_term(model, **{field: slug}):
        successor = former.successor()
        if successor is None:
            return gone(request)
        location = with_query(feed_path(kind, scope, successor), request)
        return HttpResponsePermanentRedirect(location)
    path = unquote(reverse(f"blog:{scope}_detail", args=[slug]))
    old = PreviousPath.objects.filter(path=normalize("NFC", path)).first()
    target = slug_history.current_target(old.target) if old else None
    if not isinstance(target, model) or not _get_source(request, scope, getattr(target, field)):
        raise Http404
    return HttpResponsePermanentRedirect(with_query(feed_path(kind, scope, target), request))


def _feed(
    request: BlogRequest, scope: str, slug: str, kind: str, generator: type[SyndicationFeed]
) -> HttpResponse:
    """Return the feed. Caches must revalidate it.

    They revalidate by ETag, without Last-Modified: the date of the newest post can go back when a
    post is removed.
    """
    source = _get_source(request, scope, slug)
    if source is None:
        return _redirect_or_404(request, scope, slug, kind)
    feed = _build(source, kind, generator)
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)  # type: ignore[attr-defined]
    patch_cache_control(response, no_cache=True)
    return response


def _build(source: Source, kind: str, generator: type[SyndicationFeed]) -> SyndicationFeed:
    clean = without_control_characters
    home = absolute(reverse("blog:home"))
    feed = generator(
        title=clean(source.title),
        link=absolute(source.page_path),
        description=clean(source.description),
        subtitle=clean(source.description),
        language=source.site.language,
        author_name=clean(source.site.name),
        author_link=home,
        feed_url=absolute(source.path(kind)),
        ttl=60,
    )
    posts = list(source.posts.for_feed()[:MAX_ITEMS])
    terms = term_names(posts)
    for post, content in zip(
        posts, feed_content.contents(posts, source.blog_settings), strict=True
    ):
        _add_item(feed, post, terms[post.pk], clean(content), source.blog_settings)
    return feed


def _add_item(
    feed: SyndicationFeed,
    post: Post,
    terms: Sequence[str],
    content: str,
    blog_settings: BlogSettings,
) -> None:
    """Add a post with the names of its terms. Its date of change is not earlier than its publication."""
    clean = without_control_characters
    published = post.published_at or post.updated_at
    preview = post.cover.link_preview if post.cover else None
    feed.add_item(
        title=clean(post.title),
        link=absolute(post.get_absolute_url()),
        description=clean(feed_content.summary_html(post, blog_settings)),
        pubdate=machine_time(published),
        updateddate=machine_time(max(published, post.updated_at)),
        unique_id=entry_id(post, blog_settings),
        unique_id_is_permalink=False,
        categories=[clean(name) for name in terms],
        summary=clean(post.summary),
        content=content,
        image=absolute(preview.url) if preview else "",
        language=post.language,
        authors=[
            {"name": clean(author.name), "url": absolute(author.get_absolute_url())}
            for author in (authorship.author for authorship in post.authorships.all())
        ],
    )

"""Feeds of the blog and of its parts, and the page that explains each of them.

A feed holds the newest public posts with their whole text. Identifiers survive every change of
slug, and the feed of a thing that was renamed redirects to its new address.
"""

from dataclasses import dataclass
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import SyndicationFeed
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from blog import feed_content, moves
from blog.feed_formats import AtomFeed, JsonFeed, RssFeed, without_control_characters
from blog.following import feedly_url
from blog.models import Author, Category, Entry, OldPath, Post, Series, Tag
from blog.querysets import PostQuerySet
from blog.views.errors import gone
from core.models import SiteSettings
from core.site_urls import absolute

MAX_ITEMS = 20
GUIDE_ITEMS = 10
# Scope of a feed: the model of its subject and the field that its address holds.
SUBJECTS: dict[str, tuple[type[Any], str]] = {
    "category": (Category, "path"),
    "tag": (Tag, "slug"),
    "series": (Series, "slug"),
    "author": (Author, "slug"),
}


@dataclass(frozen=True)
class Source:
    """What a feed is about: the whole blog, or one category, tag, series or author."""

    scope: str
    subject: Any
    site: SiteSettings

    @property
    def title(self) -> str:
        """The name of the subject before that of the site."""
        return f"{self.subject} | {self.site.name}" if self.subject else self.site.name

    @property
    def description(self) -> str:
        """What the subject is about; never empty, as RSS asks for something."""
        about = "" if self.subject is None else getattr(self.subject, "description", "")
        return about or self.site.description or self.site.tagline or self.title

    @property
    def page_path(self) -> str:
        """Path of the page with the same posts."""
        return self.subject.get_absolute_url() if self.subject else reverse("blog:home")

    def path(self, kind: str) -> str:
        """Path of the feed as "rss", "atom", "json", or of its "guide"."""
        return feed_path(kind, self.scope, self.subject)

    @property
    def posts(self) -> PostQuerySet:
        """Its public posts, newest first."""
        posts: PostQuerySet = Post.objects.published().newest_first()
        if self.scope == "category":
            return posts.in_category(self.subject)
        if self.scope == "author":
            return posts.by_author(self.subject)
        if self.scope == "tag":
            return posts.filter(tags=self.subject)
        return posts.filter(series=self.subject) if self.scope == "series" else posts


def feed_path(kind: str, scope: str = "", subject: Any = None) -> str:
    """Return the path of a feed: `kind` is "rss", "atom", "json" or "guide"."""
    if not scope:
        return reverse(f"blog:feed_{kind}")
    field = SUBJECTS[scope][1]
    return reverse(f"blog:{scope}_feed_{kind}", args=[getattr(subject, field)])


def scope_of(subject: Any) -> str:
    """Return the scope whose feeds are about `subject`, or "" where there is none."""
    return next((scope for scope, (model, _) in SUBJECTS.items() if isinstance(subject, model)), "")


@require_safe
def rss(request: HttpRequest, scope: str, slug: str = "") -> HttpResponse:
    """RSS 2.0."""
    return _feed(request, scope, slug, "rss", RssFeed)


@require_safe
def atom(request: HttpRequest, scope: str, slug: str = "") -> HttpResponse:
    """Atom (RFC 4287)."""
    return _feed(request, scope, slug, "atom", AtomFeed)


@require_safe
def json(request: HttpRequest, scope: str, slug: str = "") -> HttpResponse:
    """JSON Feed 1.1."""
    return _feed(request, scope, slug, "json", JsonFeed)


@require_safe
def guide(request: HttpRequest, scope: str, slug: str = "") -> HttpResponse:
    """Show people what a feed is, its addresses, and what is in it at present."""
    source = _find(request, scope, slug)
    if source is None:
        return _moved(request, scope, slug, "guide")
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


def entry_id(entry: Entry) -> str:
    """Return the identifier of `entry` for ever (a tag URI, RFC 4151): no slug, no title in it.

    The key of the row would do; the day of its creation is what RFC 4151 asks for besides.
    """
    host = urlsplit(settings.BASE_URL).hostname
    kind = entry._meta.model_name
    return f"tag:{host},{entry.created_at:%Y-%m-%d}:{kind}/{entry.pk}"


def _find(request: HttpRequest, scope: str, slug: str) -> Source | None:
    """Return what the feed is about, or None: an author without a public post has no feed."""
    site: Any = request.site
    if not scope:
        return Source("", None, site)
    model, field = SUBJECTS[scope]
    subjects = model.objects.public() if model is Author else model.objects.all()
    subject = subjects.filter(**{field: slug}).first()
    return Source(scope, subject, site) if subject else None


def _moved(request: HttpRequest, scope: str, slug: str, kind: str) -> HttpResponse:
    """Redirect to the feed of what had this slug once; raise Http404 where nothing had.

    The feed of a term in the trash leads to that of the term that took its posts; without one it is
    gone, so that feed readers stop asking.
    """
    model, field = SUBJECTS[scope]
    if former := moves.trashed_at(model, **{field: slug}):
        successor = former.successor()
        if successor is None:
            return gone(request)
        return HttpResponsePermanentRedirect(feed_path(kind, scope, successor))
    path = unquote(reverse(f"blog:{scope}_detail", args=[slug]))
    old = OldPath.objects.filter(path=normalize("NFC", path)).first()
    target = moves.present(old.target) if old else None
    if not isinstance(target, model) or _find(request, scope, getattr(target, field)) is None:
        raise Http404
    return HttpResponsePermanentRedirect(feed_path(kind, scope, target))


def _feed(
    request: HttpRequest, scope: str, slug: str, kind: str, form: type[SyndicationFeed]
) -> HttpResponse:
    """Answer with the feed; caches may keep it but ask each time whether it is still the same."""
    source = _find(request, scope, slug)
    if source is None:
        return _moved(request, scope, slug, kind)
    feed = _filled(source, kind, form)
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)  # type: ignore[attr-defined]
    response["Last-Modified"] = http_date(feed.latest_post_date().timestamp())
    patch_cache_control(response, no_cache=True)
    return response


def _filled(source: Source, kind: str, form: type[SyndicationFeed]) -> SyndicationFeed:
    clean = without_control_characters
    home = absolute(reverse("blog:home"))
    feed = form(
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
    for post, content in zip(posts, feed_content.contents(posts, source.site), strict=True):
        _add(feed, post, clean(content), source.site)
    return feed


def _add(feed: SyndicationFeed, post: Post, content: str, site: SiteSettings) -> None:
    """Add one post. Nothing of it was news before it was public, so that is its earliest change."""
    clean = without_control_characters
    published = post.published_at or post.updated_at
    feed.add_item(
        title=clean(post.title),
        link=absolute(post.get_absolute_url()),
        description=clean(feed_content.summary_html(post, site)),
        pubdate=timezone.localtime(published),
        updateddate=timezone.localtime(max(published, post.updated_at)),
        unique_id=entry_id(post),
        unique_id_is_permalink=False,
        categories=[clean(term.name) for term in (post.category, *post.tags.all()) if term],
        summary=clean(post.summary),
        content=content,
        image=absolute(post.cover.url) if post.cover and post.cover.url else "",
        language=post.language,
        authors=[
            {"name": clean(author.name), "url": absolute(author.get_absolute_url())}
            for author in (authorship.author for authorship in post.authorships.all())
        ],
    )

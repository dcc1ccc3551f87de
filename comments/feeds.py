"""RSS 2.0 feeds of comments: of the whole site, and of one entry with a page that explains it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.feeds.follow_links import feedly_url
from blog.feeds.formats import without_control_characters as clean
from blog.models import Entry
from comments.models import Comment
from comments.querysets import CommentQuerySet
from comments.targets import MODELS, label_of, public_or_404
from core.models import SiteSettings
from core.site_urls import absolute

SIZE = 50


@require_safe
def site_feed(request: HttpRequest) -> HttpResponse:
    """Return the feed of the newest comments on public entries."""
    site = SiteSettings.load()
    feed = Rss201rev2Feed(
        title=clean(_("Comments – %(site)s") % {"site": site.name}),
        link=absolute(reverse("blog:home")),
        description=clean(_("The newest comments on %(site)s") % {"site": site.name}),
        language=translation.get_language(),
        feed_url=absolute(reverse("comments:feed")),
    )
    return _feed_response(feed, Comment.objects.public())


@require_safe
def entry_feed(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Return the feed of the newest comments on one public entry."""
    entry = public_or_404(label, pk)
    feed = Rss201rev2Feed(
        title=clean(_("Comments on “%(title)s”") % {"title": entry.title}),
        link=absolute(entry.get_absolute_url()),
        description=clean(_("The newest comments on “%(title)s”") % {"title": entry.title}),
        language=translation.get_language(),
        feed_url=_feed_url(entry),
    )
    return _feed_response(feed, Comment.objects.for_entry(entry).approved())


@require_safe
def entry_guide(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Explain what the feed of an entry's comments is: browsers show XML, or save it."""
    entry = public_or_404(label, pk)
    feed_url = _feed_url(entry)
    context = {
        "subject": entry,
        "feed_url": feed_url,
        "feedly_url": feedly_url(feed_url),
        "noindex": True,
    }
    return render(request, "comments/feed_guide.html", context)


def _feed_url(entry: Entry) -> str:
    return absolute(reverse("comments:entry_feed", args=[label_of(entry), entry.pk]))


def _feed_response(feed: Rss201rev2Feed, comments: CommentQuerySet) -> HttpResponse:
    """Add the newest SIZE `comments` to the feed and return it, in one query and one per model for titles."""
    newest = list(comments.order_by("-submit_date", "-pk").for_feed()[:SIZE])
    titles = _titles(newest)
    for comment in newest:
        url = absolute(comment.get_absolute_url())
        feed.add_item(
            title=clean(
                _("%(name)s on “%(title)s”")
                % {"name": comment.user_name, "title": titles[comment.entry_key]}
            ),
            link=url,
            unique_id=url,
            unique_id_is_permalink=True,
            description=clean(comment.body_html),
            author_name=clean(comment.user_name),
            pubdate=comment.submit_date,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _titles(comments: list[Comment]) -> dict[str, str]:
    """Return the titles of the entries of `comments`, by entry key."""
    titles: dict[str, str] = {}
    for label, model in MODELS.items():
        keys = {
            c.entry_key.partition(":")[2] for c in comments if c.entry_key.startswith(f"{label}:")
        }
        rows = model.objects.filter(pk__in=keys).values_list("pk", "title") if keys else []
        titles |= {f"{label}:{pk}": title for pk, title in rows}
    return titles

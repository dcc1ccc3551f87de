"""RSS 2.0 of what readers said, over the whole site and for one entry."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comments.entries import MODELS, label_of, public_or_404
from comments.models import Comment
from comments.querysets import CommentQuerySet
from core.models import SiteSettings
from core.site_urls import absolute

SIZE = 50


@require_safe
def site_feed(request: HttpRequest) -> HttpResponse:
    """The newest comments on everything that is public."""
    site = SiteSettings.load()
    feed = Rss201rev2Feed(
        title=_("Comments – %(site)s") % {"site": site.name},
        link=absolute(reverse("blog:home")),
        description=_("The newest comments on %(site)s") % {"site": site.name},
        language=translation.get_language(),
        feed_url=absolute(reverse("comments:feed")),
    )
    return _filled(feed, Comment.objects.public())


@require_safe
def entry_feed(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """The newest comments on one public entry."""
    entry = public_or_404(label, pk)
    feed = Rss201rev2Feed(
        title=_("Comments on “%(title)s”") % {"title": entry.title},
        link=absolute(entry.get_absolute_url()),
        description=_("The newest comments on “%(title)s”") % {"title": entry.title},
        language=translation.get_language(),
        feed_url=absolute(reverse("comments:entry_feed", args=[label_of(entry), entry.pk])),
    )
    return _filled(feed, Comment.objects.for_entry(entry).approved())


def _filled(feed: Rss201rev2Feed, comments: CommentQuerySet) -> HttpResponse:
    """Add the newest of `comments` and answer; two queries more, whatever their number."""
    newest = list(comments.order_by("-submit_date", "-pk").for_feed()[:SIZE])
    titles = _titles(newest)
    for comment in newest:
        address = absolute(comment.get_absolute_url())
        feed.add_item(
            title=_("%(name)s on “%(title)s”")
            % {"name": comment.user_name, "title": titles[comment.entry_key]},
            link=address,
            unique_id=address,
            unique_id_is_permalink=True,
            description=comment.body_html,
            author_name=comment.user_name,
            pubdate=comment.submit_date,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _titles(comments: list[Comment]) -> dict[str, str]:
    """Return the title of each entry that a comment stands on, by the entry's key."""
    titles: dict[str, str] = {}
    for label, model in MODELS.items():
        keys = {
            c.entry_key.partition(":")[2] for c in comments if c.entry_key.startswith(f"{label}:")
        }
        rows = model.objects.filter(pk__in=keys).values_list("pk", "title") if keys else []
        titles |= {f"{label}:{pk}": title for pk, title in rows}
    return titles

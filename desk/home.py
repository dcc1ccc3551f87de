"""Cards of the admin dashboard: drafts, scheduled posts, comments awaiting moderation."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from blog.enums import Status
from blog.models import Post
from comments.enums import OPINIONS, HeldFor, State
from comments.models import Comment
from comments.policy import may_open_queue
from comments.querysets import CommentQuerySet
from core.health import Finding
from desk import health_report

#: Rows of a card; its heading links to the whole list.
ROWS = 5


@dataclass(frozen=True)
class Card:
    """One card of the dashboard. `rows` are the first ROWS of `count`."""

    kind: str
    title: str
    empty: str
    count: int
    rows: list[Any]
    url: str


def cards(user: User | AnonymousUser) -> list[Card]:
    """Return the cards that `user` may see, most urgent first."""
    result = []
    if may_open_queue(user):
        result += _comment_cards(user)
    if user.has_perm("blog.change_post"):
        result += _post_cards(user)
    return result


def faults() -> list[Finding]:
    """Return the warnings and failures of the latest quick and slow health reports."""
    return [*health_report.recent().faults, *health_report.slow().faults]


def _comment_cards(user: User | AnonymousUser) -> list[Card]:
    """Return a card of held comments, preceded by one of requested second opinions if there are any."""
    held = Comment.objects.moderatable_by(user).filter(state=State.HELD)
    for_opinion = Q(held_for=HeldFor.OPINION)
    counts = held.aggregate(waiting=Count("pk"), opinions=Count("pk", filter=for_opinion))
    url = reverse("admin:comments_queue")
    waiting = Card(
        "comments",
        _("Comments awaiting moderation"),
        _("Every comment has been handled."),
        counts["waiting"],
        _newest(held),
        url,
    )
    if not counts["opinions"]:
        return [waiting]
    opinions = Card(
        "opinions",
        _("Second opinions requested"),
        "",
        counts["opinions"],
        _newest(held.filter(for_opinion)),
        f"{url}?state={OPINIONS}",
    )
    return [opinions, waiting]


def _newest(comments: CommentQuerySet) -> list[Comment]:
    newest = Comment.objects.filter(pk__in=comments.order_by("-pk").values("pk")[:ROWS])
    return list(newest.order_by("-pk"))


def _post_cards(user: User | AnonymousUser) -> list[Card]:
    """Return a card per status, with one query for all counts and one for each card's rows."""
    posts = Post.objects.editable_by(user)
    counts = dict(posts.values_list("status").annotate(Count("pk")).order_by())
    rows = posts.only("title", "status", "updated_at", "go_live_at", "published_at")
    texts = {
        Status.IN_REVIEW: (_("In review"), _("No posts are waiting for review.")),
        Status.DRAFT: (_("Drafts"), _("No drafts yet. Start a new post.")),
        Status.SCHEDULED: (_("Upcoming posts"), _("No scheduled posts.")),
    }
    return [
        *_returned_card(user),
        *(
            Card(
                status.value,
                title,
                empty,
                counts.get(status, 0),
                list(rows.filter(status=status).order_by(_order(status), "-pk")[:ROWS]),
                f"{reverse('admin:blog_post_changelist')}?status={status}",
            )
            for status, (title, empty) in texts.items()
            if status != Status.IN_REVIEW or counts.get(status)
        ),
    ]


def _returned_card(user: User | AnonymousUser) -> list[Card]:
    """Return a card of the user's own posts that a review returned, with the remarks; none if there are none."""
    own = Post.objects.filter(authors__user=user.pk).returned()
    rows = list(own.only("title", "status", "updated_at").order_by("-updated_at", "-pk")[:ROWS])
    if not rows:
        return []
    url = f"{reverse('admin:blog_post_changelist')}?status={Status.DRAFT}"
    return [Card("returned", _("Returned to you"), "", own.count(), rows, url)]


def _order(status: Status) -> str:
    """Return the ordering: scheduled posts by date, soonest first; others by last change, newest first."""
    return "go_live_at" if status == Status.SCHEDULED else "-updated_at"

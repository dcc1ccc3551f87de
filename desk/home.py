"""What the admin's home shows: what one has begun, what comes next, who waits for an answer."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from blog.enums import Status
from blog.models import Post
from comments import queue
from comments.enums import State
from comments.models import Comment
from core.health import Finding
from desk import checkup

#: Rows of a card; its head leads to all of them.
ROWS = 5


@dataclass(frozen=True)
class Card:
    """One sheet of the home: its rows are newest first, `count` is how many there are in all."""

    kind: str
    title: str
    empty: str
    count: int
    rows: list[Any]
    url: str


def cards(user: User | AnonymousUser) -> list[Card]:
    """Return the cards that `user` may see, most urgent first."""
    found = []
    if queue.may_open(user):
        found.append(_waiting(user))
    if user.has_perm("blog.change_post"):
        found += _posts(user)
    return found


def faults() -> list[Finding]:
    """Return what is not well with the site, from looks that were taken lately."""
    return [*checkup.recent().faults, *checkup.slow().faults]


def _waiting(user: User | AnonymousUser) -> Card:
    held = Comment.objects.moderatable_by(user).filter(state=State.HELD)
    newest = Comment.objects.filter(pk__in=held.order_by("-pk").values("pk")[:ROWS])
    return Card(
        "comments",
        _("Comments that wait"),
        _("Every comment has its answer."),
        held.count(),
        list(newest.order_by("-pk")),
        reverse("admin:comments_queue"),
    )


def _posts(user: User | AnonymousUser) -> list[Card]:
    """Return a card a status, with one query for all the counts and one for each card's rows."""
    posts = Post.objects.editable_by(user)
    counts = dict(posts.values_list("status").annotate(Count("pk")).order_by())
    rows = posts.only("title", "status", "updated_at", "go_live_at", "published_at")
    texts = {
        Status.IN_REVIEW: (_("In review"), _("Nothing waits for an editor.")),
        Status.DRAFT: (_("Drafts"), _("No draft is open. A good moment to begin one.")),
        Status.SCHEDULED: (_("Coming up"), _("Nothing is scheduled.")),
    }
    return [
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
    ]


def _order(status: Status) -> str:
    """What is scheduled, soonest first; all else, last changed first."""
    return "go_live_at" if status == Status.SCHEDULED else "-updated_at"

"""The sidebar: its pieces in the owner's order, filled from the frame and at most one more query."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, F, Max, Q, QuerySet, TextField, When
from django.utils import timezone

from blog.enums import Period, WidgetKind
from blog.models import Author, Post, SidebarWidget, Tag
from blog.querysets import Moment

#: What stands there until the owner has chosen, with how many rows each.
DEFAULT = (
    (WidgetKind.ABOUT, 5),
    (WidgetKind.RECENT, 5),
    (WidgetKind.CATEGORIES, 5),
    (WidgetKind.ARCHIVE, 12),
)
QUARTER = timedelta(days=90)
MAX_TAGS = 30


@dataclass(frozen=True)
class Widget:
    """A piece of the sidebar; `data` is its stored HTML, or the period that counts."""

    kind: str
    title: str = ""
    count: int = 5
    data: str = ""
    posts: list[Post] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """The owner's title, else the kind's."""
        return self.title or str(WidgetKind(self.kind).label)

    @property
    def body_html(self) -> str:
        """The text of the owner, or about the author, as it was rendered when it was saved."""
        return self.data

    @property
    def slice(self) -> str:
        """The rows that it shows, for the filter of that name."""
        return f":{self.count}"

    @property
    def template(self) -> str:
        """The file that renders it."""
        return f"components/widgets/{self.kind}.html"


def rows() -> QuerySet[Any]:
    """The pieces with `shown`, what the frame needs of their text or options."""
    return SidebarWidget.objects.annotate(
        shown=Case(
            When(kind=WidgetKind.TEXT, then=F("body_html")),
            When(kind=WidgetKind.PROFILE, then=F("author__bio_html")),
            default=F("period"),
            output_field=TextField(),
        )
    )


def profiled(now: Moment) -> QuerySet[Any]:
    """The piece that shows an author, if there is one and readers may know the author at `now`."""
    return SidebarWidget.objects.filter(
        kind=WidgetKind.PROFILE, author__in=Author.objects.public(now).order_by().values("pk")
    )


def tags(now: Moment) -> QuerySet[Any]:
    """The most used tags at `now` with `post_count`; none where no piece shows them."""
    wanted = SidebarWidget.objects.filter(kind=WidgetKind.TAGS)
    most = Tag.objects.in_use(now).values("pk")[:MAX_TAGS]
    return Tag.objects.in_use(now).filter(Exists(wanted), pk__in=most)


def built(found: Sequence[Sequence[Any]]) -> list[Widget]:
    """Return the pieces from rows of (title, kind, order, count, shown); the default without any."""
    if not found:
        return [Widget(kind, count=count) for kind, count in DEFAULT]
    return [Widget(kind, title, count, shown or "") for title, kind, _order, count, shown in found]


def filled(widgets: list[Widget]) -> list[Widget]:
    """Return the pieces with their posts, read with one query where a piece shows posts."""
    shown = [w for w in widgets if w.kind in (WidgetKind.RECENT, WidgetKind.POPULAR)]
    if not shown:
        return widgets
    wanted = Q()
    for widget in shown:
        wanted |= Q(pk__in=_ranked(widget).values("pk")[: widget.count])
    posts = list(Post.objects.published().for_card().filter(wanted).newest_first())
    return [
        Widget(w.kind, w.title, w.count, w.data, _own(w, posts)) if w in shown else w
        for w in widgets
    ]


def _ranked(widget: Widget) -> QuerySet[Any]:
    """All posts that the piece could show, best first."""
    posts: Any = Post.objects.published()
    if widget.kind == WidgetKind.RECENT:
        return posts.newest_first()  # type: ignore[no-any-return]
    posts = posts.filter(comment_count__gt=0)
    if widget.data == Period.QUARTER:
        posts = posts.filter(published_at__gte=timezone.now() - QUARTER)
    return posts.order_by("-comment_count", "-published_at", "-pk")  # type: ignore[no-any-return]


def _own(widget: Widget, posts: list[Post]) -> list[Post]:
    """The posts of one piece, out of those (newest first) that were read for all of them."""
    if widget.kind == WidgetKind.POPULAR:
        oldest = timezone.now() - QUARTER
        posts = [
            post
            for post in posts
            if post.comment_count
            and (widget.data != Period.QUARTER or (post.published_at or oldest) >= oldest)
        ]
        posts.sort(key=lambda post: post.comment_count, reverse=True)  # stable: newest first
    return posts[: widget.count]


# Changes
def keep_default() -> None:
    """Make rows of the default, so that the owner can change it; nothing where there are rows."""
    with transaction.atomic():
        if SidebarWidget.objects.exists():
            return
        SidebarWidget.objects.bulk_create(
            SidebarWidget(kind=kind, count=count, order=place * 10)
            for place, (kind, count) in enumerate(DEFAULT)
        )


def append(widget: SidebarWidget) -> None:
    """Save a new piece as the last one, below the default if the owner had chosen nothing yet."""
    with transaction.atomic():
        if not SidebarWidget.objects.exists():
            keep_default()
            SidebarWidget.objects.filter(kind=widget.kind).exclude(kind=WidgetKind.TEXT).delete()
        last = SidebarWidget.objects.aggregate(last=Max("order"))["last"] or 0
        widget.order = last + 10
        widget.save()


def move(pk: int, steps: int) -> None:
    """Move a piece up (-1) or down (1); the others keep their order."""
    with transaction.atomic():
        widgets = list(SidebarWidget.objects.select_for_update().order_by("order", "pk"))
        at = next((place for place, widget in enumerate(widgets) if widget.pk == pk), None)
        if at is None or not 0 <= at + steps < len(widgets):
            return
        widgets.insert(at + steps, widgets.pop(at))
        for place, widget in enumerate(widgets):
            widget.order = place * 10
        SidebarWidget.objects.bulk_update(widgets, ["order"])

"""Sidebar: its widgets in order, built from rows of the page context and at most one more query."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import Case, F, Max, Q, QuerySet, TextField, When
from django.utils import timezone

from blog.enums import Period, WidgetKind
from blog.models import Author, Post, SidebarWidget
from blog.querysets import Moment, PostQuerySet

#: (title, kind, order, count, data) of a widget.
WidgetRow = tuple[str, str, int, int, str | None]

#: Widgets of a new site, with the number of rows that each shows.
DEFAULT = (
    (WidgetKind.ABOUT, 5),
    (WidgetKind.RECENT, 5),
    (WidgetKind.CATEGORIES, 5),
    (WidgetKind.ARCHIVE, 12),
)
QUARTER = timedelta(days=90)


@dataclass(frozen=True)
class Widget:
    """A widget of the sidebar; `data` is its stored HTML, or the period of popular posts."""

    kind: str
    title: str = ""
    count: int = 5
    data: str = ""
    posts: list[Post] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """The widget's own title, else the label of its kind."""
        return self.title or str(WidgetKind(self.kind).label)

    @property
    def body_html(self) -> str:
        """Stored HTML of the widget's text or of the author's biography."""
        return self.data

    @property
    def slice(self) -> str:
        """Argument for the template filter `slice`: the first `count` rows."""
        return f":{self.count}"

    @property
    def template(self) -> str:
        """Name of the template."""
        return f"components/widgets/{self.kind}.html"


def rows() -> QuerySet[SidebarWidget]:
    """Return the widgets with `shown`, the text or option that the page context needs."""
    return SidebarWidget.objects.annotate(
        shown=Case(
            When(kind=WidgetKind.TEXT, then=F("body_html")),
            When(kind=WidgetKind.PROFILE, then=F("author__bio_html")),
            default=F("period"),
            output_field=TextField(),
        )
    )


def profile_widget(now: Moment) -> QuerySet[SidebarWidget]:
    """Return the profile widget, if there is one and its author is public at `now`."""
    return SidebarWidget.objects.filter(
        kind=WidgetKind.PROFILE, author__in=Author.objects.public(now).order_by().values("pk")
    )


def from_rows(rows: Sequence[WidgetRow]) -> list[Widget]:
    """Return the widgets from rows of `rows()`; the default widgets without rows."""
    if not rows:
        return [Widget(kind, count=count) for kind, count in DEFAULT]
    return [Widget(kind, title, count, shown or "") for title, kind, _order, count, shown in rows]


def filled(widgets: list[Widget]) -> list[Widget]:
    """Return the widgets with their posts; one query if a widget shows posts."""
    with_posts = [w for w in widgets if w.kind in (WidgetKind.RECENT, WidgetKind.POPULAR)]
    if not with_posts:
        return widgets
    condition = Q()
    for widget in with_posts:
        condition |= Q(pk__in=_ranked(widget).values("pk")[: widget.count])
    posts = list(Post.objects.published().for_card().filter(condition).newest_first())
    return [
        Widget(w.kind, w.title, w.count, w.data, _posts_of(w, posts)) if w in with_posts else w
        for w in widgets
    ]


def _ranked(widget: Widget) -> PostQuerySet:
    """Return all posts for the widget in its order: newest, or most comments first."""
    posts = Post.objects.published()
    if widget.kind == WidgetKind.RECENT:
        return posts.newest_first()
    posts = posts.filter(comment_count__gt=0)
    if widget.data == Period.QUARTER:
        posts = posts.filter(published_at__gte=timezone.now() - QUARTER)
    return posts.order_by("-comment_count", "-published_at", "-pk")


def _posts_of(widget: Widget, posts: list[Post]) -> list[Post]:
    """Return the widget's posts out of those (newest first) that were read for all widgets."""
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
def create_defaults() -> None:
    """Create rows of the default widgets, so that they can be edited; nothing if there are rows."""
    with transaction.atomic():
        if SidebarWidget.objects.exists():
            return
        SidebarWidget.objects.bulk_create(
            SidebarWidget(kind=kind, count=count, order=place * 10)
            for place, (kind, count) in enumerate(DEFAULT)
        )


def append(widget: SidebarWidget) -> None:
    """Save a new widget as the last one; create the default widgets first if there are no rows."""
    with transaction.atomic():
        if not SidebarWidget.objects.exists():
            create_defaults()
            SidebarWidget.objects.filter(kind=widget.kind).exclude(kind=WidgetKind.TEXT).delete()
        last = SidebarWidget.objects.aggregate(last=Max("order"))["last"] or 0
        widget.order = last + 10
        widget.save()


def move(pk: int, steps: int) -> None:
    """Move a widget up (-1) or down (1) in the order."""
    with transaction.atomic():
        widgets = list(SidebarWidget.objects.select_for_update().order_by("order", "pk"))
        at = next((place for place, widget in enumerate(widgets) if widget.pk == pk), None)
        if at is None or not 0 <= at + steps < len(widgets):
            return
        widgets.insert(at + steps, widgets.pop(at))
        for place, widget in enumerate(widgets):
            widget.order = place * 10
        SidebarWidget.objects.bulk_update(widgets, ["order"])

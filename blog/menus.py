"""Menus: what an entry leads to, the tree that readers see, and the one way to change a menu."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy

from blog.enums import MenuKind, MenuPlace
from blog.models import Author, Category, Menu, MenuItem, Page, Post, Series, Tag
from blog.querysets import Moment


@dataclass(frozen=True)
class Link:
    """What readers see of an entry; a heading has no `url`."""

    name: str
    url: str = ""
    children: tuple["Link", ...] = ()


@dataclass(frozen=True)
class Target:
    """A kind of row that entries lead to: those that readers see, their name, key and address."""

    public: Callable[..., QuerySet[Any]]  # at a moment, default the present
    name: str
    key: str
    url_name: str


TARGETS: dict[str, Target] = {
    MenuKind.PAGE: Target(Page.objects.published, "title", "slug", "blog:page_detail"),
    MenuKind.CATEGORY: Target(
        lambda _now=None: Category.objects.all(), "name", "path", "blog:category_detail"
    ),
    MenuKind.SERIES: Target(
        lambda _now=None: Series.objects.all(), "name", "slug", "blog:series_detail"
    ),
    MenuKind.TAG: Target(lambda _now=None: Tag.objects.all(), "name", "slug", "blog:tag_detail"),
    MenuKind.AUTHOR: Target(Author.objects.public, "name", "slug", "blog:author_detail"),
    MenuKind.POST: Target(Post.objects.published, "title", "slug", "blog:post_detail"),
}


#: Pages that every blog has, as (URL name, label); other apps add theirs with `offer`.
PLACES: list[tuple[str, Any]] = [
    ("blog:home", gettext_lazy("Home")),
    ("blog:feed_guide", gettext_lazy("RSS and other feeds")),
]


def offer(url_name: str, label: Any) -> None:
    """Let the menu editor offer a page of another app; called in its AppConfig.ready()."""
    if (url_name, label) not in PLACES:
        PLACES.append((url_name, label))


class MenuChangedError(Exception):
    """Somebody else has kept the menu in the meantime."""


def keep(place: MenuPlace, items: Sequence[MenuItem], *, version: int) -> None:
    """Replace the entries of a menu by `items`, in their order; `version` is what the editor saw.

    No items bring the default back. Raises MenuChangedError, and writes nothing, where the menu has another
    version by now.
    """
    with transaction.atomic():
        menu, _created = Menu.objects.get_or_create(place=place)
        same = Menu.objects.filter(pk=menu.pk, version=version)
        if not same.update(version=F("version") + 1):
            raise MenuChangedError
        menu.items.all().delete()
        for order, item in enumerate(items):
            item.pk, item.menu, item.order = None, menu, order
        MenuItem.objects.bulk_create(items)


def rows(now: Moment) -> QuerySet[MenuItem]:
    """Every entry at `now` with `shown_name`, `key` and `about` (place and kind), for the frame's query.

    `key` is NULL where the entry leads to what readers do not see; `shown_name` is then what the
    owner wrote, if anything.
    """
    names = [
        When(kind=kind, then=_of(target, target.name, now)) for kind, target in TARGETS.items()
    ]
    keys = [When(kind=kind, then=_of(target, target.key, now)) for kind, target in TARGETS.items()]
    return MenuItem.objects.annotate(
        shown_name=Case(When(~Q(label=""), then=F("label")), *names, default=F("url")),
        key=Case(*keys, default=F("url")),
        about=Concat("menu__place", Value(" "), "kind"),
    )


def trees(found: Iterable[Sequence[Any]]) -> dict[str, list[Link]]:
    """Return the menus by place, from rows of (name, key, order, level, about) in order.

    An entry whose target readers do not see is left out. Those below it stay: under its label, if
    the owner wrote one, else in its place.
    """
    menus: dict[str, list[_Branch]] = {}
    for name, key, _order, level, about in found:
        place, kind = about.split()
        menu = menus.setdefault(place, [])
        branch = _Branch(name or "", address(kind, key or ""))
        (menu[-1].children if level and menu else menu).append(branch)
    return {place: [link for top in menu for link in top.links()] for place, menu in menus.items()}


def address(kind: str, key: str) -> str:
    """Return where an entry leads; empty for a heading and for what readers do not see."""
    target = TARGETS.get(kind)
    return reverse(target.url_name, args=[key]) if target and key else key


@dataclass
class _Branch:
    """An entry while the tree grows."""

    name: str
    url: str
    children: list["_Branch"] = field(default_factory=list)

    def links(self) -> Iterator[Link]:
        """What readers see of the entry and those below it."""
        below = tuple(Link(child.name, child.url) for child in self.children if child.url)
        if self.url or (self.name and below):
            yield Link(self.name or self.url, self.url, below)
        else:
            yield from below


def _of(target: Target, column: str, now: Moment) -> Subquery:
    rows = target.public(now).filter(pk=OuterRef("target")).order_by()
    return Subquery(rows.values(column)[:1])

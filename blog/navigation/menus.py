"""Menus: targets of menu items, the tree that readers see, and saving a menu."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from blog.enums import MenuKind, MenuPlace
from blog.models import Author, Category, Menu, MenuItem, Page, Post, Series, Tag
from blog.querysets import Moment
from core.addresses import checked


@dataclass(frozen=True)
class Link:
    """A menu item as readers see it; a heading has no `url`."""

    name: str
    url: str = ""
    children: tuple["Link", ...] = ()


@dataclass(frozen=True)
class Target:
    """A model that menu items link to: its public rows, the fields of name and key, the URL name."""

    public: Callable[..., QuerySet[Any]]  # at a time, by default now
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


#: (name, key, order, level, "place kind") of an item, as `rows` and the editor give it.
MenuRow = tuple[str | None, str | None, int, int, str]

#: Pages that every site has, as (URL name, label); other apps add theirs with `offer`.
PAGES: list[tuple[str, str | Promise]] = [
    ("blog:home", gettext_lazy("Home")),
    ("blog:feed_guide", gettext_lazy("RSS and other feeds")),
]


def offer(url_name: str, label: str | Promise) -> None:
    """Offer a page of another app in the menu editor; called in its AppConfig.ready()."""
    if (url_name, label) not in PAGES:
        PAGES.append((url_name, label))


class MenuChangedError(Exception):
    """Another person has saved the menu since it was loaded."""


def save(place: MenuPlace, items: Sequence[MenuItem], *, version: int) -> None:
    """Replace the items of a menu by `items`, in their order; `version` is the one that was edited.

    Without items, readers see the default menu. Raises MenuChangedError, and saves nothing, if the menu has
    another version by now.
    """
    with transaction.atomic():
        menu, _created = Menu.objects.get_or_create(place=place)
        unchanged = Menu.objects.filter(pk=menu.pk, version=version)
        if not unchanged.update(version=F("version") + 1):
            raise MenuChangedError
        menu.items.all().delete()
        for order, item in enumerate(items):
            item.pk, item.menu, item.order = None, menu, order
        MenuItem.objects.bulk_create(items)


def rows(now: Moment) -> QuerySet[MenuItem]:
    """Return all menu items with `shown_name`, `key` and `about` ("place kind") for the page context.

    `key` is NULL if the target is not public at `now`; `shown_name` is then the item's own label, if it has
    one.
    """
    names = [
        When(kind=kind, then=_subquery(target, target.name, now))
        for kind, target in TARGETS.items()
    ]
    keys = [
        When(kind=kind, then=_subquery(target, target.key, now)) for kind, target in TARGETS.items()
    ]
    return MenuItem.objects.annotate(
        shown_name=Case(When(~Q(label=""), then=F("label")), *names, default=F("url")),
        key=Case(*keys, default=F("url")),
        about=Concat("menu__place", Value(" "), "kind"),
    )


def trees(rows: Iterable[MenuRow]) -> dict[str, list[Link]]:
    """Return the menus by place, from sorted rows.

    An item whose target is not public is left out. Its children stay: below its own label if it has one,
    else in its place.
    """
    menus: dict[str, list[_Branch]] = {}
    for name, key, _order, level, about in rows:
        place, kind = about.split()
        menu = menus.setdefault(place, [])
        branch = _Branch(name or "", address(kind, key or ""))
        (menu[-1].children if level and menu else menu).append(branch)
    return {place: [link for top in menu for link in top.links()] for place, menu in menus.items()}


def address(kind: str, key: str) -> str:
    """Return the URL of an item; empty for a heading and for a target that is not public."""
    target = TARGETS.get(kind)
    return reverse(target.url_name, args=[key]) if target and key else checked(key)


@dataclass
class _Branch:
    """A menu item with its children while the tree is built."""

    name: str
    url: str
    children: list["_Branch"] = field(default_factory=list)

    def links(self) -> Iterator[Link]:
        """Yield the link of the item with its children, or only the children if it is not shown."""
        below = tuple(Link(child.name, child.url) for child in self.children if child.url)
        if self.url or (self.name and below):
            yield Link(self.name or self.url, self.url, below)
        else:
            yield from below


def _subquery(target: Target, column: str, now: Moment) -> Subquery:
    rows = target.public(now).filter(pk=OuterRef("target")).order_by()
    return Subquery(rows.values(column)[:1])

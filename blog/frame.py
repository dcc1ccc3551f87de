"""What stands around a public page: navigation, feet, logo, and the tags and profiles of its entry.

One query for all of it, because every page pays for it (the page of a post may ask 12 in all).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Self

from django.db.models import (
    Count,
    DateTimeField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone

from blog import menus, sidebar
from blog.enums import MenuPlace, ProfileService
from blog.menus import Link
from blog.models import (
    Author,
    BlogSettings,
    Category,
    Entry,
    Page,
    PageAuthor,
    Post,
    PostAuthor,
    ProfileLink,
    Tag,
)
from blog.months import LocalMonth
from blog.querysets import Moment
from blog.sidebar import Widget
from core.statements import Blank, Statement
from images.icons import Icon
from images.models import Image

#: What every part of the union selects; models have fields called kind, label and order.
COLUMNS = tuple(f"row_{name}" for name in ("kind", "label", "key", "sort", "number", "data", "tie"))


@dataclass(frozen=True)
class Shelf:
    """A category, with the number of public posts in it and below it."""

    name: str
    path: str
    count: int
    on_home: bool = False

    @property
    def url(self) -> str:
        """Address of the category's list."""
        return reverse("blog:category_detail", args=[self.path])

    @property
    def parent_path(self) -> str:
        """Path of the category above, or an empty string."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True)
class PageLink:
    """A public page."""

    name: str
    slug: str

    @property
    def url(self) -> str:
        """Address of the page."""
        return reverse("blog:page_detail", args=[self.slug])


@dataclass(frozen=True)
class Month:
    """A month with public posts (in the site's time zone)."""

    date: date
    count: int

    @property
    def url(self) -> str:
        """Address of the month's list."""
        return reverse("blog:archive_month", args=[self.date.year, self.date.month])


@dataclass(frozen=True)
class Profile:
    """Where to follow the site, or an author, elsewhere: `service` is a value of ProfileService."""

    service: str
    url: str
    author_id: int = 0

    @property
    def name(self) -> str:
        """The service's name for readers."""
        return str(ProfileService(self.service).label)


@dataclass(frozen=True)
class Frame:
    """The rows around a page, in the order they are shown.

    `tags` and `author_profiles` are those of the entry that the page shows, empty on other pages.
    """

    categories: list[Shelf] = field(default_factory=list)
    pages: list[PageLink] = field(default_factory=list)
    months: list[Month] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    author_profiles: list[Profile] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    logo: Image | None = None
    icons: dict[str, str] = field(default_factory=dict)
    default_cover: Image | None = None
    menus: dict[str, list[Link]] = field(default_factory=dict)
    widgets: list[Widget] = field(default_factory=list)
    main_author: Author | None = None
    main_profiles: list[Profile] = field(default_factory=list)
    top_tags: list[Tag] = field(default_factory=list)

    @classmethod
    def load(cls, entry: Entry | None = None) -> Self:
        """Read the frame, of the page of `entry` if given (with_authors()), with one query."""
        rows: dict[str, list[Any]] = {}
        for kind, *row, _tie in _rows(entry):
            rows.setdefault(kind, []).append(row)
        profiles = [
            Profile(service, url, author) for service, url, _, author, _ in rows.get("profile", [])
        ]
        main = _author(rows.get("main", []), _image(rows.get("face", [])))
        authors = _signing(entry)
        return cls(
            categories=_shelves(rows.get("category", [])),
            pages=[PageLink(name, slug) for name, slug, *_ in rows.get("page", [])],
            months=[
                Month(date(number // 100, number % 100, 1), count)
                for _name, _key, number, count, _data in reversed(rows.get("month", []))
            ],
            profiles=[profile for profile in profiles if not profile.author_id],
            author_profiles=[profile for profile in profiles if profile.author_id in authors],
            tags=[Tag(name=name, slug=slug) for name, slug, *_ in rows.get("tag", [])],
            logo=_image(rows.get("logo", [])),
            icons=_icons(rows.get("icons", [])),
            default_cover=_image(rows.get("cover", [])),
            menus=menus.trees(rows.get("menu", [])),
            widgets=sidebar.built(rows.get("widget", [])),
            main_author=main,
            main_profiles=[
                profile for profile in profiles if main and profile.author_id == main.pk
            ],
            top_tags=[
                Tag(name=name, slug=slug) for name, slug, *_ in reversed(rows.get("top", []))
            ],
        )

    @property
    def header(self) -> list[Link]:
        """The owner's menu in the header, else the top categories."""
        shelves = [Link(shelf.name, shelf.url) for shelf in self.top_categories]
        return self.menus.get(MenuPlace.HEADER, shelves)

    @property
    def footer(self) -> list[Link] | None:
        """The owner's menu in the footer; None where there is none, not even an empty one."""
        return self.menus.get(MenuPlace.FOOTER)

    @property
    def top_categories(self) -> list[Shelf]:
        """Categories without one above them."""
        return self.below("")

    def below(self, path: str) -> list[Shelf]:
        """Categories right below the one at `path`."""
        return [shelf for shelf in self.categories if shelf.parent_path == path]

    def ancestors(self, path: str) -> list[Shelf]:
        """The category at `path` and those above it, from the root down."""
        return [shelf for shelf in self.categories if f"{path}/".startswith(f"{shelf.path}/")]


def _rows(entry: Entry | None) -> Iterable[tuple[Any, ...]]:
    """Rows of (kind, name, key, order, number, data, tie), by kind, order, tie and name."""
    model = type(entry) if entry else None
    statement = _statement(model, timezone.get_current_timezone_name())
    return statement.run(now=timezone.now(), entry=entry.pk if entry else 0)


@cache
def _statement(model: type[Entry] | None, _zone: str) -> Statement:
    """What reads the frame of an entry of `model`, or of another page, with months of the time zone."""
    now, entry = Blank("now", DateTimeField()), Blank("entry", IntegerField())
    main = sidebar.profiled(now)
    tags = Tag.objects.filter(posts=entry) if model is Post else Tag.objects.none()
    whose = Q(author=None) | Q(author__in=main.values("author"))
    if model is Post:
        whose |= Q(author__in=PostAuthor.objects.filter(post=entry).values("author"))
    elif model is Page:
        whose |= Q(author__in=PageAuthor.objects.filter(page=entry).values("author"))
    profiles = ProfileLink.objects.filter(whose)
    settings = BlogSettings.objects.filter(pk=1)
    categories = Category.objects.annotate(n=_public_posts(now))
    parts = [
        _part("category", categories, "name", "path", number="n", data="home_shelf"),
        _part("page", Page.objects.published(now), "title", "slug"),
        _part("month", _months(now), number="n", order="month"),
        _part("profile", profiles, "service", "url", order="order", tie="pk", number="author_id"),
        _part("tag", tags, "name", "slug"),
        _part(
            "logo", settings.exclude(logo=None), "logo__alt", "logo__key", data="logo__renditions"
        ),
        _part("icons", settings.exclude(icon=None), data="icons"),
        _part(
            "cover",
            settings.exclude(default_cover=None),
            "default_cover__alt",
            "default_cover__key",
            data="default_cover__renditions",
        ),
        _part(
            "menu",
            menus.rows(now),
            "shown_name",
            "key",
            order="order",
            number="level",
            data="about",
        ),
        _part(
            "widget",
            sidebar.rows(),
            "title",
            "kind",
            order="order",
            tie="pk",
            number="count",
            data="shown",
        ),
        _part("main", main, "author__name", "author__slug", number="author_id"),
        _part(
            "face",
            main.exclude(author__avatar=None),
            "author__avatar__alt",
            "author__avatar__key",
            data="author__avatar__renditions",
        ),
        _part("top", sidebar.tags(now), "name", "slug", order="post_count"),
    ]
    union = parts[0].union(*parts[1:], all=True)
    return Statement.of(union.order_by("row_kind", "row_sort", "row_tie", "row_label"))


def _signing(entry: Entry | None) -> list[int]:
    """Keys of those who sign the entry of the page."""
    return [row.author_id for row in entry.authorships.all()] if entry else []  # type: ignore[attr-defined]


def _part(
    kind: str,
    rows: QuerySet[Any],
    name: str = "",
    key: str = "",
    *,
    order: str = "",
    tie: str = "",
    number: str = "",
    data: str = "",
) -> QuerySet[Any, tuple[Any, ...]]:
    """Bring `rows` into the form that all parts of the union share."""
    part: QuerySet[Any, tuple[Any, ...]] = (
        rows.order_by()
        .annotate(
            row_kind=_text(Value(kind)),
            row_label=_text(F(name) if name else Value("")),
            row_key=_text(F(key) if key else Value("")),
            row_sort=_number(order),
            row_tie=_number(tie),
            row_number=_number(number),
            row_data=_text(F(data) if data else Value("")),
        )
        .values_list(*COLUMNS)
    )
    return part


def _text(expression: Any) -> Cast:
    """The expression as text, so that every part of the union has the same type."""
    return Cast(expression, TextField())


def _number(column: str) -> Coalesce | Value:
    """The column as a number, 0 where it is empty or none is named."""
    return Coalesce(F(column), 0) if column else Value(0, output_field=IntegerField())


def _public_posts(now: Moment) -> Subquery:
    """The number of public posts of a category, which an index counts by itself; NULL where none is."""
    posts = (
        Post.objects.published(now).filter(category=OuterRef("pk")).order_by().values("category")
    )
    return Subquery(posts.annotate(n=Count("*")).values("n"))


def _months(now: Moment) -> QuerySet[Any]:
    """One row a month: `month` is year × 100 + month in the site's time zone, `n` its posts."""
    months: QuerySet[Any] = (
        Post.objects.published(now)
        .order_by()
        .annotate(month=LocalMonth("published_at"))
        .values("month")
        .annotate(n=Count("*"))  # not of "pk": an index then answers without the rows
    )
    return months


def _shelves(rows: list[Any]) -> list[Shelf]:
    """Count upwards, drop what is empty, and put every category after the one above it."""
    own = {path: (name, count, data) for name, path, _sort, count, data in rows}
    totals = {
        path: sum(row[1] for other, row in own.items() if f"{other}/".startswith(f"{path}/"))
        for path in own
    }
    return [
        Shelf(own[path][0], path, totals[path], own[path][2] in ("1", "true"))
        for path in sorted(own)
        if totals[path]
    ]


def _author(rows: list[Any], avatar: Image | None) -> Author | None:
    """The author whom the sidebar shows; only name, slug and avatar are known."""
    for name, slug, _sort, pk, _data in rows:
        return Author(pk=pk, name=name, slug=slug, avatar=avatar)
    return None


def _icons(rows: list[Any]) -> dict[str, str]:
    """Addresses of the owner's icons by purpose and size, such as "any32"; empty without a picture."""
    made = [Icon(**icon) for *_, data in rows for icon in json.loads(data)]
    return {f"{icon.purpose}{icon.size}": icon.url for icon in made}


def _image(rows: list[Any]) -> Image | None:
    """An image made from its row in the union; like the tags it has no key and must not be saved."""
    for alt, key, _sort, _number, data in rows:
        return Image(alt=alt, key=key, renditions=json.loads(data))
    return None

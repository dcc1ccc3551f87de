"""Page context of public pages: navigation, footer, sidebar, tags and profiles.

All of it is read by one UNION query, because every page needs it (a post page may run 12 queries in all).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Self

from django.db.models import (
    DateTimeField,
    F,
    IntegerField,
    Model,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from blog.enums import MenuPlace
from blog.models import (
    Category,
    Entry,
    Page,
    PageAuthor,
    Post,
    PostAuthor,
    ProfileLink,
    Tag,
)
from blog.navigation import menus, post_counts, sidebar
from blog.navigation.links import (
    AuthorLink,
    CategoryLink,
    MonthLink,
    PageLink,
    ProfileURL,
    TagLink,
)
from blog.navigation.menus import Link
from blog.navigation.post_counts import PostCounts, Row, Rows
from blog.navigation.sidebar import Widget
from core.addresses import checked
from core.prepared_queries import Param, PreparedQuery
from images.renditions import RenditionSet

#: Columns of every part of the union; the prefix avoids the model fields kind, label and order.
COLUMNS = tuple(f"row_{name}" for name in ("kind", "label", "key", "sort", "number", "data", "tie"))


#: A part of the union.
Part = QuerySet[Any, tuple[Any, ...]]


@dataclass(frozen=True)
class PageContext:
    """Values of the page context in their display order.

    `tags`, `further_categories` and `author_profiles` belong to the entry of the page; they are empty on other pages.
    """

    categories: list[CategoryLink] = field(default_factory=list)
    pages: list[PageLink] = field(default_factory=list)
    months: Sequence[MonthLink] = ()
    profiles: list[ProfileURL] = field(default_factory=list)
    author_profiles: list[ProfileURL] = field(default_factory=list)
    tags: list[TagLink] = field(default_factory=list)
    further_categories: list[CategoryLink] = field(default_factory=list)
    menus: dict[str, list[Link]] = field(default_factory=dict)
    widgets: list[Widget] = field(default_factory=list)
    main_author: AuthorLink | None = None
    main_profiles: list[ProfileURL] = field(default_factory=list)
    top_tags: Sequence[TagLink] = ()

    @classmethod
    def load(cls, entry: Entry | None = None) -> Self:
        """Load the context, for the page of `entry` (read with with_authors()) if given.

        One query; a second one if the cached post counts are outdated.
        """
        now = timezone.now()
        counts = post_counts.cached(now)
        rows = _rows(entry, now, with_counts=counts is None)
        if counts is None:
            counts = post_counts.cache(PostCounts.read(rows, now))
        elif counts.version != post_counts.version_of(rows):
            counts = post_counts.cache(PostCounts.read(_count_rows(now), now))
        profiles = [
            ProfileURL(service, url, author)
            for service, url, _, author, _ in rows.get("profile", [])
            if checked(url)
        ]
        main = _main_author(rows)
        authors = _author_ids(entry)
        return cls(
            categories=_categories(rows.get("category", []), counts),
            pages=[PageLink(name, slug) for name, slug, *_ in rows.get("page", [])],
            months=counts.months,
            profiles=[profile for profile in profiles if not profile.author_id],
            author_profiles=[profile for profile in profiles if profile.author_id in authors],
            tags=[TagLink(name, slug) for name, slug, *_ in rows.get("tag", [])],
            further_categories=[
                CategoryLink(name, path, 0)
                for name, path, *_ in sorted(
                    rows.get("further_category", []), key=lambda row: str(row[1])
                )
            ],
            menus=menus.trees(rows.get("menu", [])),
            widgets=sidebar.from_rows(rows.get("widget", [])),
            main_author=main,
            main_profiles=[
                profile for profile in profiles if main and profile.author_id == main.key
            ],
            top_tags=counts.top_tags,
        )

    @property
    def header(self) -> list[Link]:
        """The header menu, by default the top categories."""
        default = [Link(category.name, category.url) for category in self.top_categories]
        return self.menus.get(MenuPlace.HEADER, default)

    @property
    def footer(self) -> list[Link] | None:
        """The footer menu; None if there is none, which is not the same as an empty one."""
        return self.menus.get(MenuPlace.FOOTER)

    @property
    def top_categories(self) -> list[CategoryLink]:
        """Categories without a parent."""
        return self.below("")

    def below(self, path: str) -> list[CategoryLink]:
        """Return the direct subcategories of the category at `path`."""
        return [category for category in self.categories if category.parent_path == path]

    def ancestors(self, path: str) -> list[CategoryLink]:
        """Return the category at `path` and its ancestors, from the root down."""
        return [
            category for category in self.categories if f"{path}/".startswith(f"{category.path}/")
        ]


def _rows(entry: Entry | None, now: datetime, *, with_counts: bool) -> Rows:
    """Return the rows of all parts by kind; those that count posts only with `with_counts`."""
    model = type(entry) if entry else None
    query = _query(model, timezone.get_current_timezone_name(), with_counts)
    return _by_kind(query.run(now=now, entry=entry.pk if entry else 0))


def _count_rows(now: datetime) -> Rows:
    """Return the rows of the parts that count posts, by kind."""
    return _by_kind(_count_query(timezone.get_current_timezone_name()).run(now=now))


def _by_kind(rows: Iterable[Row]) -> Rows:
    grouped: dict[str, list[Row]] = {}
    for kind, *row, _tie in rows:
        grouped.setdefault(kind, []).append(tuple(row))
    return grouped


@cache
def _query(model: type[Entry] | None, _zone: str, with_counts: bool) -> PreparedQuery:
    """Return the prepared query for an entry of `model`, or for other pages (None).

    The time zone is only a key of the cache: the SQL of the months contains it.
    """
    now = Param("now", DateTimeField())
    parts = [
        _part("category", Category.objects.all(), "name", "path", order="pk", data="home_section"),
        *_entry_parts(model, Param("entry", IntegerField()), now),
        *_site_parts(now),
        *(_count_parts(now) if with_counts else _version_parts()),
    ]
    return _union(parts)


@cache
def _count_query(_zone: str) -> PreparedQuery:
    """Return the prepared query of the counts alone; the time zone is only a key of the cache."""
    return _union(_count_parts(Param("now", DateTimeField())))


def _version_parts() -> list[Part]:
    return [_part("version", post_counts.versions(), number="total")]


def _count_parts(now: Param) -> list[Part]:
    """Return the parts that count posts by an index of all posts, with their version."""
    return [
        *_version_parts(),
        _part("month", post_counts.months(now), number="n", order="month"),
        _part("in_category", post_counts.categories(now), order="pk", number="n"),
        _part(
            "further", post_counts.further_links(now), "main", order="post_id", number="category_id"
        ),
        _part("top", post_counts.tags(now), "tag_name", "tag_slug", number="n"),
        *(_part("change_at", rows, "at") for rows in post_counts.clock_changes(now)),
    ]


def _entry_parts(model: type[Entry] | None, entry: Param, now: Param) -> list[Part]:
    """Return the parts for tags and profiles of the entry and for the author in the sidebar."""
    main = sidebar.profile_widget(now)
    tags = Tag.objects.filter(posts=entry) if model is Post else Tag.objects.none()
    owners = Q(author=None) | Q(author__in=main.values("author"))
    if model is Post:
        owners |= Q(author__in=PostAuthor.objects.filter(post=entry).values("author"))
    elif model is Page:
        owners |= Q(author__in=PageAuthor.objects.filter(page=entry).values("author"))
    profiles = ProfileLink.objects.filter(owners)
    categories = Category.objects
    further = categories.filter(further_posts=entry) if model is Post else categories.none()
    return [
        _part("tag", tags, "name", "slug"),
        _part("further_category", further, "name", "path"),
        _part("profile", profiles, "service", "url", order="order", tie="pk", number="author_id"),
        _part("main", main, "author__name", "author__slug", number="author_id"),
        _image_part("avatar", main, "author__avatar"),
    ]  # fmt: skip


def _union(parts: Sequence[Part]) -> PreparedQuery:
    union = parts[0].union(*parts[1:], all=True)
    return PreparedQuery.compile(union.order_by("row_kind", "row_sort", "row_tie", "row_label"))


def _site_parts(now: Param) -> list[Part]:
    """Return the parts for pages, menus and sidebar widgets."""
    return [
        _part("page", Page.objects.published(now), "title", "slug"),
        _part(
            "menu", menus.rows(now), "shown_name", "key",
            order="order", number="level", data="about",
        ),
        _part(
            "widget", sidebar.rows(), "title", "kind",
            order="order", tie="pk", number="count", data="shown",
        ),
    ]  # fmt: skip


def _author_ids(entry: Entry | None) -> list[int]:
    """Return the primary keys of the entry's authors."""
    return [row.author_id for row in entry.authorships.all()] if entry else []  # type: ignore[attr-defined]


def _part(
    kind: str,
    rows: QuerySet[Model, object],
    name: str = "",
    key: str = "",
    *,
    order: str = "",
    tie: str = "",
    number: str = "",
    data: str = "",
) -> Part:
    """Select COLUMNS of `rows`, as every part of the union does; arguments are names of columns."""
    part: Part = (
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


def _image_part(kind: str, rows: QuerySet[Model], image: str) -> Part:
    """Select the image in the foreign key `image`; the data are its renditions and its preview."""
    preview = Coalesce(_text(F(f"{image}__preview")), _text(Value("null")))
    opening, comma, closing = (_text(Value(mark)) for mark in "[,]")
    files = Concat(opening, _text(F(f"{image}__renditions")), comma, preview, closing)
    rows = rows.exclude(**{image: None}).annotate(image_files=files)
    return _part(kind, rows, f"{image}__alt", data="image_files")


def _text(expression: Combinable) -> Cast:
    """Cast the expression to text, so that every part of the union has the same type."""
    return Cast(expression, TextField())


def _number(column: str) -> Coalesce | Value:
    """Return the column as a number, 0 for NULL or without a column."""
    return Coalesce(F(column), 0) if column else Value(0, output_field=IntegerField())


def _categories(rows: Sequence[Row], counts: PostCounts) -> list[CategoryLink]:
    """Return the categories with posts, parents first; counts include subcategories."""
    by_path = sorted((path, name, data, pk) for name, path, pk, _number, data in rows)
    totals = counts.category_totals(tuple((pk, path) for path, _name, _data, pk in by_path))
    return [
        CategoryLink(name, path, totals[path], data in ("1", "true"))
        for path, name, data, _pk in by_path
        if totals[path]
    ]


def _main_author(rows: Rows) -> AuthorLink | None:
    """Return the author of the sidebar's profile widget."""
    for name, slug, _sort, pk, _data in rows.get("main", []):
        return AuthorLink(pk, name, slug, _image(rows.get("avatar", [])))
    return None


def _image(rows: Sequence[Row]) -> RenditionSet | None:
    """Return the image of a part with at most one row."""
    for alt, _key, _sort, _number, data in rows:
        return RenditionSet(alt, *json.loads(data))
    return None

"""Post counts by month, category and tag, cached in each process.

Counting reads an index of all posts, which is too slow for every page. So a process caches its counts with
their version (blog.models.PostCountChange). Every page reads the version in the query of its context. It
counts again if the version has changed, and at the time when the next post is published or expires.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    Min,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils import timezone

from blog.enums import WidgetKind
from blog.models import Category, Post, PostCountChange, SidebarWidget
from blog.navigation.archive_months import YEARS, LocalMonth
from blog.navigation.links import MonthLink, TagLink
from blog.querysets import SHOWN, Moment

#: Columns of a post that affect the counts; tags and further categories are in other tables.
COUNTED = frozenset({"status", "published_at", "expire_at", "category", "category_id"})
#: Maximum age of cached counts: a manual change in the database has no version.
MAX_AGE = timedelta(minutes=10)
#: Age at which rows of changes are deleted; longer than MAX_AGE, so that no version occurs twice.
KEPT = timedelta(days=1)
MAX_TAGS = 30
#: (label, key, sort, number, data) of a part of the page context's query.
Row = tuple[Any, ...]
#: Rows by the kind of their part.
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class PostCounts:
    """Counts at `since`, valid until `until` while the version is the same."""

    version: int
    since: datetime
    until: datetime
    months: tuple[MonthLink, ...]
    of_category: Mapping[int, int]  # by primary key: posts with this main category itself
    #: Posts with further categories, by (main category, further categories), as primary keys.
    of_combination: Mapping[tuple[int, frozenset[int]], int]
    top_tags: tuple[TagLink, ...]
    _totals: dict[tuple[tuple[int, str], ...], Mapping[str, int]] = field(
        default_factory=dict, compare=False
    )

    @classmethod
    def read(cls, rows: Rows, now: datetime) -> "PostCounts":
        """Build the counts from the rows of one query, so that posts and version are consistent."""
        changes = [_timestamp(label) for label, *_ in rows.get("change_at", []) if label]
        tags = sorted(rows.get("top", []), key=lambda row: (-row[3], row[0]))
        return cls(
            version=version_of(rows),
            since=now,
            until=min([now + MAX_AGE, *changes]),
            months=tuple(
                MonthLink(date(month // 100, month % 100, 1), count)
                for _label, _key, month, count, _data in reversed(rows.get("month", []))
                if month // 100 in YEARS
            ),
            of_category={pk: count for _, _, pk, count, _ in rows.get("in_category", [])},
            of_combination=_combinations(rows.get("further", [])),
            top_tags=tuple(TagLink(name, slug) for name, slug, *_ in tags[:MAX_TAGS]),
        )

    def category_totals(self, tree: tuple[tuple[int, str], ...]) -> Mapping[str, int]:
        """Return by path the number of posts in each category or below it; each post counts once.

        `tree` has primary key and path of every category. The result for the newest tree is cached.
        """
        totals = self._totals.get(tree)
        if totals is None:
            totals = _totals(self, dict(tree))
            self._totals.clear()
            self._totals[tree] = totals
        return totals


def _combinations(rows: Sequence[Row]) -> Mapping[tuple[int, frozenset[int]], int]:
    """Group the rows of `further_links` by post, then count equal combinations; 0 for no main category."""
    mains: dict[int, int] = {}
    further: dict[int, set[int]] = {}
    for main, _key, post, category, _data in rows:
        mains[post] = int(main or 0)
        further.setdefault(post, set()).add(category)
    return Counter((mains[post], frozenset(keys)) for post, keys in further.items())


def _totals(counts: PostCounts, paths: Mapping[int, str]) -> Mapping[str, int]:
    """Sum the counts up the tree; a further category adds a post only where it is not counted yet."""
    totals = Counter(dict.fromkeys(paths.values(), 0))
    for pk, path in paths.items():
        for place in _with_ancestors(path):
            totals[place] += counts.of_category.get(pk, 0)
    for (main, further), count in counts.of_combination.items():
        counted = set(_with_ancestors(paths.get(main, "")))
        added = {place for pk in further for place in _with_ancestors(paths.get(pk, ""))}
        for place in added - counted:
            totals[place] += count
    return totals


def _with_ancestors(path: str) -> list[str]:
    """Return `path` and the paths above it; nothing for an empty one."""
    parts = path.split("/") if path else []
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]


#: The newest counts by time zone. Replacing the whole object needs no lock.
_cache: dict[str, PostCounts] = {}


def cached(now: datetime) -> PostCounts | None:
    """Return this process's cached counts, or None if they are not valid at `now`."""
    counts = _cache.get(timezone.get_current_timezone_name())
    return counts if counts and counts.since <= now < counts.until else None


def cache(counts: PostCounts) -> PostCounts:
    """Cache `counts` for the current time zone; return them."""
    _cache[timezone.get_current_timezone_name()] = counts
    return counts


def clear_cache() -> None:
    """Clear the cached counts of this process."""
    _cache.clear()


# Changes
def record_change() -> None:
    """Change the version of the counts; call it in the transaction of the change."""
    PostCountChange.objects.create()


def prune(now: datetime | None = None) -> int:
    """Delete rows of changes older than KEPT, except the newest; return the number."""
    newest = PostCountChange.objects.order_by("-pk").values_list("pk", flat=True).first()
    old = PostCountChange.objects.filter(created_at__lt=(now or timezone.now()) - KEPT)
    return old.exclude(pk=newest).delete()[0]


# Parts of a query
def versions() -> QuerySet[PostCountChange, object]:
    """Return one row with `total`, the version; none before the first change."""
    changes: QuerySet[Any] = PostCountChange.objects.order_by().annotate(all=Value(1)).values("all")
    return changes.annotate(total=Cast(Sum("number"), BigIntegerField()))


def version_of(rows: Rows) -> int:
    """Return the version in the rows of a query, 0 before the first change."""
    return sum(number for _label, _key, _sort, number, _data in rows.get("version", []))


def months(now: Moment) -> QuerySet[Post, object]:
    """Return one row per month: `month` (year × 100 + month in the site's time zone) and `n`."""
    posts = Post.objects.published(now).order_by()
    months: QuerySet[Any] = posts.annotate(month=LocalMonth("published_at")).values("month")
    return months.annotate(n=Count("*"))  # not of "pk": so an index-only scan is possible


def categories(now: Moment) -> QuerySet[Category]:
    """Return all categories with `n`, their own public posts without subcategories; NULL for none."""
    posts = Post.objects.published(now).order_by().filter(category=OuterRef("pk"))
    counts = posts.values("category").annotate(n=Count("*"))
    return Category.objects.annotate(n=Subquery(counts.values("n")))


def further_links(now: Moment) -> QuerySet[Model, object]:
    """Return `post_id`, `category_id` and `main` of each further category of a public post.

    One row for each link, not grouped: a post that is twice below one category counts there once.
    """
    posts = Post.objects.published(now).order_by().values("pk")
    links: QuerySet[Any] = Post.further_categories.through.objects.filter(post__in=posts)
    return links.order_by().annotate(main=F("post__category"))


def tags(now: Moment) -> QuerySet[Model, object]:
    """Return `tag_name`, `tag_slug` and `n` of each used tag; nothing if no widget shows tags."""
    has_widget = Exists(SidebarWidget.objects.filter(kind=WidgetKind.TAGS))
    # SQLite evaluates a condition without a column for every row, but a search for NULL ends at once.
    now_or_null = Case(When(has_widget, then=now), output_field=DateTimeField())
    posts = Post.objects.published(now_or_null).filter(has_widget).order_by().values("pk")
    links: QuerySet[Any] = Post.tags.through.objects.filter(post__in=posts, tag__trashed_at=None)
    named = links.order_by().values("tag", tag_name=F("tag__name"), tag_slug=F("tag__slug"))
    return named.annotate(n=Count("*"))


def clock_changes(now: Moment) -> list[QuerySet[Post, object]]:
    """Return rows with `at`: the time of the next expiry, and of the next publication."""
    future = Post.objects.filter(status__in=SHOWN, published_at__gt=now)
    return [_minimum(Post.objects.published(now), "expire_at"), _minimum(future, "published_at")]


def _minimum(posts: QuerySet[Post], column: str) -> QuerySet[Post, object]:
    return posts.order_by().annotate(all=Value(1)).values("all").annotate(at=Min(column))


def _timestamp(text: str) -> datetime:
    """Parse a timestamp as the databases cast it to text; SQLite's is UTC without a time zone."""
    timestamp = datetime.fromisoformat(text)
    return timestamp if timestamp.tzinfo else timestamp.replace(tzinfo=UTC)

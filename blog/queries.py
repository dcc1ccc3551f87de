"""Queries that join several models for one page."""

from dataclasses import dataclass, field
from typing import Any, Self

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from blog.models import Post
from core.models import SiteSettings

RELATED_POSTS = 3


@dataclass(frozen=True)
class Nearby:
    """The posts around a post: its older and newer neighbours, its series in order, related ones.

    `number` says which part of the series the post is, from 1; it is 0 outside a series.
    """

    previous: Post | None = None
    next: Post | None = None
    series: list[Post] = field(default_factory=list)
    related: list[Post] = field(default_factory=list)
    number: int = 0

    @classmethod
    def load(cls, post: Post, site: SiteSettings) -> Self:
        """Read everything around `post` with one query; a series of one is none."""
        rows = list(_around(post, with_related=site.related_posts))
        parts = [row for row in rows if post.series_id and row.series_id == post.series_id]
        series = sorted([post, *parts], key=_part) if parts else []
        return cls(
            previous=max((row for row in rows if _age(row) < _age(post)), key=_age, default=None),
            next=min((row for row in rows if _age(row) > _age(post)), key=_age, default=None),
            series=series,
            number=series.index(post) + 1 if series else 0,
            related=sorted((row for row in rows if row.closeness), key=_closeness, reverse=True),
        )


def _around(post: Post, *, with_related: bool) -> QuerySet[Any]:
    """The neighbours, the rest of the series and the related posts, each row with `closeness`.

    `closeness` is 0 for a row that is not among the related posts.
    """
    others = Post.objects.published().exclude(pk=post.pk)
    related = _related(post, others) if with_related else others.none().values("pk")
    wanted = (
        Q(pk__in=_nearest(others, post, newer=False))
        | Q(pk__in=_nearest(others, post, newer=True))
        | Q(pk__in=related)
    )
    if post.series_id:
        wanted |= Q(series=post.series_id)
    closeness = Case(When(pk__in=related, then=_score(post)), default=0)
    rows: QuerySet[Any] = others.for_card().filter(wanted).annotate(closeness=closeness)
    return rows


def _nearest(others: Any, post: Post, *, newer: bool) -> QuerySet[Any]:
    """The key of the post published right after (or before) `post`."""
    way, order = ("gt", "") if newer else ("lt", "-")
    beyond = Q(**{f"published_at__{way}": post.published_at}) | Q(
        published_at=post.published_at, **{f"pk__{way}": post.pk}
    )
    rows: QuerySet[Any] = others.filter(beyond).order_by(f"{order}published_at", f"{order}pk")
    return rows.values("pk")[:1]


def _related(post: Post, others: Any) -> QuerySet[Any]:
    """Keys of the posts closest to `post` in category and tags, its own series aside."""
    alike = Q(pk__in=_sharing_tags(post).values("post"))
    if post.category_id:
        alike |= Q(category=post.category_id)
    rows: QuerySet[Any] = others.filter(alike).annotate(score=_score(post))
    if post.series_id:
        rows = rows.exclude(series=post.series_id)
    return rows.order_by("-score", "-published_at", "-pk").values("pk")[:RELATED_POSTS]


def _score(post: Post) -> Any:
    """Two for each tag in common, one for the category."""
    shared = _sharing_tags(post).filter(post=OuterRef("pk")).order_by().values("post")
    tags = Coalesce(Subquery(shared.annotate(n=Count("pk")).values("n")), 0)
    category = Case(When(category=post.category_id, then=1), default=0, output_field=IntegerField())
    return tags * Value(2) + category


def _sharing_tags(post: Post) -> QuerySet[Any]:
    """Rows that tie other posts to the tags of `post`."""
    links: QuerySet[Any] = Post.tags.through.objects.all()
    return links.filter(tag__in=links.filter(post=post.pk).values("tag"))


def _age(post: Post) -> tuple[Any, int]:
    return post.published_at, post.pk


def _closeness(post: Any) -> tuple[Any, ...]:
    return post.closeness, *_age(post)


def _part(post: Post) -> tuple[Any, ...]:
    """Order of a series: by position, those without one last, by age."""
    return post.series_position is None, post.series_position or 0, *_age(post)

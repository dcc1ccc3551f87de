"""Queries for posts: neighbours, series and related posts, and the names of their terms."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self, cast

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from blog.models import BlogSettings, Post
from blog.querysets import PostQuerySet

RELATED_POSTS = 3


@dataclass(frozen=True)
class Nearby:
    """Posts near a post: the previous and next one, its series in order, related posts.

    `number` is the post's position in the series, from 1; 0 without a series.
    """

    previous: Post | None = None
    next: Post | None = None
    series: list[Post] = field(default_factory=list)
    related: list[Post] = field(default_factory=list)
    number: int = 0

    @classmethod
    def load(cls, post: Post, blog_settings: BlogSettings) -> Self:
        """Load all of them with one query; `series` is empty if `post` is its only public part."""
        rows = list(_nearby_posts(post, with_related=blog_settings.related_posts))
        parts = [row for row in rows if post.series_id and row.series_id == post.series_id]
        series = sorted([post, *parts], key=_series_order) if parts else []
        at = _published_order(post)
        return cls(
            previous=max(
                (row for row in rows if _published_order(row) < at),
                key=_published_order,
                default=None,
            ),
            next=min(
                (row for row in rows if _published_order(row) > at),
                key=_published_order,
                default=None,
            ),
            series=series,
            number=series.index(post) + 1 if series else 0,
            related=sorted((row for row in rows if row.score), key=_related_order, reverse=True),
        )


def term_names(posts: Sequence[Post]) -> dict[int, list[str]]:
    """Return by primary key the names of main category, further categories and tags; one query."""
    names = {post.pk: [post.category.name] if post.category else [] for post in posts}
    links: list[tuple[str, Any]] = [
        ("category", Post.further_categories.through),
        ("tag", Post.tags.through),
    ]
    parts: list[QuerySet[Any]] = [
        through.objects.order_by()
        .filter(post__in=names, **{f"{term}__trashed_at": None})
        .annotate(rank=Value(rank), name=F(f"{term}__name"))
        .values_list("rank", "name", "post_id")
        for rank, (term, through) in enumerate(links)
    ]
    for _rank, name, pk in sorted(parts[0].union(*parts[1:], all=True)):
        names[pk].append(name)
    return names


def _nearby_posts(post: Post, *, with_related: bool) -> PostQuerySet:
    """Return the neighbours, the rest of the series and the related posts, annotated with `score`.

    `score` is 0 for a row that is not among the related posts.
    """
    others: PostQuerySet = Post.objects.published().exclude(pk=post.pk)
    related = _related_keys(post, others) if with_related else others.none().values("pk")
    condition = (
        Q(pk__in=_neighbour_key(others, post, newer=False))
        | Q(pk__in=_neighbour_key(others, post, newer=True))
        | Q(pk__in=related)
    )
    if post.series_id:
        condition |= Q(series=post.series_id)
    score = Case(When(pk__in=related, then=_score(post)), default=0)
    return others.for_card().filter(condition).annotate(score=score)


def _neighbour_key(
    others: PostQuerySet, post: Post, *, newer: bool
) -> QuerySet[Post, dict[str, object]]:
    """Return the key of the post published right after (or before) `post`, as a subquery."""
    lookup, order = ("gt", "") if newer else ("lt", "-")
    is_beyond = Q(**{f"published_at__{lookup}": post.published_at}) | Q(
        published_at=post.published_at, **{f"pk__{lookup}": post.pk}
    )
    rows = others.filter(is_beyond).order_by(f"{order}published_at", f"{order}pk")
    return rows.values("pk")[:1]


def _related_keys(post: Post, others: PostQuerySet) -> QuerySet[Post, dict[str, object]]:
    """Return the keys of the posts most similar in categories and tags, without its own series."""
    is_similar = Q(pk__in=_shared_tag_rows(post).values("post")) | _shares_category(post)
    rows = others.filter(is_similar).annotate(similarity=_score(post))
    if post.series_id:
        rows = rows.exclude(series=post.series_id)
    return rows.order_by("-similarity", "-published_at", "-pk").values("pk")[:RELATED_POSTS]


def _score(post: Post) -> CombinedExpression:
    """Similarity to `post`: two points for each tag in common, one for a category in common."""
    shared = _shared_tag_rows(post).filter(post=OuterRef("pk")).order_by().values("post")
    tags = Coalesce(Subquery(shared.annotate(n=Count("pk")).values("n")), 0)
    category = Case(When(_shares_category(post), then=1), default=0, output_field=IntegerField())
    return tags * Value(2) + category


def _shares_category(post: Post) -> Q:
    """The condition that a post has a category of `post`, as its main one or a further one."""
    rows = Post.further_categories.through.objects
    further = rows.filter(post=post.pk).values("category")
    is_shared = Q(category__in=further)
    if post.category_id:
        is_shared |= Q(category=post.category_id)
    return is_shared | Q(pk__in=rows.filter(is_shared).values("post"))


def _shared_tag_rows(post: Post) -> QuerySet[Model]:
    """Return the rows of the tag table, of all posts, with one of the tags of `post`."""
    rows: QuerySet[Model] = Post.tags.through.objects.all()
    return rows.filter(tag__in=rows.filter(post=post.pk).values("tag"))


def _published_order(post: Post) -> tuple[datetime, int]:
    return cast(datetime, post.published_at), post.pk  # public posts have one


def _related_order(post: Post) -> tuple[int, datetime, int]:
    return post.score, *_published_order(post)  # type: ignore[attr-defined]  # an annotation


def _series_order(post: Post) -> tuple[bool, int, datetime, int]:
    """Order of a series: by position; parts without one come last, by publication."""
    return post.series_position is None, post.series_position or 0, *_published_order(post)

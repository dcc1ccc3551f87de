"""The first page of the home: what stands above the newest posts, and how many of those it shows.

Every page after it shows the newest posts and nothing else, so a post is on one page, and only once,
whatever the layout; pinned posts are on the first page and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, Self

from django.core.paginator import Page, Paginator
from django.db.models import Q

from blog.enums import HomePlace
from blog.frame import Frame, Shelf
from blog.models import Post
from core.models import SiteSettings

HomeLayout = SiteSettings.HomeLayout

#: More posts than that are no longer "on top", nor "picked".
MAX_PINNED = 3
MAX_PICKED = 6
#: What a shelf shows: one row of a wide screen.
ON_SHELF = 3
MAX_SHELVES = 8
#: Posts above the shelves, pinned ones included: a large one, and one row.
ABOVE_SHELVES = 4


@dataclass(frozen=True)
class ShelfOfPosts:
    """A category with its newest posts."""

    name: str
    url: str
    posts: list[Post]


@dataclass(frozen=True)
class Top:
    """What the first page shows besides the newest posts."""

    pinned: list[Post] = field(default_factory=list)
    picked: list[Post] = field(default_factory=list)
    shelves: list[ShelfOfPosts] = field(default_factory=list)

    @property
    def is_parted(self) -> bool:
        """Whether the newest posts are one of several parts, and have a heading of their own."""
        return bool(self.picked or self.shelves)

    @classmethod
    def load(cls, site: SiteSettings, frame: Frame) -> Self:
        """Read it with one query."""
        shelves = _chosen(site, frame)
        places = [HomePlace.PINNED]
        if site.home_layout == HomeLayout.PICKED:
            places.append(HomePlace.PICKED)
        # Through the key: SQLite would else walk through all posts, newest first, to meet these few.
        wanted = Q(pk__in=Post.objects.filter(home_place__in=places).values("pk"))
        for shelf in shelves:
            wanted |= Q(pk__in=_newest_in(shelf).values("pk")[:ON_SHELF])
        posts = list(Post.objects.published().for_card().filter(wanted).newest_first())
        return cls(
            pinned=[p for p in posts if p.home_place == HomePlace.PINNED][:MAX_PINNED],
            picked=[p for p in posts if p.home_place in places[1:]][:MAX_PICKED],
            shelves=[
                ShelfOfPosts(shelf.name, shelf.url, found)
                for shelf in shelves
                if (found := [p for p in posts if _stands_in(p, shelf)][:ON_SHELF])
            ],
        )


def paginator(posts: Any, site: SiteSettings, top: Top) -> Paginator[Any]:
    """Return the pages of the newest posts; above shelves the first holds fewer."""
    first = site.posts_per_page
    if site.home_layout == HomeLayout.SHELVES:
        first = ABOVE_SHELVES - len(top.pinned)
    return HomePaginator(posts, site.posts_per_page, first=first)


class HomePaginator(Paginator[Any]):
    """Pages of which the first may hold another number of posts than the rest."""

    def __init__(self, posts: Any, per_page: int, *, first: int) -> None:
        super().__init__(posts, per_page)
        self.first = first

    @property
    def num_pages(self) -> int:  # type: ignore[override]
        """At least one, even without posts."""
        return 1 + max(0, ceil((self.count - self.first) / self.per_page))

    def page(self, number: Any) -> Any:
        """Return a page; raises as Django's own does."""
        number = self.validate_number(number)
        start = 0 if number == 1 else self.first + (number - 2) * self.per_page
        end = self.first if number == 1 else start + self.per_page
        return Page(self.object_list[start:end], number, self)


def _chosen(site: SiteSettings, frame: Frame) -> Sequence[Shelf]:
    """The categories with a shelf: those that the owner chose, else those without one above them."""
    if site.home_layout != HomeLayout.SHELVES:
        return []
    chosen = [shelf for shelf in frame.categories if shelf.on_home]
    return (chosen or frame.top_categories)[:MAX_SHELVES]


def _newest_in(shelf: Shelf) -> Any:
    below = Q(category__path=shelf.path) | Q(category__path__startswith=f"{shelf.path}/")
    return Post.objects.published().filter(below).newest_first()


def _stands_in(post: Post, shelf: Shelf) -> bool:
    return post.category is not None and f"{post.category.path}/".startswith(f"{shelf.path}/")

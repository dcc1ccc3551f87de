"""Home page: pinned posts, picks and category sections, and the pagination of the newest posts.

Pages after the first show only newest posts. In every layout each post is in the paginated list
once; pinned posts are on the first page only.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from django.core.paginator import Paginator
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from blog.enums import HomePlace
from blog.models import BlogSettings, Post
from blog.navigation.links import CategoryLink
from blog.navigation.page_context import PageContext
from blog.pagination import FirstPagePaginator
from blog.querysets import PostQuerySet, below

HomeLayout = BlogSettings.HomeLayout

#: Of more posts, the newest ones are shown.
MAX_PINNED = 3
MAX_PICKED = 6
#: One row of cards on a wide screen.
POSTS_PER_SECTION = 3
MAX_SECTIONS = 8
#: Posts above the sections, pinned ones included: a large card and one row.
POSTS_ABOVE_SECTIONS = 4


@dataclass(frozen=True)
class CategorySection:
    """A category with its newest posts (at most POSTS_PER_SECTION)."""

    name: str
    url: str
    posts: list[Post]


@dataclass(frozen=True)
class Top:
    """Posts of the first page besides the newest ones."""

    pinned: list[Post] = field(default_factory=list)
    picked: list[Post] = field(default_factory=list)
    sections: list[CategorySection] = field(default_factory=list)

    @property
    def has_sections(self) -> bool:
        """Whether the page has other sections, so that the newest posts need a heading."""
        return bool(self.picked or self.sections)

    @classmethod
    def load(cls, blog_settings: BlogSettings, page_context: PageContext) -> Self:
        """Load all posts with one query."""
        categories = _section_categories(blog_settings, page_context)
        places = [HomePlace.PINNED]
        if blog_settings.home_layout == HomeLayout.PICKED:
            places.append(HomePlace.PICKED)
        # By primary key: otherwise SQLite scans all posts in the order of the list.
        condition = Q(pk__in=Post.objects.filter(home_place__in=places).values("pk"))
        for category in categories:
            condition |= Q(pk__in=_newest_in(category).values("pk")[:POSTS_PER_SECTION])
        rows: PostQuerySet = Post.objects.published().for_card().filter(condition)
        posts = list(rows.annotate(**_memberships(categories)).newest_first())
        return cls(
            pinned=[p for p in posts if p.home_place == HomePlace.PINNED][:MAX_PINNED],
            picked=[p for p in posts if p.home_place in places[1:]][:MAX_PICKED],
            sections=[
                CategorySection(category.name, category.url, newest)
                for number, category in enumerate(categories)
                if (
                    newest := [p for p in posts if getattr(p, f"is_in_{number}")][
                        :POSTS_PER_SECTION
                    ]
                )
            ],
        )


def paginator(posts: QuerySet[Post], blog_settings: BlogSettings, top: Top) -> Paginator[Post]:
    """Return the paginator of the newest posts; with sections, the first page has fewer."""
    first = blog_settings.posts_per_page
    if blog_settings.home_layout == HomeLayout.CATEGORIES:
        first = POSTS_ABOVE_SECTIONS - len(top.pinned)
    return FirstPagePaginator(posts, blog_settings.posts_per_page, first=first)


def _section_categories(
    blog_settings: BlogSettings, page_context: PageContext
) -> Sequence[CategoryLink]:
    """Return the categories with a section: those that the owner chose, else the top-level ones."""
    if blog_settings.home_layout != HomeLayout.CATEGORIES:
        return []
    chosen = [category for category in page_context.categories if category.on_home]
    return (chosen or page_context.top_categories)[:MAX_SECTIONS]


def _newest_in(category: CategoryLink) -> PostQuerySet:
    posts: PostQuerySet = Post.objects.published().in_category(category.path).newest_first()
    return posts


def _memberships(categories: Sequence[CategoryLink]) -> dict[str, Case]:
    """Return for each category, by its number, the annotation whether a post is in it."""
    further = Post.further_categories.through.objects.filter(post=OuterRef("pk"))
    return {
        f"is_in_{number}": Case(
            When(below(category.path) | Q(Exists(further.filter(below(category.path)))), then=True),
            default=False,
        )
        for number, category in enumerate(categories)
    }

"""Pagination of lists of posts."""

from collections.abc import Iterator
from math import ceil

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from blog.models import Post


def page_numbers(page: Page[object]) -> Iterator[int | str]:
    """Yield the page numbers of the links, with "…" for gaps."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


class FirstPagePaginator(Paginator[Post]):
    """Paginator whose first page has its own size (`first`)."""

    def __init__(self, posts: QuerySet[Post], per_page: int, *, first: int) -> None:
        super().__init__(posts, per_page)
        self.first = first

    @property
    def num_pages(self) -> int:  # type: ignore[override]
        """Number of pages; at least one, even without posts."""
        return 1 + max(0, ceil((self.count - self.first) / self.per_page))

    def page(self, number: int | str) -> Page[Post]:
        """Return a page; raises the exceptions of Paginator.validate_number."""
        number = self.validate_number(number)
        start = 0 if number == 1 else self.first + (number - 2) * self.per_page
        end = self.first if number == 1 else start + self.per_page
        return Page(self.object_list[start:end], number, self)

"""Cost of the page context of a growing blog: `.venv/bin/python -m benchmarks.page_context [--small]`.

Runs on a separate database: SQLite, or the server of DATABASE_URL. CPU time is that of this process. The
PostgreSQL server is another process, so the wall-clock time is printed too. "warm" is every page, "cold"
the first page of a process after a change of what is counted.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from benchmarks.costs import analyse, own_database

from django.db import connection  # isort: skip
from django.test import Client  # isort: skip
from django.utils import timezone  # isort: skip

from blog.enums import Status, WidgetKind  # isort: skip
from blog.models import Author, Category, Post, PostAuthor, SidebarWidget, Tag  # isort: skip
from blog.navigation import post_counts  # isort: skip
from blog.navigation.page_context import PageContext  # isort: skip

SIZES = [(2_000, 500), (100_000, 5_000)]
#: Milliseconds of CPU that the context of a page may take at each size.
LIMITS = [10.0, 15.0]
ROUNDS = 31
MONTHS, CATEGORIES, TAGS_OF_A_POST = 131, 40, 3
#: Widgets by case; each case includes the widgets of the previous ones.
WIDGETS: dict[str, list[WidgetKind]] = {
    "no widget": [],
    "tag widget": [WidgetKind.TAGS],
    "all widgets": [kind for kind in WidgetKind if kind != WidgetKind.TAGS],
}


def main() -> None:
    """Measure at each size, smallest first, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="only the first size")
    options = parser.parse_args()
    sizes = SIZES[:1] if options.small else SIZES
    costs: dict[str, list[tuple[float, float]]] = {}
    with own_database():
        author = Author.objects.create(name="綴野はじめ", slug="hajime")
        for posts, tags in sizes:
            _grow(author, posts, tags)
            SidebarWidget.objects.all().delete()
            for name, kinds in WIDGETS.items():
                _add_widgets(author, kinds)
                newest = Post.objects.with_authors().newest_first()[0]
                for page, entry in (("a list", None), ("a post", newest)):
                    row = costs.setdefault(f"{page}, {name}, warm", [])
                    row.append(_cost(lambda entry=entry: PageContext.load(entry)))  # type: ignore[misc]
                cold = costs.setdefault(f"a list, {name}, cold", [])
                cold.append(_cost(_load_cold, rounds=7))
            costs.setdefault("the sitemap (first file)", []).append(_cost(_sitemap(), rounds=7))
    _print(sizes, costs)


def _grow(author: Author, posts: int, tags: int) -> None:
    """Add posts and terms up to that size."""
    have = Post.objects.count()
    if not have:
        Category.objects.bulk_create(
            Category(name=f"棚{n}", slug=f"c{n}", path=f"c{n}") for n in range(CATEGORIES)
        )
    first = Tag.objects.count()
    Tag.objects.bulk_create(Tag(name=f"札{n}", slug=f"t{n}") for n in range(first, tags))
    categories = list(Category.objects.values_list("pk", flat=True))
    newest = timezone.now() - timedelta(hours=1)
    step = timedelta(days=MONTHS * 30.4) / (posts - have)
    Post.objects.bulk_create(
        (
            Post(
                slug=f"p{n}", title=f"記事{n}", body_html="<p>本文</p>" * 40,
                status=Status.PUBLISHED, category_id=categories[n % CATEGORIES],
                published_at=newest - step * (n - have), first_published_at=newest,
            )
            for n in range(have, posts)
        ),
        batch_size=2_000,
    )  # fmt: skip
    keys = Post.objects.order_by("pk").values_list("pk", flat=True)[have:]
    PostAuthor.objects.bulk_create(
        (PostAuthor(post_id=key, author=author) for key in keys), batch_size=5_000
    )
    links = Post.tags.through
    links.objects.bulk_create(
        (
            links(post_id=key, tag_id=tag)
            for key, some in zip(keys, _tags_of_posts(), strict=False)
            for tag in some
        ),
        batch_size=5_000,
    )
    analyse()


def _tags_of_posts() -> Iterator[set[int]]:
    """Yield the tags of each post: the first tags are used often, the last rarely."""
    tags = list(Tag.objects.order_by("pk").values_list("pk", flat=True))
    number = 0
    while True:
        yield {
            tags[(number * 7 + turn * turn * number) % len(tags) // (turn + 1)]
            for turn in range(TAGS_OF_A_POST)
        }
        number += 1


def _add_widgets(author: Author, kinds: list[WidgetKind]) -> None:
    for kind in kinds:
        SidebarWidget(kind=kind, author=author, title=str(kind)).save()


def _load_cold() -> None:
    post_counts.clear_cache()
    PageContext.load()


def _sitemap() -> Callable[[], object]:
    client = Client()
    path = "/sitemap.xml" if Post.objects.count() < 5_000 else "/sitemap-posts-1.xml"
    return lambda: client.get(path).content


def _cost(act: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the minimum milliseconds of CPU and wall-clock time, after two warm-up rounds."""
    act(), act()
    cpu, clock = [], []
    for _round in range(rounds):
        cpu_began, began = time.process_time(), time.perf_counter()
        act()
        cpu.append((time.process_time() - cpu_began) * 1_000)
        clock.append((time.perf_counter() - began) * 1_000)
    return min(cpu), min(clock)


def _print(sizes: list[tuple[int, int]], costs: dict[str, list[tuple[float, float]]]) -> None:
    print(f"{connection.vendor}; CPU of this process (time on the clock), ratio of the clock")
    heads = [f"{posts:,} posts, {tags:,} tags" for posts, tags in sizes]
    print(f"{'':32}" + "".join(f"{head:>36}" for head in heads))
    for name, row in costs.items():
        cells = [
            f"{cpu:7.1f} ms ({clock:7.1f} ms) × {clock / row[0][1]:6.2f}" for cpu, clock in row
        ]
        print(f"{name:32}" + "".join(f"{cell:>36}" for cell in cells))
    for (posts, _tags), limit, index in zip(sizes, LIMITS, range(2), strict=False):
        warm = [row[index] for name, row in costs.items() if name.endswith("warm")]
        cpu, clock = (max(times) for times in zip(*warm, strict=True))
        print(f"{posts:,} posts: {cpu:.1f} ms of CPU ({clock:.1f} ms) at most, {limit:.0f} allowed")


if __name__ == "__main__":
    main()

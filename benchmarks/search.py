"""Cost of a search in a growing blog: `.venv/bin/python -m benchmarks.search [--posts 1000 10000]`.

Runs on a separate database: SQLite, or the server of DATABASE_URL. Milliseconds depend on the machine, so
compare the ratios: to the first size, and to the floor, the search page without a query.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterable
from itertools import islice

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
os.environ.setdefault("TSUZURI_SEARCHES_A_MINUTE", "0")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from tqdm import tqdm  # noqa: E402

from benchmarks import corpus  # noqa: E402
from blog.models import Category, Post  # noqa: E402
from search import index, queries  # noqa: E402
from search.enums import Kind, Order  # noqa: E402
from search.models import IndexEntry  # noqa: E402
from search.parsing import parse  # noqa: E402

REPEATS = 21
PAGE_SIZE = 12
CATEGORIES = 10
CASES = {
    "newest first, frequent word": (corpus.FREQUENT, Order.DATE),
    "newest first, frequent phrase": ("です。", Order.DATE),
    "newest first, two words": ("人 東京", Order.DATE),
    "newest first, occasional word": (corpus.OCCASIONAL, Order.DATE),
    "best first, frequent word": (corpus.FREQUENT, Order.BEST),
    "best first, word found once": (corpus.ONCE, Order.BEST),
}


def main() -> None:
    """Measure at each size, smallest first, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--length", type=int, default=400, help="characters of a post")
    options = parser.parse_args()
    from django.conf import settings

    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        _report(sorted(options.posts), options.length)
    finally:
        teardown_databases(databases, verbosity=0)


def _report(sizes: list[int], length: int) -> None:
    costs: dict[str, list[float]] = {}
    building = []
    drafts, have = corpus.drafts(length=length), 0
    for size in sizes:
        building.append(_grow(islice(drafts, size - have)))
        have = size
        costs.setdefault("floor: the page, asked nothing", []).append(_median(_page("")))
        for name, (words, order) in CASES.items():
            costs.setdefault(name, []).append(_median(_search(words, order)))
        words = f"?q={corpus.FREQUENT}&order=date"
        costs.setdefault("the whole page, newest first", []).append(_median(_page(words)))
    print(f"{connection.vendor}, {length} characters a post, median of {REPEATS}")
    print(f"{'':36}" + "".join(f"{size:>22,}" for size in sizes))
    for name, row in costs.items():
        cells = (f"{cost:9.1f} ms  × {cost / row[0]:5.2f}" for cost in row)
        print(f"{name:36}" + "".join(f"{cell:>22}" for cell in cells))
    print(f"{'index, ms a post':36}" + "".join(f"{cost:>19.2f} ms" for cost in building))


def _grow(drafts: Iterable[corpus.Draft]) -> float:
    """Add the drafts as posts and index them; return the milliseconds to index one."""
    if not Post.objects.exists():
        Post.objects.create(
            slug="once", title="一度だけ", body_text=corpus.ONCE, status="published",
            published_at="2001-01-01T00:00:00Z",
        )  # fmt: skip
        for number in range(CATEGORIES):
            Category.objects.create(name=f"棚{number}", slug=f"c{number}", path=f"c{number}")
    corpus.add_posts(tqdm(drafts, unit=" posts"), Category.objects.order_by("pk"))
    missing = sorted(set(index.all_keys(Kind.POST)) - _indexed())
    began = time.perf_counter()
    for start in tqdm(range(0, len(missing), 1_000), unit="×1,000 entries"):
        index.update(Kind.POST, missing[start : start + 1_000])
    cost = (time.perf_counter() - began) * 1_000 / len(missing)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return cost


def _indexed() -> set[int]:
    return set(IndexEntry.objects.values_list("object_id", flat=True))


def _search(words: str, order: Order) -> Callable[[], object]:
    query, choice = parse(words), queries.Choice(order)
    return lambda: queries.search(query, choice, page=1, size=PAGE_SIZE)


def _page(address: str) -> Callable[[], object]:
    client = Client()
    return lambda: client.get(f"/search/{address}").content


def _median(act: Callable[[], object]) -> float:
    """Milliseconds, after two warm-up rounds."""
    act(), act()
    costs = []
    for _round in range(REPEATS):
        began = time.perf_counter()
        act()
        costs.append((time.perf_counter() - began) * 1_000)
    return statistics.median(costs)


if __name__ == "__main__":
    main()

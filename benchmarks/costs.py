"""What an act takes, on a database of its own: on SQLite, or where DATABASE_URL says.

Importing this sets Django up, so it comes before whatever needs that.
Milliseconds depend on the machine, so read the ratios, and the least of many rounds, which neighbours
disturb least.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

REPEATS = 41


@dataclass
class Cost:
    """Milliseconds of many rounds."""

    rounds: list[float] = field(default_factory=list)

    @property
    def least(self) -> float:
        """The round that nobody disturbed."""
        return min(self.rounds)

    def __str__(self) -> str:
        return f"least {self.least:7.1f} ms   median {statistics.median(self.rounds):7.1f} ms"


def cost_of(act: Callable[[], object], repeats: int = REPEATS) -> Cost:
    """Return what it takes, after two rounds that warm up."""
    act(), act()
    cost = Cost()
    for _round in range(repeats):
        began = time.perf_counter()
        act()
        cost.rounds.append((time.perf_counter() - began) * 1_000)
    return cost


@contextmanager
def own_database() -> Iterator[None]:
    """Make an empty database, and leave nothing of it behind."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(databases, verbosity=0)


def analyse() -> None:
    """Let PostgreSQL learn what it holds, as it does by and by. Nobody tells the SQLite of a site."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

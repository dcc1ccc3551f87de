"""Measures the time of an operation on a separate database: SQLite, or the server of DATABASE_URL.

Importing this sets up Django, so import it first.
Milliseconds depend on the machine, so compare the ratios, and the minimum of many rounds, which other
processes disturb least.
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
        """The minimum: the round with the least disturbance."""
        return min(self.rounds)

    def __str__(self) -> str:
        return f"least {self.least:7.1f} ms   median {statistics.median(self.rounds):7.1f} ms"


def cost_of(act: Callable[[], object], repeats: int = REPEATS) -> Cost:
    """Return the times, after two warm-up rounds."""
    act(), act()
    cost = Cost()
    for _round in range(repeats):
        began = time.perf_counter()
        act()
        cost.rounds.append((time.perf_counter() - began) * 1_000)
    return cost


@contextmanager
def own_database() -> Iterator[None]:
    """Create an empty database and delete it afterwards."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(databases, verbosity=0)


def analyse() -> None:
    """Run ANALYZE on PostgreSQL, as autovacuum does. SQLite sites have no statistics."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

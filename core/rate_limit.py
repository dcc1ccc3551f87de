"""Rate limits, counted in the cache that all processes share."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.cache import cache, caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _

#: The error of a form whose limit counts by network.
TOO_MANY_REQUESTS = _(
    "Too many requests came from your network. Please wait a while and try again."
)


@dataclass(frozen=True, slots=True)
class RateLimit:
    """At most `limit` hits per key in any period of `seconds`.

    There are `limit` cache keys ("places"). A hit adds a free one, which expires after `seconds`.
    cache.add() is atomic on Redis; a database cache is locked (`_lock`). Keys are hashed, so that the
    cache has no addresses.
    """

    name: str
    limit: int
    seconds: int

    def hit(self, key: str) -> bool:
        """Count a hit for `key`; return False if the limit is reached. A rejected hit is not counted.

        Raises OperationalError if the table of a database cache cannot be written.
        """
        places = self._places(key)
        with _lock(places) as is_table:
            taken = cache.get_many(places)
            free = [place for place in places if place not in taken]
            if any(cache.add(place, 1, timeout=self.seconds) for place in free):
                return True
            if free and is_table:  # Django's table cache returns False for a failed write
                raise OperationalError("The cache's table cannot be written.")
            return False

    def remaining(self, key: str) -> int:
        """Return how many hits `key` has left, without counting one."""
        places = self._places(key)
        with _lock(places):
            return self.limit - len(cache.get_many(places))

    def release(self, key: str) -> None:
        """Uncount one hit of `key`."""
        places = self._places(key)
        with _lock(places):
            for place in list(cache.get_many(places))[:1]:
                cache.delete(place)

    def reset(self, key: str) -> None:
        """Delete all hits of `key`."""
        cache.delete_many(self._places(key))

    def _places(self, key: str) -> list[str]:
        digest = hashlib.sha256(f"{self.name}:{key}".encode()).hexdigest()[:40]
        return [f"rate:{self.name}:{digest}:{number}" for number in range(self.limit)]


@contextmanager
def _lock(places: list[str]) -> Iterator[bool]:
    """Lock these places if the cache is a database table; yield whether it is one.

    Django's database cache reads expired rows, then deletes or overwrites them without checking again, so
    two processes could take one place. On SQLite a transaction locks all writers (transaction_mode), on
    PostgreSQL it takes an advisory lock of the key.
    """
    if not isinstance(caches["default"], BaseDatabaseCache):
        yield False
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            number = int.from_bytes(hashlib.sha256(places[0].encode()).digest()[:8], signed=True)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
        yield True

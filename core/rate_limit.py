"""Limits on how often something may be done, kept in the cache that all processes share."""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class RateLimit:
    """At most `limit` hits for one key within any `seconds`.

    There are `limit` places; a hit takes a free one, which is free again `seconds` later. Taking is
    cache.add(), which only one of several processes can win, while incr() of the database cache reads,
    then writes, and forgets the timeout. Keys are hashed: addresses are not kept in the cache.
    """

    name: str
    limit: int
    seconds: int

    def hit(self, key: str) -> bool:
        """Take a place for `key`; return whether there was one. A refused try costs nothing more."""
        places = self._places(key)
        taken = cache.get_many(places)
        free = (place for place in places if place not in taken)
        return any(cache.add(place, 1, timeout=self.seconds) for place in free)

    def remaining(self, key: str) -> int:
        """Return how many more hits `key` has at present; counts nothing."""
        return self.limit - len(cache.get_many(self._places(key)))

    def reset(self, key: str) -> None:
        """Forget what `key` did, for instance after it has proved to be welcome."""
        cache.delete_many(self._places(key))

    def _places(self, key: str) -> list[str]:
        digest = hashlib.sha256(f"{self.name}:{key}".encode()).hexdigest()[:40]
        return [f"rate:{self.name}:{digest}:{number}" for number in range(self.limit)]

"""A cache for tests in a Redis that others use at the same time."""

from django.core.cache.backends.redis import RedisCache


class SharedRedisCache(RedisCache):
    """Django's Redis cache, whose clear() deletes only the keys with its own prefix."""

    def clear(self) -> bool:
        """Delete the keys of this run; Django would empty the whole database."""
        client = self._cache.get_client(write=True)
        keys = list(client.scan_iter(match=f"{self.key_prefix}:*", count=1000))
        return not keys or bool(client.delete(*keys))

"""How much of this process one network may use for searching.

Counted in the memory of each process, not in the cache that all share: a search costs some milliseconds
of one process and changes nothing, while a shared count would cost more than the search itself.
"""

import time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from accounts.networks import network_of

WINDOW = 60  # seconds


def allows(request: HttpRequest) -> bool:
    """Count one search; return whether its network has any left in this minute (SEARCHES_A_MINUTE)."""
    allowed: int = settings.SEARCHES_A_MINUTE
    if not allowed:
        return True
    memory = caches["process"]
    key = f"searches:{network_of(request)}:{int(time.time() / WINDOW)}"
    memory.add(key, 0, timeout=WINDOW)
    try:
        return memory.incr(key) <= allowed
    except ValueError:  # the memory was full and has dropped it
        return True

"""Rate limit of searches per network, counted in each process.

The counter is in the memory of each process, not in the shared cache: a search costs some milliseconds
of one process and writes nothing, while a shared counter would cost more than the search itself.
"""

import time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from accounts.client_ip import network_of

WINDOW = 60  # seconds


def allows(request: HttpRequest) -> bool:
    """Count one search; return whether its network is within SEARCHES_A_MINUTE."""
    allowed: int = settings.SEARCHES_A_MINUTE
    if not allowed:
        return True
    memory = caches["process"]
    key = f"searches:{network_of(request)}:{int(time.time() / WINDOW)}"
    memory.add(key, 0, timeout=WINDOW)
    try:
        return memory.incr(key) <= allowed
    except ValueError:  # the cache was full and has evicted the key
        return True

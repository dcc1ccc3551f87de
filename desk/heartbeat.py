"""Whether the worker lives: it says so in the cache every few seconds, and the site reads that.

The beat comes from a thread of its own, so a duty that takes an hour is no death; the beat tells which
duty it is and since when.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.core.cache import cache
from django.db import connections

logger = logging.getLogger(__name__)

KEY = "worker:heartbeat"
INTERVAL = 10  # seconds between two beats
SILENCE = 60  # seconds after which a silent worker counts as dead
REMEMBERED = 30 * 24 * 3600  # seconds for which the last beat of a dead worker is known


@dataclass(frozen=True)
class Beat:
    """One sign of life: when, and what the worker was doing since when (seconds since the epoch)."""

    at: float
    duty: str = ""
    since: float = 0.0

    @property
    def age(self) -> float:
        """Seconds since then."""
        return max(0.0, time.time() - self.at)

    @property
    def is_alive(self) -> bool:
        """Whether the worker that gave it can be taken to live."""
        return self.age <= SILENCE


def last() -> Beat | None:
    """Return the newest beat, or None where no worker has run for a month."""
    kept = cache.get(KEY)
    return Beat(**kept) if kept else None


def beat(duty: str = "", since: float = 0.0) -> None:
    """Give a sign of life."""
    cache.set(KEY, asdict(Beat(time.time(), duty, since)), REMEMBERED)


class Pulse:
    """Beats until it is stopped. `doing` says what the worker does and since when."""

    def __init__(self, doing: Callable[[], tuple[str, float]]) -> None:
        self._doing = doing
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            try:
                beat(*self._doing())
            except Exception as error:  # a cache that is away for a moment; the next beat tells
                logger.warning("The heartbeat could not be kept: %s", error)
            finally:
                connections.close_all()  # of this thread
            if self._stopped.wait(INTERVAL):
                return

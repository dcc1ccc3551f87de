"""Worker heartbeat: the worker writes a timestamp to the cache, health checks and probes read it.

A separate thread writes it, so a job that takes an hour does not look like a dead worker. The heartbeat
names the current job and its start time.
"""

import logging
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.core.cache import cache
from django.db import connections

logger = logging.getLogger(__name__)

KEY = "worker:heartbeats"
INTERVAL = 10  # seconds between two beats
DEAD_AFTER = 60  # seconds without a beat
DROPPED_AFTER = 24 * 3600  # seconds without a beat after which a machine leaves the list
CACHE_TIMEOUT = 30 * 24 * 3600  # seconds for which the last beat of a dead worker is stored


@dataclass(frozen=True)
class Beat:
    """One heartbeat: its time, the name of the current job and its start (seconds since the epoch).

    `duty` is the job. The field names are stored in the cache, so a rename breaks older beats.
    """

    at: float
    duty: str = ""
    since: float = 0.0

    @property
    def age(self) -> float:
        """Seconds since the beat."""
        return max(0.0, time.time() - self.at)

    @property
    def is_alive(self) -> bool:
        """Whether the beat is at most DEAD_AFTER seconds old."""
        return self.age <= DEAD_AFTER


def last() -> Beat | None:
    """Return the last beat of this machine's worker, else the newest of all machines.

    None if no worker has run for a month.
    """
    beats = by_machine()
    newest = max(beats.values(), key=lambda beat: beat.at, default=None)
    return beats.get(socket.gethostname(), newest)


def by_machine() -> dict[str, Beat]:
    """Return the last stored beat of each machine, by host name."""
    return {machine: Beat(**row) for machine, row in (cache.get(KEY) or {}).items()}


def beat(duty: str = "", since: float = 0.0) -> None:
    """Store a beat of this machine; remove machines without a beat for DROPPED_AFTER seconds.

    Of two machines that write at once one beat may be lost, until the next INTERVAL.
    """
    now = Beat(time.time(), duty, since)
    others = {
        name: asdict(other) for name, other in by_machine().items() if other.age < DROPPED_AFTER
    }
    cache.set(KEY, {**others, socket.gethostname(): asdict(now)}, CACHE_TIMEOUT)


class Heartbeat:
    """Context manager that beats from a thread. `current_job` returns the job's name and start."""

    def __init__(self, current_job: Callable[[], tuple[str, float]]) -> None:
        self._current_job = current_job
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def __enter__(self) -> "Heartbeat":
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            try:
                beat(*self._current_job())
            except (
                Exception
            ) as error:  # the cache may be away for a moment; the next beat is tried anyway
                logger.warning("The heartbeat could not be kept: %s", error)
            finally:
                connections.close_all()  # of this thread
            if self._stopped.wait(INTERVAL):
                return

"""Decoding lock: one process of a site decodes at a time, because an image can need hundreds of MB.

It is a lock on a file, so the system releases it when a process dies. Freed memory is returned to the system
before the lock is released: otherwise each process would hold as much as its largest image needed.
"""

import ctypes
import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from images.decoding import ImageRefused

#: Seconds to wait for the lock; shorter than gunicorn's timeout.
PATIENCE: Final = 20.0
_PAUSE: Final = 0.05


@contextmanager
def decoding_lock() -> Iterator[None]:
    """Hold the decoding lock during the block; raise ImageRefused after PATIENCE seconds of waiting."""
    folder = Path(settings.VAR_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + PATIENCE
    with (folder / "decoding.lock").open("ab") as file:
        while not _try_lock(file):
            if time.monotonic() > deadline:
                raise ImageRefused(
                    _("Other images are being processed. Wait a moment, then send this one again.")
                )
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            _release_memory()


def _try_lock(file: IO[bytes]) -> bool:
    """Lock `file` without waiting; return False if another process or thread holds the lock."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _release_memory() -> None:
    """Return freed memory to the system; glibc's allocator would hold it otherwise."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)

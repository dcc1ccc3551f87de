"""Runs several programs in the foreground as if they were one: they start and stop together."""

import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from types import FrameType

PAUSE = 0.1  # seconds between two looks at the children
PATIENCE = 15  # seconds that a child may take to stop before it is killed
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):  # noqa: N818 (a wish, not an error)
    """Somebody asked for the end by a signal."""


def run_together(
    commands: Sequence[Sequence[str]],
    *,
    environment: dict[str, str],
    is_ready: Callable[[], bool],
    when_ready: Callable[[], None],
) -> int:
    """Run `commands` until one ends or a signal arrives, then stop the others; return the exit code.

    `when_ready` is called once, as soon as `is_ready` says so. The code is 0 after a signal, else the
    one of the child that ended (at least 1: none of them should end by itself).
    """
    children: list[subprocess.Popen[bytes]] = []
    before = {number: signal.signal(number, _raise_stopped) for number in SIGNALS}
    try:
        for command in commands:
            children.append(subprocess.Popen(command, env=environment))  # noqa: S603 (our own programs)
        return _watch(children, is_ready, when_ready)
    except Stopped:
        return 0
    finally:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        _stop(children)
        for number, handler in before.items():
            signal.signal(number, handler)


def _raise_stopped(number: int, frame: FrameType | None) -> None:
    raise Stopped


def _watch(
    children: list[subprocess.Popen[bytes]],
    is_ready: Callable[[], bool],
    when_ready: Callable[[], None],
) -> int:
    """Return the exit code of the first child that ends."""
    announced = False
    while True:
        for child in children:
            code = child.poll()
            if code is not None:
                return 128 - code if code < 0 else code or 1
        if not announced and is_ready():
            announced = True
            when_ready()
        time.sleep(PAUSE)


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask every child to end, and make sure that it does."""
    for child in children:
        child.terminate()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

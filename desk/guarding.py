"""Keeps a public site running: a web server that can be exchanged under load, and a worker.

The listening socket belongs to this process. SIGHUP starts a second server on it, from the code that is
on the disk then, and only when that one takes requests is the first asked to end; what it has begun it
finishes. Connections that come meanwhile wait in the socket, so none is refused. A new version that is
not fit to serve changes nothing.
"""

import logging
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

logger = logging.getLogger(__name__)

LOOK = 0.1  # seconds between two looks at the children
STARTING = 90  # seconds within which a server must take requests
ENDING = 30  # seconds that a child may take to end; longer than gunicorn's graceful_timeout
LONGEST_PAUSE = 60  # seconds before a worker that dies again and again is started again
READY = b"STATUS=A worker takes requests"  # what config/gunicorn.py says
SYSTEMD = ("NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES")  # addressed to us alone


class Stopped(Exception):  # noqa: N818 (a wish, not an error)
    """Somebody asked for the end."""


class NotReady(Exception):  # noqa: N818 (what happened, in words)
    """A server ended, or took too long, before it took requests."""


@dataclass
class Guard:
    """The site's processes. `server` gets the descriptor of the socket appended as --bind fd://N."""

    listener: socket.socket
    folder: Path  # in which they run; looked up anew at every start
    server: Sequence[str]
    worker: Sequence[str]
    prepare: Sequence[str]  # run before a new server; must end with 0
    when_ready: Callable[[], None] = lambda: None
    _stop: bool = False
    _reload: bool = False
    _serving: "subprocess.Popen[bytes] | None" = None
    _working: "subprocess.Popen[bytes] | None" = None
    _ending: "list[tuple[subprocess.Popen[bytes], float]]" = field(default_factory=list)
    _worker_since: float = 0.0
    _worker_pause: float = 0.0
    _worker_due: float = 0.0

    def run(self) -> int:
        """Serve until a signal asks for the end; return the exit code: 0, or 1 where the server ended."""
        wishes = {
            signal.SIGTERM: self._wish_stop,
            signal.SIGINT: self._wish_stop,
            signal.SIGHUP: self._wish_reload,
        }
        before = {number: signal.signal(number, wish) for number, wish in wishes.items()}
        try:
            self._serving = self._started_server()
            self._start_worker()
            self.when_ready()
            notify("READY=1")
            while True:
                self._look()
        except Stopped:
            return 0
        except NotReady as reason:
            logger.error("%s", reason)
            return 1
        finally:
            notify("STOPPING=1")
            self._end_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _wish_stop(self, number: int, frame: FrameType | None) -> None:
        self._stop = True

    def _wish_reload(self, number: int, frame: FrameType | None) -> None:
        self._reload = True

    def _look(self) -> None:
        """See to everything once, then rest a little."""
        if self._serving is not None and (code := self._serving.poll()) is not None:
            raise NotReady(f"The web server ended with code {code}.")
        self._see_to_worker()
        self._see_to_ending()
        if self._reload:
            self._reload = False
            self._exchange()
        self._rest()

    def _rest(self) -> None:
        """Wait a moment; whoever asked for the end is heard here and nowhere else."""
        if self._stop:
            raise Stopped
        time.sleep(LOOK)

    # The web server
    def _exchange(self) -> None:
        """Put a new server in the place of the present one, or leave all as it is."""
        notify("RELOADING=1")
        logger.info("A new version is made ready.")
        try:
            if (code := self._prepared()) != 0:
                raise NotReady(
                    f"The new version is not fit to serve (code {code}); the old one goes on."
                )
            new = self._started_server()
        except NotReady as reason:
            logger.error("%s", reason)
            notify("READY=1")
            return
        old, self._serving = self._serving, new
        self._ask_to_end(old)
        self._ask_to_end(self._working)
        self._start_worker()
        logger.info("The new version serves.")
        notify("READY=1")

    def _prepared(self) -> int:
        """Run the preparation of the new version to its end; return its code."""
        child = self._spawn(self.prepare)
        try:
            while child.poll() is None:
                self._see_to_worker()
                self._rest()
        finally:
            if child.poll() is None:
                self._ask_to_end(child)
        return child.returncode

    def _started_server(self) -> "subprocess.Popen[bytes]":
        """Start a server and wait until it takes requests; raise NotReady if it never does."""
        descriptor = self.listener.fileno()
        with Ear() as ear:
            child = self._spawn(
                [*self.server, "--bind", f"fd://{descriptor}"],
                {"NOTIFY_SOCKET": str(ear.path)},
                (descriptor,),
            )
            deadline = time.monotonic() + STARTING
            try:
                while not ear.has_heard(READY):
                    if child.poll() is not None:
                        raise NotReady(f"The web server ended with code {child.returncode}.")
                    if time.monotonic() > deadline:
                        raise NotReady("The web server took no requests within its time.")
                    self._rest()
            except (NotReady, Stopped):
                self._ask_to_end(child)
                raise
        return child

    # The worker
    def _start_worker(self) -> None:
        self._working = self._spawn(self.worker)
        self._worker_since = time.monotonic()

    def _see_to_worker(self) -> None:
        """Start a worker that died again: at once the first time, then after a growing pause."""
        now = time.monotonic()
        if self._working is not None and (code := self._working.poll()) is not None:
            lived = now - self._worker_since
            self._worker_pause = (
                0.0 if lived > LONGEST_PAUSE else min(LONGEST_PAUSE, self._worker_pause * 2 or 1.0)
            )
            self._working, self._worker_due = None, now + self._worker_pause
            logger.error(
                "The worker ended with code %s; it starts again in %.0f s.",
                code,
                self._worker_pause,
            )
        if self._working is None and self._serving is not None and now >= self._worker_due:
            self._start_worker()

    # Beginning and ending
    def _spawn(
        self,
        command: Sequence[str],
        variables: dict[str, str] | None = None,
        descriptors: tuple[int, ...] = (),
    ) -> "subprocess.Popen[bytes]":
        environment = {name: value for name, value in os.environ.items() if name not in SYSTEMD}
        return subprocess.Popen(  # noqa: S603 (our own programs)
            command, cwd=self.folder, env={**environment, **(variables or {})}, pass_fds=descriptors
        )

    def _ask_to_end(self, child: "subprocess.Popen[bytes] | None") -> None:
        if child is not None and child.poll() is None:
            child.terminate()
            self._ending.append((child, time.monotonic() + ENDING))

    def _see_to_ending(self) -> None:
        """Reap what has ended; kill what takes too long."""
        for child, deadline in self._ending:
            if child.poll() is None and time.monotonic() > deadline:
                child.kill()
                child.wait()
        self._ending = [(child, when) for child, when in self._ending if child.poll() is None]

    def _end_all(self) -> None:
        """Ask everything to end, and make sure that it does."""
        self._ask_to_end(self._serving)
        self._ask_to_end(self._working)
        while self._ending:
            self._see_to_ending()
            time.sleep(LOOK)


class Ear:
    """A place where one child says how far it is, in the words of sd_notify(3)."""

    def __enter__(self) -> "Ear":
        self._folder = tempfile.mkdtemp(prefix="tsuzuri-")
        self.path = Path(self._folder) / "notify"
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(self.path))
        self._socket.setblocking(False)
        return self

    def __exit__(self, *args: object) -> None:
        self._socket.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def has_heard(self, words: bytes) -> bool:
        """Whether `words` were said since the last time."""
        try:
            while True:
                if words in self._socket.recv(4096):
                    return True
        except BlockingIOError:
            return False


def notify(state: str) -> None:
    """Tell systemd, where it started this process and wants to know."""
    target = os.environ.get("NOTIFY_SOCKET", "")
    if not target:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as speaker:
        try:
            speaker.connect("\0" + target[1:] if target.startswith("@") else target)
            speaker.sendall(state.encode())
        except OSError as error:
            logger.warning("systemd could not be told: %s", error)

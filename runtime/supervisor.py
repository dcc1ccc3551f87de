"""Process supervisor of a site: gunicorn, which can be replaced under load, and the worker.

This process holds the listening socket. A reload is requested by SIGHUP, or by `serve --production
--reload` through the control socket. A second gunicorn then starts on the listening socket, from the
release that the folder links to at that time. When it accepts requests, the first gunicorn gets SIGTERM
and finishes its requests. Connections meanwhile wait in the socket's backlog, so none is refused. If the
new release cannot serve, the old one stays.

It runs as `python -m runtime.supervisor OPTIONS` and imports no Django, because it stays in memory as
long as the site serves. `replace_process` turns a process that has prepared the site into it.
"""

import ctypes
import json
import logging
import math
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn, TypedDict

from core.log_formatters import JsonLines, TextLines

logger = logging.getLogger("runtime.supervisor")

INTERVAL = 0.1  # seconds between two polls of the children
START_TIMEOUT = 90  # seconds within which a server must accept requests
STOP_TIMEOUT = 30  # seconds until a child is killed; longer than gunicorn's graceful_timeout
LONGEST_PAUSE = 60.0  # seconds before a worker that keeps dying is restarted
# The variable with the descriptor of the pipe to which config/gunicorn.py writes when it is ready.
READY_VARIABLE = "TSUZURI_READY_FD"
SYSTEMD = ("NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES")  # not for children
DONE = "done"  # the answer to a request for a reload
PR_SET_PDEATHSIG = 1  # prctl(2): the signal that a child gets when its parent dies

Child = subprocess.Popen[bytes]


class Options(TypedDict):
    """Options from `serve`. Paths below `folder` are resolved again for each release."""

    listener: int  # the descriptor of the listening socket
    folder: str  # of the current release, usually a symbolic link
    server: list[str]  # gets `--bind fd://N`
    worker: list[str]
    prepare: list[str]  # runs before a new release serves; if empty, SIGHUP stops the site
    control: str  # the path of the control socket, or empty
    log: str  # "json" or "text"
    announcement: str  # printed when the site serves


class Stopped(Exception):  # noqa: N818 (an event)
    """A signal requested the stop."""


class NotReady(Exception):  # noqa: N818 (what happened, in words)
    """A server exited or timed out before it accepted requests."""


class Supervisor:
    """The processes of a site. Each runs in the folder of its release and imports only from it."""

    def __init__(self, options: Options, announce: Callable[[], None] = lambda: None) -> None:
        self.options, self.announce = options, announce
        self.release = os.path.realpath(options["folder"])
        self.server: Child | None = None
        self.worker: Child | None = None
        self.control: socket.socket | None = None
        self._children: dict[Child, float] = {}  # with the monotonic time at which each is killed
        self._stop = self._reload = False
        self._worker_since = self._worker_pause = self._worker_due = 0.0

    def run(self) -> int:
        """Serve until a stop signal; return the exit code: 0, or 1 if the server exits or does not start."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._handle_signal)
        try:
            self.server = self._start_server(self.release)
            self._start_worker()
            self.control = control_socket(self.options["control"])
            self.announce()
            notify("READY=1")
            while True:
                self._poll()
        except Stopped:
            return 0
        except NotReady as reason:
            logger.error("%s", reason)
            return 1
        finally:
            self._stop_all()

    def _handle_signal(self, number: int, frame: FrameType | None) -> None:
        if number == signal.SIGHUP and self.options["prepare"]:
            self._reload = True
        else:
            self._stop = True

    def _poll(self) -> None:
        """Wait INTERVAL, then check every child and handle a requested reload."""
        self._wait()
        if self.server is not None and (code := self.server.poll()) is not None:
            raise NotReady(f"The web server ended with code {code}.")
        self._restart_worker_if_dead()
        self._reap()
        if self._reload:
            self._reload = False
            self._replace_release()
        if self.control and (client := _accept(self.control)):
            with client, suppress(OSError):  # a client that did not wait
                client.sendall((self._replace_release() or DONE).encode())

    def _wait(self) -> None:
        """Sleep for INTERVAL. Only here does a stop signal take effect: it raises Stopped."""
        time.sleep(INTERVAL)
        if self._stop:
            raise Stopped

    # The web server
    def _replace_release(self) -> str:
        """Replace server and worker by those of the new release; return an error, or an empty string."""
        logger.info("A new version is made ready.")
        release = os.path.realpath(self.options["folder"])
        try:
            self._prepare(release)
            new = self._start_server(release)
        except NotReady as reason:
            logger.error("%s The old version goes on.", reason)
            return f"{reason} The old version goes on."
        self._terminate(self.server)
        self._terminate(self.worker)
        self.server, self.release = new, release
        self._start_worker()
        logger.info("The new version serves.")
        return ""

    def _prepare(self, release: str) -> None:
        """Run the new release's prepare command; raise NotReady if it fails."""
        child = self._spawn(release, self.options["prepare"])
        while (code := child.poll()) is None:
            self._restart_worker_if_dead()
            self._wait()
        if code:
            raise NotReady(f"The new version is not fit to serve (code {code}).")

    def _start_server(self, release: str) -> Child:
        """Start a server and wait until it accepts requests; raise NotReady after START_TIMEOUT."""
        listener = self.options["listener"]
        command = [*self.options["server"], "--bind", f"fd://{listener}"]
        read_end, write_end = os.pipe()
        with open(read_end, "rb", buffering=0) as reader:
            os.set_blocking(read_end, False)
            ready = {READY_VARIABLE: str(write_end)}
            child = self._spawn(release, command, listener, write_end, **ready)
            os.close(write_end)
            deadline = time.monotonic() + START_TIMEOUT
            while not reader.read(1):
                if (code := child.poll()) is not None:
                    raise NotReady(f"The web server ended with code {code}.")
                if time.monotonic() > deadline:
                    self._terminate(child)
                    raise NotReady("The web server took no requests within its time.")
                self._wait()
        return child

    # The worker
    def _start_worker(self) -> None:
        self.worker = self._spawn(self.release, self.options["worker"])
        self._worker_since = time.monotonic()

    def _restart_worker_if_dead(self) -> None:
        """Restart a dead worker from the current release, after a pause that grows with each death."""
        now = time.monotonic()
        if self.worker is not None and (code := self.worker.poll()) is not None:
            ran_long = now - self._worker_since > LONGEST_PAUSE
            pause = 0.0 if ran_long else min(LONGEST_PAUSE, self._worker_pause * 2 or 1.0)
            self.worker, self._worker_pause, self._worker_due = None, pause, now + pause
            logger.error("The worker ended with code %s; it starts again in %.0f s.", code, pause)
        if self.worker is None and now >= self._worker_due:
            self._start_worker()

    # Every child
    def _spawn(
        self, release: str, arguments: Sequence[str], *descriptors: int, **variables: str
    ) -> Child:
        """Start a child process that gets SIGTERM when this process dies (on Linux)."""
        link = f"{self.options['folder']}/"
        command = [
            f"{release}/{argument.removeprefix(link)}" if argument.startswith(link) else argument
            for argument in arguments
        ]
        inherited = {name: value for name, value in os.environ.items() if name not in SYSTEMD}
        child = subprocess.Popen(  # noqa: S603 (our own programs)
            command,
            cwd=release,
            env={**inherited, "PWD": release, **variables},
            pass_fds=descriptors,
            preexec_fn=_set_parent_death_signal,
        )
        self._children[child] = math.inf
        return child

    def _terminate(self, child: Child | None) -> None:
        if child is not None and child.poll() is None:
            child.terminate()
            self._children[child] = time.monotonic() + STOP_TIMEOUT

    def _reap(self) -> None:
        """Remove children that have exited; kill those past their deadline."""
        for child, deadline in list(self._children.items()):
            if child.poll() is not None:
                del self._children[child]
            elif time.monotonic() > deadline:
                child.kill()

    def _stop_all(self) -> None:
        """Terminate all children and wait until every one has exited."""
        if self.control:
            self.control.close()
            Path(self.options["control"]).unlink(missing_ok=True)
        for child in list(self._children):
            self._terminate(child)
        while self._children:
            self._reap()
            time.sleep(INTERVAL)


_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def _set_parent_death_signal() -> None:
    if _libc:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


# Reloads on request
def control_socket(path: str) -> socket.socket | None:
    """Return a listening socket for reload requests, or None: SIGHUP still works without it."""
    if not path:
        return None
    control = socket.socket(socket.AF_UNIX)
    try:
        Path(path).unlink(missing_ok=True)
        control.bind(path)
        os.chmod(path, 0o600)
        control.listen()
    except OSError as error:
        control.close()
        logger.warning("Without %s, `serve --reload` cannot be used: %s", path, error)
        return None
    control.setblocking(False)
    return control


def _accept(control: socket.socket) -> socket.socket | None:
    try:
        return control.accept()[0]
    except OSError:
        return None


def request_reload(path: str) -> str:
    """Request a reload from the supervisor and wait for it; return an error, or an empty string.

    Raises OSError if no supervisor listens at `path`.
    """
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(path)
        answer = client.makefile(encoding="utf-8").read()
    return "" if answer == DONE else answer or "The site has ended meanwhile."


def notify(state: str) -> None:
    """Send `state` to systemd if it waits for a notification of this process (sd_notify(3))."""
    target = os.environ.get("NOTIFY_SOCKET", "")
    if not target:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        try:
            sender.connect("\0" + target[1:] if target.startswith("@") else target)
            sender.sendall(state.encode())
        except OSError as error:
            logger.warning("systemd could not be reached: %s", error)


# From a prepared process to a supervisor
def options_for(
    listener: socket.socket,
    *,
    gunicorn: Sequence[str] = (),
    prepare: Sequence[str] = (),
    control: str = "",
    log: str,
    announcement: str,
) -> Options:
    """Return options that run this process's manage.py; `gunicorn` and `prepare` are arguments."""
    # Links are not resolved: the folder may be a link, which leads to the next release at a reload.
    program = Path(sys.argv[0]).absolute()
    manage = [sys.executable, str(program)]
    module = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py"]
    return {
        "listener": listener.fileno(),
        "folder": str(program.parent),
        "server": [*module, *gunicorn, "config.wsgi"],
        "worker": [*manage, "worker"],
        "prepare": [*manage, *prepare] if prepare else [],
        "control": control,
        "log": log,
        "announcement": announcement,
    }


def replace_process(options: Options, environment: dict[str, str]) -> NoReturn:
    """Replace this process by the supervisor (execve): same process id, without the loaded modules."""
    os.set_inheritable(options["listener"], True)
    os.chdir(options["folder"])
    sys.stdout.flush()
    sys.stderr.flush()
    command = [sys.executable, "-m", "runtime.supervisor", json.dumps(options)]
    os.execve(sys.executable, command, environment)  # noqa: S606 (ourselves)


def main() -> int:
    """Run the supervisor with the JSON options of the command line; return the exit code."""
    options: Options = json.loads(sys.argv[1])
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if options["log"] == "json" else TextLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    os.set_inheritable(options["listener"], False)
    return Supervisor(options, lambda: print(options["announcement"], flush=True)).run()  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())

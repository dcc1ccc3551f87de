"""Listening sockets: systemd's (socket activation) or a new one. Imports no Django."""

import errno
import os
import socket
from contextlib import closing, suppress
from pathlib import Path

Address = str | tuple[str, int]

BACKLOG = 2048  # connections that may wait to be accepted
FIRST_DESCRIPTOR = 3  # of systemd's sockets (sd_listen_fds(3))


class CannotListen(Exception):  # noqa: N818 (what happened, in words)
    """The address is not available; the message says why."""


class InUse(CannotListen):
    """Another process is listening at the address."""


def parse(bind: str) -> Address:
    """Parse host:port, [address]:port or unix:/path; raise ValueError for anything else."""
    if bind.startswith("unix:/"):
        return bind.removeprefix("unix:")
    host, colon, port = bind.rpartition(":")
    host = host.removeprefix("[").removesuffix("]") if host.startswith("[") else host
    is_port = port.isascii() and port.isdigit() and int(port) < 65_536
    if not (host and colon and is_port) or (":" in host and not bind.startswith("[")):
        raise ValueError(bind)
    return host, int(port)


def listen(bind: str) -> socket.socket:
    """Return a listening socket: the one that systemd passes, else a new one at `bind`."""
    return _systemd_socket() or _new_socket(bind)


def check_usable(bind: str) -> None:
    """Raise CannotListen if this machine cannot listen at `bind`; an address in use is no error."""
    address = parse(bind)
    if isinstance(address, str):
        path = Path(address)
        if not path.is_socket() and not os.access(path.parent, os.W_OK | os.X_OK):
            raise CannotListen(f"Cannot listen on {bind}: {path.parent} cannot be written.")
        return
    with suppress(InUse):
        _bind(bind, address).close()


def _systemd_socket() -> socket.socket | None:
    """Return the first socket that systemd passes to this process, if any."""
    if os.environ.get("LISTEN_PID") != str(os.getpid()) or not os.environ.get("LISTEN_FDS"):
        return None
    return socket.socket(fileno=FIRST_DESCRIPTOR)


def _new_socket(bind: str) -> socket.socket:
    address = parse(bind)
    if isinstance(address, str):
        _remove_stale(Path(address))
    listener = _bind(bind, address)
    if isinstance(address, str):
        os.chmod(address, 0o666)  # noqa: S103 (the folder's mode limits access, as with TCP)
    try:
        listener.listen(BACKLOG)
    except OSError as error:  # a port that another process has bound at the same moment
        listener.close()
        raise _listen_error(bind, error) from None
    return listener


def _bind(bind: str, address: Address) -> socket.socket:
    if isinstance(address, str):
        family = socket.AF_UNIX
    else:
        family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    bound = socket.socket(family)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
    except OSError as error:
        bound.close()
        raise _listen_error(bind, error) from None
    return bound


def _listen_error(bind: str, error: OSError) -> CannotListen:
    if error.errno == errno.EADDRINUSE:
        return InUse(
            f"{bind} is in use: another site runs there. Stop it, or choose another TSUZURI_BIND."
        )
    return CannotListen(f"Cannot listen on {bind}: {error.strerror}.")


def _remove_stale(path: Path) -> None:
    """Delete the socket file if no process listens on it."""
    if not path.is_socket():
        return
    with closing(socket.socket(socket.AF_UNIX)) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            path.unlink()

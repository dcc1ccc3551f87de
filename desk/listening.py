"""The socket on which the site listens. Whoever holds it can change servers without losing a request."""

import errno
import os
import socket
from contextlib import closing
from pathlib import Path

from gunicorn.util import parse_address

BACKLOG = 2048  # connections that may wait while nobody takes them
FIRST = 3  # the descriptor at which systemd begins (sd_listen_fds(3))


class CannotListen(Exception):  # noqa: N818 (what happened, in words)
    """Why the address cannot be had, and what to do."""


def take(bind: str) -> socket.socket:
    """Return the listening socket: the one that systemd hands over, else a new one at `bind`.

    `bind` is host:port, [address]:port or unix:/path.
    """
    return _inherited() or _opened(bind)


def _inherited() -> socket.socket | None:
    """Return systemd's first socket, if it is for this very process."""
    if os.environ.get("LISTEN_PID") != str(os.getpid()) or not os.environ.get("LISTEN_FDS"):
        return None
    return socket.socket(fileno=FIRST)


def _opened(bind: str) -> socket.socket:
    address = parse_address(bind, "8000")
    if isinstance(address, str):
        _clear(Path(address))
        family = socket.AF_UNIX
    else:
        family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise CannotListen(
                f"{bind} is in use: another site runs there. Stop it, or choose another TSUZURI_BIND."
            ) from None
        raise CannotListen(f"Cannot listen on {bind}: {error.strerror}.") from None
    if isinstance(address, str):
        os.chmod(address, 0o666)  # noqa: S103 (the folder decides who gets that far, as with TCP)
    listener.listen(BACKLOG)
    return listener


def _clear(path: Path) -> None:
    """Remove a socket that nobody listens on any more."""
    if not path.is_socket():
        return
    with closing(socket.socket(socket.AF_UNIX)) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            path.unlink()

"""Development server: socket, environment and supervisor options of `manage.py serve`."""

import os
import socket
from contextlib import closing

from django.conf import settings
from django.core.management.base import CommandError

from runtime import sockets
from runtime.supervisor import Options, options_for

ALL_ADDRESSES = ("0.0.0.0", "::")  # noqa: S104 (compared with, not bound to)


def listen(host: str, port: int) -> socket.socket:
    """Return the listening socket; raise CommandError with advice if the port is not available."""
    if not 0 < port < 65_536:
        raise CommandError(f"{port} is no port: choose one from 1 to 65535.")
    try:
        return sockets.listen(f"{_in_url(host)}:{port}")
    except sockets.InUse:
        raise CommandError(
            f"Port {port} is in use. Choose another: make serve PORT={port + 1}"
        ) from None
    except sockets.CannotListen as reason:
        raise CommandError(str(reason)) from None


def environment(host: str, port: int) -> dict[str, str]:
    """Return the environment variables of server and worker: base URL and allowed hosts.

    A server on all addresses also accepts this machine's host names and its network address.
    """
    hosts = [*settings.ALLOWED_HOSTS, *(host_names() if host in ALL_ADDRESSES else [host])]
    name = "127.0.0.1" if host in ALL_ADDRESSES else _in_url(host)
    return {
        "TSUZURI_BASE_URL": f"http://{name}:{port}",
        **os.environ,
        "TSUZURI_ALLOWED_HOSTS": ",".join(dict.fromkeys(hosts)),
    }


def options(listener: socket.socket, url: str) -> Options:
    """Return the supervisor's options for a site at `url`: two server processes, errors logged only."""
    return options_for(
        listener,
        gunicorn=["--workers", "2", "--log-level", "error"],
        log=settings.LOG_FORMAT,
        announcement=f"\nBlog   {url}/\nAdmin  {url}/admin/\n{sign_in_hint()}"
        "Ctrl-C stops the blog and its worker.",
    )


def host_names() -> list[str]:
    """Return this machine's host names and, if it has a route, its address in the local network."""
    names = [socket.gethostname(), f"{socket.gethostname()}.local"]
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; the system chooses the address
            names.append(probe.getsockname()[0])
        except OSError:
            pass
    return names


def sign_in_hint() -> str:
    """Return the line about the demo accounts, or an empty string where there are none."""
    password_file = settings.VAR_DIR / "demo_password"
    if not settings.DEMO or not password_file.exists():
        return ""
    return f"Sign in as author, editor, moderator or reader; the password is in {password_file}\n"


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host

"""`manage.py serve`: a whole blog in the foreground, on one's own machine or in public."""

import errno
import os
import socket
import sys
from contextlib import closing
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from desk import preparing
from desk import production as public
from desk.supervision import run_together

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 (compared with, not bound to)


class Command(BaseCommand):
    """Prepares what is missing, then runs the web server and the worker until stopped."""

    help = "Run the blog and its worker in the foreground; Ctrl-C stops both."
    requires_system_checks = []  # the server's own start runs them

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", default=8000, type=int, help="port to listen on")
        parser.add_argument(
            "--production",
            action="store_true",
            help="a site in public: config.settings.prod, listening at TSUZURI_BIND",
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help="with --production: prepare everything for this version, then end",
        )

    def handle(self, *args: object, production: bool, check: bool, **options: Any) -> None:
        if production:
            self.serve_in_public(check_only=check)
        else:
            self.serve_here(options["host"], options["port"])

    def serve_in_public(self, *, check_only: bool) -> None:
        """Run the site for its readers, until a signal asks for the end."""
        public.prepare(self.stdout)
        if check_only:
            self.stdout.write("This version is ready to serve.\n")
            return
        sys.exit(public.serve(settings.BIND, self.stdout))

    def serve_here(self, host: str, port: int) -> None:
        """Run a blog on one's own machine."""
        refuse_busy_port(host, port)
        for line in preparing.prepare():
            self.stdout.write(line)
        if settings.DEMO and preparing.is_new():
            call_command("load_demo", stdout=self.stdout)
        environment = child_environment(host, port)

        def announce() -> None:
            url = environment["TSUZURI_BASE_URL"]
            self.stdout.write(f"\nBlog   {url}/\nAdmin  {url}/admin/\n{sign_in_hint()}")
            self.stdout.write("Ctrl-C stops the blog and its worker.\n")
            self.stdout.flush()

        code = run_together(
            [server_command(host, port), [sys.executable, sys.argv[0], "worker"]],
            environment=environment,
            is_ready=lambda: answers(host, port),
            when_ready=announce,
        )
        sys.exit(code)


def server_command(host: str, port: int) -> list[str]:
    """Return the command line of the web server."""
    name = f"[{host}]" if ":" in host else host
    return [
        *(sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"),
        *("--bind", f"{name}:{port}", "--workers", "2"),
        *("--log-level", "error", "config.wsgi:application"),
    ]


def child_environment(host: str, port: int) -> dict[str, str]:
    """Return the environment of server and worker: the site's address follows HOST and PORT.

    Whoever listens on all addresses may be called by this machine's name and by its address.
    """
    hosts = [*settings.ALLOWED_HOSTS, *(own_names() if host in EVERYWHERE else [host])]
    name = "127.0.0.1" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    return {
        "TSUZURI_BASE_URL": f"http://{name}:{port}",
        **os.environ,
        "TSUZURI_ALLOWED_HOSTS": ",".join(dict.fromkeys(hosts)),
    }


def own_names() -> list[str]:
    """Return this machine's name and the address that its neighbours see, as far as it knows them."""
    names = [socket.gethostname(), f"{socket.gethostname()}.local"]
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; the system chooses the address
            names.append(probe.getsockname()[0])
        except OSError:
            pass
    return names


def refuse_busy_port(host: str, port: int) -> None:
    """Raise CommandError with what to do where the port cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"Port {port} is in use. Choose another: make serve PORT={port + 1}"
                ) from None
            raise CommandError(f"Cannot listen on {host}:{port}: {error.strerror}") from None


def answers(host: str, port: int) -> bool:
    """Whether the server takes connections yet."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    try:
        socket.create_connection((target, port), timeout=1).close()
    except OSError:
        return False
    return True


def sign_in_hint() -> str:
    """Say how to sign in with the demo accounts, where there are any."""
    kept = settings.VAR_DIR / "demo_password"
    if not settings.DEMO or not kept.exists():
        return ""
    return f"Sign in as author, editor, moderator or reader; the password is in {kept}\n"

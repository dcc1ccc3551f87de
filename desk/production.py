"""What happens between `manage.py serve --production` and the first request."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from socket import socket

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, OutputWrapper

from accounts import first_steps
from core import machine
from desk import listening, preparing
from desk.guarding import Guard


def prepare(output: OutputWrapper) -> None:
    """Check the settings and bring database and static files to this version; raise CommandError.

    Nothing here disturbs a site that is running: a new version is prepared while the old one serves.
    """
    if settings.DEMO:
        raise CommandError(
            "--production needs config.settings.prod, but DJANGO_SETTINGS_MODULE says"
            f" {os.environ.get('DJANGO_SETTINGS_MODULE')}. Take that variable away."
        )
    call_command("check", deploy=True, stdout=output, stderr=output)
    for line in preparing.prepare():
        output.write(f"{line}\n")


def serve(bind: str, output: OutputWrapper) -> int:
    """Serve until a signal asks for the end; return the exit code."""
    try:
        listener = listening.take(bind)
    except listening.CannotListen as reason:
        raise CommandError(str(reason)) from None
    if settings.METRICS_TOKEN:  # counters begin with the site
        for kept in Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).glob("*.db"):
            kept.unlink()
    # Not resolved: behind a link to the present release, a later start finds the next one.
    program = Path(sys.argv[0]).absolute()
    guard = Guard(
        listener=listener,
        folder=program.parent,
        server=[sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"],
        worker=[sys.executable, str(program), "worker"],
        prepare=[sys.executable, str(program), "serve", "--production", "--check"],
        when_ready=_announcement(listener, output),
    )
    return guard.run()


def _announcement(listener: socket, output: OutputWrapper) -> Callable[[], None]:
    """Return what says, once, where the site is and how its first administrator comes in."""

    name = listener.getsockname()
    place = name if isinstance(name, str) else f"{name[0]} port {name[1]}"

    def announce() -> None:
        output.write(
            f"{settings.BASE_URL} is served at {place}: {machine.cores()} cores,"
            f" {machine.processes()} processes and a worker (unless variables say otherwise).\n"
        )
        if link := first_steps.make_link():
            output.write(f"Nobody can sign in yet. The first administrator, within a day: {link}\n")
        output.flush()

    return announce

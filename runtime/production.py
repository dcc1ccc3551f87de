"""Production start: checks, preparation, listening socket and supervisor options."""

import os
from pathlib import Path
from socket import socket

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import CommandError, OutputWrapper

from accounts import initial_admin
from backups import migrate as migrations
from demo import accounts
from runtime import maintenance, sockets
from runtime import prepare as preparation
from runtime.supervisor import Options, options_for, request_reload


def prepare(output: OutputWrapper) -> None:
    """Check the settings, then migrate and collect static files; raise CommandError on a failed check.

    Safe beside a running site: a new version is prepared while the old one serves.
    """
    if settings.DEMO:
        raise CommandError(
            "--production needs config.settings.prod, but DJANGO_SETTINGS_MODULE says"
            f" {os.environ.get('DJANGO_SETTINGS_MODULE')}. Unset that variable."
        )
    call_command("check", deploy=True, stdout=output, stderr=output)
    preparation.refuse_read_only()
    output.write("Preparing the database and the static files.\n")
    for line in preparation.prepare():
        output.write(f"{line}\n")
    if names := accounts.lock_accounts():
        output.write(
            f"This folder held a demo. Its accounts have no password any more: {', '.join(names)}."
            " Its posts and comments are public until they are deleted in the admin.\n"
        )


def refuse_while_serving() -> None:
    """Raise CommandError if a reload cannot replace the running version by this one."""
    migrations.refuse_newer()
    if migrations.needs_stop():
        raise CommandError(
            "This upgrade changes tables that the old version writes to, so a reload cannot make it."
            " Nothing was changed. Restart the site: systemctl restart tsuzuri. Readers get a short"
            " notice (503) meanwhile. The way back is the backup made before the upgrade (on PostgreSQL,"
            f" make it first: tsuzuri-manage backup): {migrations.RESTORE}"
        )


def refuse_unusable_servers() -> None:
    """Raise CommandError if the cache does not answer or this machine cannot listen at the address.

    A start only warns about the cache, because pages are served without it.
    """
    if error := cache_error():
        raise CommandError(error)
    try:
        sockets.check_usable(settings.BIND)
    except sockets.CannotListen as reason:
        raise CommandError(f"TSUZURI_BIND: {reason}") from None


def cache_error() -> str:
    """Return the error message of the Redis in the settings, or an empty string.

    Without Redis the cache is a table, which runtime.prepare creates.
    """
    if not settings.REDIS_URL:
        return ""
    try:
        cache.get("serve")
    except Exception as error:  # any error of a driver means that Redis is away
        return f"The Redis of REDIS_URL does not answer: {error}"
    return ""


def listen() -> socket:
    """Return the listening socket; raise CommandError if the address is not available."""
    try:
        return sockets.listen(settings.BIND)
    except sockets.CannotListen as reason:
        raise CommandError(str(reason)) from None


def prepare_behind(listener: socket, output: OutputWrapper) -> None:
    """Prepare the site; during migrations that need a stop, answer every request with 503."""
    if error := cache_error():
        output.write(f"{error} Limits of forms and the worker's heartbeat need it.\n")
    if not migrations.needs_stop():
        prepare(output)
        return
    output.write("This upgrade needs a stop: readers get a 503 page until it is done.\n")
    with maintenance.answering(listener):
        prepare(output)


def reload() -> None:
    """Request a reload of the running site and wait for it; raise CommandError if it failed."""
    try:
        if reason := request_reload(settings.CONTROL_SOCKET):
            raise CommandError(reason)
    except OSError as error:
        raise CommandError(
            f"No site answers at {settings.CONTROL_SOCKET}: {error.strerror}."
            " Is it running, with the same TSUZURI_VAR?"
        ) from None


def options(listener: socket, output: OutputWrapper) -> Options:
    """Return the supervisor's options; print the link for the first administrator, if one is needed."""
    if settings.METRICS_TOKEN:  # counters start at 0 with the site
        for counter_file in Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).glob("*.db"):
            counter_file.unlink()
    if announcement := initial_admin.startup_message():
        output.write(f"{announcement}\n")
    name = listener.getsockname()
    place = name if isinstance(name, str) else f"{name[0]} port {name[1]}"
    count = settings.WEB_PROCESSES
    return options_for(
        listener,
        prepare=["serve", "--production", "--check"],
        control=settings.CONTROL_SOCKET,
        log=settings.LOG_FORMAT,
        announcement=f"{settings.BASE_URL} is served at {place} by {count}"
        f" process{'es' if count > 1 else ''} of the web server and a worker.",
    )

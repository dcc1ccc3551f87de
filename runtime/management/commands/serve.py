"""`manage.py serve`: runs web server and worker in the foreground, locally or in production."""

import io
import os
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection, connections

from backups.errors import Refused
from core import disk
from runtime import dev_server, prepare, production
from runtime.supervisor import replace_process


class Command(BaseCommand):
    """Prepares the site, then replaces this process by the supervisor."""

    help = "Run the blog and its worker in the foreground; Ctrl-C stops both."
    requires_system_checks = []  # they run when the server starts

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
        parser.add_argument(
            "--reload",
            action="store_true",
            help="with --production: let the running site change to this version, wait until it has",
        )

    def handle(
        self,
        *args: object,
        host: str,
        port: int,
        production: bool,
        check: bool,
        reload: bool,
        **options: object,
    ) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(line_buffering=True)  # a journal shows each line at once
        restrict_permissions()
        try:
            if not production:
                self.serve_locally(host, port)
            elif reload:
                self.reload()
            elif check:
                self.check_version()
            else:
                self.serve_production()
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {str(error).strip()}") from None
        except Refused as reason:
            raise CommandError(str(reason)) from None
        except OSError as error:
            if not disk.is_full(error):
                raise
            raise CommandError(f"The disk is full: {error}") from None

    def reload(self) -> None:
        """Request a reload of the running site to this version."""
        production.reload()
        self.stdout.write("The new version serves.")

    def check_version(self) -> None:
        """Prepare this version while the running one serves."""
        production.refuse_while_serving()
        production.refuse_unusable_servers()
        production.prepare(self.stdout)
        self.stdout.write("This version is ready to serve.")

    def serve_production(self) -> NoReturn:
        """Prepare and run a production site until a stop signal."""
        listener = production.listen()
        production.prepare_behind(listener, self.stdout)
        options = production.options(listener, self.stdout)
        connections.close_all()
        replace_process(options, dict(os.environ))

    def serve_locally(self, host: str, port: int) -> NoReturn:
        """Prepare and run a local site, with demo content in a new database."""
        listener = dev_server.listen(host, port)
        environment = dev_server.environment(host, port)
        prepare.refuse_read_only()
        for line in prepare.prepare():
            self.stdout.write(line)
        if settings.DEMO and prepare.is_new():
            call_command("load_demo", stdout=self.stdout)
        options = dev_server.options(listener, environment["TSUZURI_BASE_URL"])
        connections.close_all()
        replace_process(options, environment)


def restrict_permissions() -> None:
    """Set the umask and the mode of the database so that only the site's user can read new files.

    VAR_DIR itself can be entered by others, because a proxy serves media/ and static/, which have their own
    modes. Raises CommandError if the folder cannot be used.
    """
    folder = Path(settings.VAR_DIR)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        os.umask(0o077)
        for suffix in ("", "-wal", "-shm"):
            path = Path(f"{connection.settings_dict['NAME']}{suffix}")
            if connection.vendor == "sqlite" and path.is_file():
                path.chmod(path.stat().st_mode & 0o700)
    except OSError as error:
        raise CommandError(
            f"{folder} cannot hold the site's data: {error.strerror}. TSUZURI_VAR names the folder."
        ) from None

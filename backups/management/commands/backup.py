"""manage.py backup: backs up the whole site into one file while it is running."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.utils import timezone, translation

from backups import catalog, create, passphrases, schedule, storage, summary
from backups.errors import BackupFailed
from backups.models import Cause
from backups.progress import Progress


class Command(BaseCommand):
    """Makes one backup: into the backup folder, into a file, or to standard output."""

    help = "Back up database, pictures and versions into one file while the site is running."
    requires_system_checks = []  # a site with failing checks needs a backup too

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--output",
            metavar="FILE",
            default="",
            help="file to write; - is standard output (default: a new file in the backup folder)",
        )
        parser.add_argument(
            "--no-media", action="store_true", help="the database alone, without the pictures"
        )
        parser.add_argument(
            "--no-encryption",
            action="store_true",
            help="not encrypted, even if a passphrase is set",
        )
        parser.add_argument(
            "--planned",
            action="store_true",
            help="make scheduled and requested backups, then delete old ones",
        )
        passphrases.add_arguments(parser)

    def handle(  # type: ignore[override]
        self,
        *args: object,
        output: str,
        no_media: bool,
        no_encryption: bool,
        planned: bool,
        passphrase_file: Path | None,
        passphrase_env: str | None,
        verbosity: int,
        **options: object,
    ) -> None:
        if planned:
            self._run_planned(verbosity)
            return
        _refuse_empty_site()
        passphrase = (
            ""
            if no_encryption
            else passphrases.read(passphrase_file=passphrase_file, passphrase_env=passphrase_env)
        )
        with translation.override("en"), Progress(is_shown=verbosity > 0) as progress:
            if not output:
                storage.folder()
            try:
                if output == "-":
                    with storage.lock():
                        created = create.write(
                            sys.stdout.buffer,
                            has_media=not no_media,
                            passphrase=passphrase,
                            progress=progress,
                        )
                        sys.stdout.buffer.flush()
                    _refuse_incomplete(created)
                    return
                target = (
                    Path(output)
                    if output
                    else storage.new_path(timezone.now(), is_encrypted=bool(passphrase))
                )
                created = create.create(
                    target, has_media=not no_media, passphrase=passphrase, progress=progress
                )
            except storage.Busy:
                raise CommandError("Another backup or restore is running.") from None
            except BackupFailed as failed:
                raise CommandError(f"No backup was made. {failed}") from None
        if not output:
            catalog.record(target, created, cause=Cause.COMMAND, has_media=not no_media)
        self._print_result(target, created)
        _refuse_incomplete(created)

    def _run_planned(self, verbosity: int) -> None:
        """Make due and requested backups; do nothing if another process is doing so."""
        with suppress(storage.Busy), Progress(is_shown=verbosity > 0) as progress:
            schedule.run(progress=progress)

    def _print_result(self, target: Path, created: create.CreatedBackup) -> None:
        self.stdout.write(
            f"{target}\n{created.size:,} bytes, {created.files} files beside the database, read again and whole."
        )
        if created.gone:
            self.stdout.write(
                f"{len(created.gone)} files were deleted while the backup ran and are not in it."
            )
        for name in created.left_out:
            self.stderr.write(f"Not in the backup, its name is too long: {name}")


def _refuse_empty_site() -> None:
    """Raise CommandError if there is no account: these are not the settings of a site in use."""
    try:
        if summary.has_accounts():
            return
    except DatabaseError as error:
        raise CommandError(f"No backup was made. The database could not be read: {error}") from None
    module, name = os.environ.get("DJANGO_SETTINGS_MODULE"), connection.settings_dict["NAME"]
    raise CommandError(
        f"No backup was made: the database {name} of {module} holds no site, because it has no"
        " accounts. On a server use tsuzuri-manage backup, which reads the settings of the service."
    )


def _refuse_incomplete(created: create.CreatedBackup) -> None:
    """Raise CommandError, for the exit code, if files that images need are not in the backup."""
    if created.missing:
        raise CommandError(
            f"The backup is incomplete: {len(created.missing)} files that pictures need are not on the"
            f" disk, such as {created.missing[0]}."
        )

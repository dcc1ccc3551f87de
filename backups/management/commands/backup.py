"""`manage.py backup`: the whole site in one file, while it goes on."""

import sys
from contextlib import suppress
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from backups import making, passphrases, places, records, schedule
from backups.errors import BackupFailed
from backups.models import Cause
from backups.progress import Progress


class Command(BaseCommand):
    """Makes one backup: into the folder of backups, into a file, or to standard output."""

    help = "Back up database, pictures and versions into one file, while the site goes on."
    requires_system_checks = []  # a site that has something wrong needs a backup all the more

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--output",
            metavar="FILE",
            default="",
            help="file to write; - is standard output (default: a new file in the folder of backups)",
        )
        parser.add_argument(
            "--no-media", action="store_true", help="the database alone, without the pictures"
        )
        parser.add_argument(
            "--no-encryption", action="store_true", help="plain, even where a passphrase is set"
        )
        parser.add_argument(
            "--planned",
            action="store_true",
            help="what the schedule wants or was asked for in the admin, then remove what is old",
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
            self._work(verbosity)
            return
        passphrase = (
            ""
            if no_encryption
            else passphrases.chosen(passphrase_file=passphrase_file, passphrase_env=passphrase_env)
        )
        with translation.override("en"), Progress(is_shown=verbosity > 0) as progress:
            if not output:
                places.folder()
            try:
                if output == "-":
                    with places.alone():
                        making.write(
                            sys.stdout.buffer,
                            has_media=not no_media,
                            passphrase=passphrase,
                            progress=progress,
                        )
                        sys.stdout.buffer.flush()
                    return
                target = (
                    Path(output)
                    if output
                    else places.new_path(timezone.now(), is_encrypted=bool(passphrase))
                )
                made = making.make(
                    target, has_media=not no_media, passphrase=passphrase, progress=progress
                )
            except places.Busy:
                raise CommandError("Another backup or restore is running.") from None
            except BackupFailed as failed:
                raise CommandError(f"No backup was made. {failed}") from None
        if not output:
            records.note(target, made, cause=Cause.COMMAND, has_media=not no_media)
        self._tell(target, made)

    def _work(self, verbosity: int) -> None:
        """Do what the worker calls for; leave it to another who is at it."""
        with suppress(places.Busy), Progress(is_shown=verbosity > 0) as progress:
            schedule.work(progress=progress)

    def _tell(self, target: Path, made: making.Made) -> None:
        """Say what was made, and what is not in it."""
        self.stdout.write(
            f"{target}\n{made.size:,} bytes, {made.files} files beside the database, read again and whole."
        )
        if made.gone:
            self.stdout.write(
                f"{len(made.gone)} files were deleted while the backup ran and are not in it."
            )
        for name in made.left_out:
            self.stderr.write(f"Not in the backup, its name is too long: {name}")

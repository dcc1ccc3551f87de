"""`manage.py restore FILE`: a site as it was, or nothing changed."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from backups import contents, passphrases, places, restoring, versions
from backups.errors import BackupFailed, Refused
from backups.progress import Progress


class Command(BaseCommand):
    """Restores a backup into an empty site, or after a question into a full one."""

    help = "Restore the site from a backup. Everything is checked before anything is touched."
    requires_system_checks = []  # there may be no database yet

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the backup")
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument(
            "--no-safety-copy",
            action="store_true",
            help="do not keep the present state as a backup first",
        )
        passphrases.add_arguments(parser)

    def handle(  # type: ignore[override]
        self,
        *args: object,
        file: Path,
        yes: bool,
        no_safety_copy: bool,
        passphrase_file: Path | None,
        passphrase_env: str | None,
        verbosity: int,
        **options: object,
    ) -> None:
        passphrase = passphrases.chosen(
            passphrase_file=passphrase_file, passphrase_env=passphrase_env
        )
        present = contents.describe()
        if present and not yes:
            self._ask(present)
        keep = bool(present) and not no_safety_copy
        with translation.override("en"), Progress(is_shown=verbosity > 0) as progress:
            try:
                restored = restoring.restore(
                    file,
                    passphrase=passphrase,
                    keep_previous=_previous(passphrase) if keep else None,
                    progress=progress,
                )
            except places.Busy:
                raise CommandError("Another backup or restore is running.") from None
            except Refused as refused:
                raise CommandError(f"{refused} Nothing was changed.") from None
            except BackupFailed as failed:
                raise CommandError(
                    f"The present state could not be kept, so nothing was changed. {failed}"
                    " (--no-safety-copy does without.)"
                ) from None
        self._tell(restored)

    def _ask(self, present: str) -> None:
        """Let somebody at the terminal agree; raise CommandError otherwise."""
        if not sys.stdin.isatty():
            raise CommandError(
                f"This site holds {present}. Nothing was changed; --yes replaces it without a question."
            )
        self.stdout.write(f"This site holds {present}. All of it will be replaced by the backup.")
        if input("Type yes to go on: ").strip().lower() != "yes":
            raise CommandError("Nothing was changed.")

    def _tell(self, restored: restoring.Restored) -> None:
        """Say what was done, and what is left to do."""
        about: dict[str, Any] = restored.about
        self.stdout.write(
            f"The site is as it was at {about['made_at']}, with {restored.files} files beside the database."
        )
        if restored.previous:
            self.stdout.write(f"The state before is kept in {restored.previous}")
        if not about["has_media"]:
            self.stdout.write(
                "The backup held no pictures; those of this site were left as they are."
            )
        missing = sorted(set(about["settings"]["variables"]) - set(versions.variables()))
        if missing:
            self.stdout.write(f"Set there, but not here: {', '.join(missing)}")
        if about["renderer"] != versions.RENDERER_VERSION:
            self.stdout.write("Run rebuild_html and rebuild_comments: the renderer is a newer one.")


def _previous(passphrase: str) -> Path:
    moment = timezone.now()
    return places.new_path(moment, kind="before-restore", is_encrypted=bool(passphrase))

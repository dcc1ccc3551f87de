"""manage.py restore FILE: restores the whole site from a backup, or changes nothing."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError
from django.utils import timezone, translation

from backups import passphrases, restore, storage, summary, versions
from backups.errors import BackupFailed, Refused
from backups.progress import Progress


class Command(BaseCommand):
    """Restores a backup into an empty site, or after confirmation into a site with data."""

    help = "Restore the site from a backup. Everything is checked before anything is changed."
    requires_system_checks = []  # there may be no database yet

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the backup")
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument(
            "--no-safety-copy",
            action="store_true",
            help="do not back up the current state first",
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
        passphrase = passphrases.read(
            passphrase_file=passphrase_file, passphrase_env=passphrase_env
        )
        file = _resolve(file)
        try:
            content = summary.describe()
        except OperationalError as error:
            raise CommandError(
                f"The database does not answer. Nothing was changed. {error}".strip()
            ) from None
        if content and not yes:
            self._confirm(content)
        has_safety_copy = bool(content) and not no_safety_copy
        with translation.override("en"), Progress(is_shown=verbosity > 0) as progress:
            try:
                restored = restore.restore(
                    file,
                    passphrase=passphrase,
                    safety_copy=_safety_copy_path(passphrase) if has_safety_copy else None,
                    progress=progress,
                )
            except storage.Busy:
                raise CommandError("Another backup or restore is running.") from None
            except Refused as refused:
                raise CommandError(f"{refused} Nothing was changed.") from None
            except BackupFailed as failed:
                raise CommandError(
                    f"The present state could not be kept, so nothing was changed. {failed}"
                    " (--no-safety-copy does without.)"
                ) from None
        self._print_result(restored)

    def _confirm(self, content: str) -> None:
        """Ask for confirmation on the terminal; raise CommandError without it."""
        if not sys.stdin.isatty():
            raise CommandError(
                f"This site holds {content}. Nothing was changed; --yes replaces it without a question."
            )
        self.stdout.write(f"This site holds {content}. All of it will be replaced by the backup.")
        if input("Type yes to continue: ").strip().lower() != "yes":
            raise CommandError("Nothing was changed.")

    def _print_result(self, restored: restore.Restored) -> None:
        """Print what was restored, and what is left to do."""
        about = restored.about
        self.stdout.write(
            f"The site is as it was at {about['made_at']}, with {restored.files} files beside the database."
        )
        if restored.safety_copy:
            self.stdout.write(f"The state before is kept in {restored.safety_copy}")
        if not about["has_media"]:
            self.stdout.write(
                "The backup held no pictures; those of this site were left as they are."
            )
        if lacking := about.get("missing"):
            self.stdout.write(f"The backup lacked {lacking} files that pictures need.")
        missing = sorted(
            set((about.get("settings") or {}).get("variables", [])) - set(versions.variables())
        )
        if missing:
            self.stdout.write(f"Set there, but not here: {', '.join(missing)}")
        if about.get("renderer") != versions.RENDERER_VERSION:
            self.stdout.write("Run rebuild_html and rebuild_comments: the renderer is a newer one.")


def _resolve(file: Path) -> Path:
    """Return `file` if it exists; a bare file name may also be in the backup folder."""
    stored = storage.path_of(file.name)
    if file.exists() or file.name != str(file) or not stored.is_file():
        return file
    return stored


def _safety_copy_path(passphrase: str) -> Path:
    return storage.new_path(timezone.now(), kind="before-restore", is_encrypted=bool(passphrase))

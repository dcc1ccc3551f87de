"""Where the passphrase of a backup comes from: never from a command line, which others can read."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError, CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Add the options that name a passphrase."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=Path,
        help="file whose first line is the passphrase",
    )
    group.add_argument(
        "--passphrase-env", metavar="NAME", help="environment variable that holds the passphrase"
    )


def chosen(*, passphrase_file: Path | None, passphrase_env: str | None) -> str:
    """Return the passphrase that the options name, else that of the settings, else an empty string."""
    if passphrase_file:
        try:
            found = passphrase_file.read_text(encoding="utf-8").split("\n")[0].rstrip("\r")
        except (OSError, UnicodeError) as error:
            raise CommandError(f"The passphrase file cannot be read: {error}") from None
    elif passphrase_env:
        found = os.environ.get(passphrase_env, "")
    else:
        return str(settings.BACKUP_PASSPHRASE)
    if not found:
        raise CommandError("The passphrase is empty.")
    return found

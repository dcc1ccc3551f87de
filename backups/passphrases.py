"""Passphrase options of the commands: a file or an environment variable.

The passphrase itself is never an argument, because other users can read command lines.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError, CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Add --passphrase-file and --passphrase-env."""
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


def read(*, passphrase_file: Path | None, passphrase_env: str | None) -> str:
    """Return the passphrase of the options, else that of the settings, which may be empty."""
    if passphrase_file:
        try:
            passphrase = passphrase_file.read_text(encoding="utf-8").split("\n")[0].rstrip("\r")
        except (OSError, UnicodeError) as error:
            raise CommandError(f"The passphrase file cannot be read: {error}") from None
    elif passphrase_env:
        passphrase = os.environ.get(passphrase_env, "")
    else:
        return str(settings.BACKUP_PASSPHRASE)
    if not passphrase:
        raise CommandError("The passphrase is empty.")
    return passphrase

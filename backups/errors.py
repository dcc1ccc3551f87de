"""What can go wrong, in words for the person who must do something about it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Refused(Exception):  # noqa: N818 (it says what was done)
    """A file is no backup that can be restored here; the message says why. Nothing was touched."""


class Trouble(TextChoices):
    """Why there is no backup. The values are kept in the table of backups."""

    NO_PROGRAM = "no_program", _("pg_dump is not installed where the worker runs")
    OLD_PROGRAM = "old_program", _("pg_dump is older than the server")
    DATABASE = "database", _("The database could not be copied")
    FILES = "files", _("The file could not be written")
    DAMAGED = "damaged", _("What was written could not be read again")
    CUT_OFF = "cut_off", _("It was cut off before its end")


class BackupFailed(Exception):  # noqa: N818 (it says what happened)
    """No backup was made; `detail` is what the machine said."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(trouble, detail)
        self.trouble, self.detail = trouble, detail

    def __str__(self) -> str:
        return f"{self.trouble.label}: {self.detail}" if self.detail else str(self.trouble.label)

"""Exceptions of backups, with messages for the administrator."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Refused(Exception):  # noqa: N818 (a name used throughout)
    """A file cannot be restored here; the message gives the reason. Nothing was changed."""


class Trouble(TextChoices):
    """Why a backup failed. The values are stored in Backup.trouble."""

    NO_PROGRAM = "no_program", _("pg_dump is not installed where the worker runs")
    OLD_PROGRAM = "old_program", _("pg_dump is older than the server")
    DATABASE = "database", _("The database could not be copied")
    FILES = "files", _("The file could not be written")
    DAMAGED = "damaged", _("The written data could not be read back")
    CUT_OFF = "cut_off", _("It was interrupted")


class BackupFailed(Exception):  # noqa: N818 (a name used throughout)
    """No backup was made; `detail` is the message of the system."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(trouble, detail)
        self.trouble, self.detail = trouble, detail

    def __str__(self) -> str:
        return f"{self.trouble.label}: {self.detail}" if self.detail else str(self.trouble.label)

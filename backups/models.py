"""Models of backups: a row per backup file, and the schedule.

The files are authoritative. Rows are synchronised with them (backups/catalog.py), so a restored site
lists the backups that are younger than its database.
"""

from pathlib import Path
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from backups import storage
from backups.errors import Trouble
from core.models import Singleton


class Frequency(models.TextChoices):
    """How often the worker makes a backup."""

    OFF = "off", _("Never")
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")


class State(models.TextChoices):
    """The state of a backup. GOOD means that the whole file was read again and verified.

    INCOMPLETE means the same, but files that rows of the database name were not on the disk.
    """

    ASKED = "asked", _("Waiting for the worker")
    RUNNING = "running", _("In progress")
    GOOD = "good", _("Verified and complete")
    INCOMPLETE = "incomplete", _("Incomplete: image files are missing")
    FAILED = "failed", _("Failed")


class Cause(models.TextChoices):
    SCHEDULE = "schedule", _("schedule")
    ASKED = "asked", _("requested in the admin")
    COMMAND = "command", _("command line")
    BEFORE_RESTORE = "before_restore", _("before a restore")
    BEFORE_UPGRADE = "before_upgrade", _("before an upgrade")


class BackupQuerySet(models.QuerySet["Backup"]):
    def good(self) -> Self:
        """Filter verified, complete backups."""
        return self.filter(state=State.GOOD)

    def usable(self) -> Self:
        """Filter backups that can be restored: complete and incomplete ones."""
        return self.filter(state__in=[State.GOOD, State.INCOMPLETE])

    def of_machine(self, machine: str) -> Self:
        """Filter backups of `machine`, and those from before machines were recorded."""
        return self.filter(machine__in=[machine, ""])

    def rotatable(self) -> Self:
        """Filter backups that rotation may delete: scheduled and requested ones."""
        return self.good().filter(cause__in=[Cause.SCHEDULE, Cause.ASKED])


class Backup(models.Model):
    """One backup or failed attempt; `made_at` is the time of its snapshot."""

    made_at = models.DateTimeField(_("date and time"), db_index=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    cause = models.CharField(_("cause"), max_length=20, choices=Cause)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("requested by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    file_name = models.CharField(_("file"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    has_media = models.BooleanField(_("with images"), default=True)
    is_encrypted = models.BooleanField(_("encrypted"), default=False)
    gone = models.PositiveIntegerField(_("files deleted during the backup"), default=0)
    missing = models.PositiveIntegerField(_("missing files"), default=0, db_default=0)
    machine = models.CharField(
        _("machine"), max_length=100, blank=True, default="", db_default="", editable=False
    )
    trouble = models.CharField(_("problem"), max_length=20, choices=Trouble, blank=True)
    detail = models.TextField(_("system message"), blank=True)

    objects = BackupQuerySet.as_manager()

    class Meta:
        verbose_name = _("backup")
        verbose_name_plural = _("backups")
        ordering = ["-made_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("make_backup", _("Can make backups"))]

    def __str__(self) -> str:
        return self.file_name or str(self.get_state_display())

    @property
    def path(self) -> Path:
        """The path of the file on the machine that made it."""
        return storage.path_of(self.file_name)

    @property
    def is_here(self) -> bool:
        """Whether the file exists in the backup folder of this machine."""
        is_own = self.machine in ("", storage.machine())
        return is_own and bool(self.file_name) and self.path.is_file()


class BackupSchedule(Singleton):
    """When the worker makes backups, and how many are kept."""

    frequency = models.CharField(
        _("make a backup"), max_length=10, choices=Frequency, default=Frequency.OFF
    )
    hour = models.PositiveSmallIntegerField(
        _("hour of the day"),
        default=4,
        validators=[MaxValueValidator(23)],
        help_text=_("0–23, in the site's time zone. Weekly backups run on Mondays."),
    )
    include_media = models.BooleanField(
        _("with images"),
        default=True,
        help_text=_("Without images a backup is small, but the images need a separate backup."),
    )
    keep_daily = models.PositiveSmallIntegerField(
        _("daily backups to keep"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
    )
    keep_weekly = models.PositiveSmallIntegerField(
        _("weekly backups to keep"), default=4, validators=[MaxValueValidator(520)]
    )
    keep_monthly = models.PositiveSmallIntegerField(
        _("monthly backups to keep"), default=6, validators=[MaxValueValidator(120)]
    )

    class Meta:
        verbose_name = _("backup schedule")
        verbose_name_plural = _("backup schedule")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return str(_("Backup schedule"))

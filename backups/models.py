"""Backups in the folder of backups, as rows, and when they are made.

The files are what counts: rows are brought in line with them (backups/records.py), so a site that was
restored knows the backups that are younger than its database.
"""

from pathlib import Path
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from backups import places
from backups.errors import Trouble
from core.models import Singleton


class Rhythm(models.TextChoices):
    """How often a backup is made by itself."""

    OFF = "off", _("Never")
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")


class State(models.TextChoices):
    """What became of a backup. GOOD means that all of the file was read again and is whole."""

    ASKED = "asked", _("Waits for the worker")
    RUNNING = "running", _("Is being made")
    GOOD = "good", _("Checked and whole")
    FAILED = "failed", _("Failed")


class Cause(models.TextChoices):
    """Why a backup was made."""

    SCHEDULE = "schedule", _("schedule")
    ASKED = "asked", _("asked for")
    COMMAND = "command", _("command line")
    BEFORE_RESTORE = "before_restore", _("before a restore")
    BEFORE_UPGRADE = "before_upgrade", _("before an upgrade")


class BackupQuerySet(models.QuerySet["Backup"]):
    """Which backups."""

    def good(self) -> Self:
        """Those that are whole."""
        return self.filter(state=State.GOOD)

    def rotated(self) -> Self:
        """Those that go when they are old: what the schedule made, and what somebody asked for."""
        return self.good().filter(cause__in=[Cause.SCHEDULE, Cause.ASKED])


class Backup(models.Model):
    """One backup, or one try; `made_at` is the moment that it shows the site at."""

    made_at = models.DateTimeField(_("moment"), db_index=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    cause = models.CharField(_("cause"), max_length=20, choices=Cause)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked for by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    file_name = models.CharField(_("file"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    has_media = models.BooleanField(_("with pictures"), default=True)
    is_encrypted = models.BooleanField(_("encrypted"), default=False)
    gone = models.PositiveIntegerField(_("files deleted meanwhile"), default=0)
    trouble = models.CharField(_("trouble"), max_length=20, choices=Trouble, blank=True)
    detail = models.TextField(_("what the machine said"), blank=True)

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
        """Where the file is, or was."""
        return places.path_of(self.file_name)


class BackupSchedule(Singleton):
    """When backups are made by themselves, and which are kept."""

    rhythm = models.CharField(_("make a backup"), max_length=10, choices=Rhythm, default=Rhythm.OFF)
    hour = models.PositiveSmallIntegerField(
        _("at this hour"),
        default=4,
        validators=[MaxValueValidator(23)],
        help_text=_("0–23, in the site's time zone. Every week: on Mondays."),
    )
    include_media = models.BooleanField(
        _("with pictures"),
        default=True,
        help_text=_("Without them a backup is small, but the pictures need another one."),
    )
    keep_daily = models.PositiveSmallIntegerField(
        _("keep the last of this many days"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
    )
    keep_weekly = models.PositiveSmallIntegerField(
        _("keep the last of this many weeks"), default=4, validators=[MaxValueValidator(520)]
    )
    keep_monthly = models.PositiveSmallIntegerField(
        _("keep the last of this many months"), default=6, validators=[MaxValueValidator(120)]
    )

    class Meta:
        verbose_name = _("schedule of backups")
        verbose_name_plural = _("schedule of backups")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return str(_("Schedule of backups"))

"""Models of the audit log. Rows are written by audit.log only."""

from datetime import datetime

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.enums import ActorKind, Verb
from audit.querysets import EventQuerySet
from core.models import Singleton

TITLE_LENGTH = 200


class Event(models.Model):
    """A log entry: an actor, a verb and a target.

    Names and titles are copies, because the account and the target may be deleted. `repeat_count` and
    `repeated_until` count saves that were merged into the row. It has no personal data of readers and no
    values of fields: `changed` holds names of fields.
    """

    created_at = models.DateTimeField(_("date and time"), default=timezone.now)
    repeated_until = models.DateTimeField(null=True)
    repeat_count = models.PositiveIntegerField(default=1)
    # No own index: event_by_actor below serves the same queries in order.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
    )
    actor_kind = models.CharField(max_length=10, choices=ActorKind)
    actor_name = models.CharField(max_length=TITLE_LENGTH, blank=True)
    verb = models.CharField(_("action"), max_length=30, choices=Verb)
    target_kind = models.CharField(max_length=80, blank=True)
    target_pk = models.CharField(max_length=40, blank=True)
    target_title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    changed = models.JSONField(default=list)
    note = models.CharField(max_length=TITLE_LENGTH, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    search_text = models.TextField(help_text="title, person and note, folded for searching")

    objects = EventQuerySet.as_manager()  # type: ignore[django-manager-missing]  # of a stale cache

    class Meta:
        verbose_name = _("log")
        verbose_name_plural = _("log")
        default_permissions = ()
        permissions = [
            ("view_content_events", _("Can see the activity of others on content")),
            ("view_every_event", _("Can see everyone’s activity")),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="event_by_created_at"),
            models.Index(fields=["actor", "-created_at", "-id"], name="event_by_actor"),
            models.Index(fields=["verb", "-created_at", "-id"], name="event_by_verb"),
            models.Index(
                fields=["target_kind", "target_pk", "-created_at", "-id"], name="event_by_target"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M} {self.verb} {self.target_title}"

    @property
    def last_at(self) -> datetime:
        """The time of the last merged event."""
        return self.repeated_until or self.created_at


class AuditSettings(Singleton):
    """Retention of the log."""

    keep_days = models.PositiveIntegerField(
        _("days to keep the log"),
        default=365,
        validators=[MinValueValidator(30)],
        help_text=_("Older entries are deleted. At least 30 days."),
    )

    class Meta:
        verbose_name = _("log retention")
        verbose_name_plural = _("log retention")

    def __str__(self) -> str:
        return str(_("log retention"))

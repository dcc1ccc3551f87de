"""The log: who did what, when. Rows are written by audit.trail and never changed by hand."""

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
    """Something that somebody did.

    Names and titles are kept as they were: the account and the thing may be gone. `times` and
    `until` tell of repeated saves that became one row. Nothing of a reader is written here, nor any
    value of a field: `changed` holds names of fields.
    """

    moment = models.DateTimeField(_("moment"), default=timezone.now)
    until = models.DateTimeField(null=True)
    times = models.PositiveIntegerField(default=1)
    # Its own index would not be used: the one below finds a person's rows in their order.
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
    verb = models.CharField(_("what was done"), max_length=30, choices=Verb)
    target_kind = models.CharField(max_length=80, blank=True)
    target_pk = models.CharField(max_length=40, blank=True)
    target_title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    changed = models.JSONField(default=list)
    note = models.CharField(max_length=TITLE_LENGTH, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    words = models.TextField(help_text="title, person and note, folded for searching")

    objects = EventQuerySet.as_manager()  # type: ignore[django-manager-missing]  # of a stale cache

    class Meta:
        verbose_name = _("log")
        verbose_name_plural = _("log")
        default_permissions = ()
        permissions = [
            ("view_content_events", _("Can see what others did with content")),
            ("view_every_event", _("Can see what everybody did")),
        ]
        indexes = [
            models.Index(fields=["-moment", "-id"], name="event_by_moment"),
            models.Index(fields=["actor", "-moment", "-id"], name="event_by_actor"),
            models.Index(fields=["verb", "-moment", "-id"], name="event_by_verb"),
            models.Index(
                fields=["target_kind", "target_pk", "-moment", "-id"], name="event_by_target"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.moment:%Y-%m-%d %H:%M} {self.verb} {self.target_title}"

    @property
    def last_at(self) -> datetime:
        """When it was done last."""
        return self.until or self.moment


class AuditSettings(Singleton):
    """How long the log is kept."""

    keep_days = models.PositiveIntegerField(
        _("keep the log for days"),
        default=365,
        validators=[MinValueValidator(30)],
        help_text=_("Older rows are deleted. At least 30."),
    )

    class Meta:
        verbose_name = _("keeping of the log")
        verbose_name_plural = _("keeping of the log")

    def __str__(self) -> str:
        return str(_("keeping of the log"))

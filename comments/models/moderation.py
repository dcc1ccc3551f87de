"""Models for moderators: bans, notes, canned replies, slow mode."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.enums import BanEffect, BanKind
from comments.models.comment import Comment


class BanQuerySet(models.QuerySet[Any]):
    def in_force(self) -> "BanQuerySet":
        """Bans that have not expired."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()))


class Ban(models.Model):
    """A ban of a writer, a network, a word or a domain.

    `value` is the key of a writer or network (comments/identity.py), or a word or domain as normalized
    by bans.folded.
    """

    kind = models.CharField(_("about"), max_length=10, choices=BanKind)
    value = models.CharField(_("value"), max_length=200)
    effect = models.CharField(_("effect"), max_length=10, choices=BanEffect, default=BanEffect.HOLD)
    note = models.CharField(_("note"), max_length=200, blank=True)
    comment = models.ForeignKey(
        Comment, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("Empty: until the rule is deleted.")
    )

    objects = BanQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment rule")
        verbose_name_plural = _("comment rules")
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="one_ban_per_value")]

    def __str__(self) -> str:
        """Name it without a key: the audit log stores this name, and no data that identifies a reader."""
        return f"{self.get_kind_display()}: {self.shown_value}"

    @property
    def shown_value(self) -> str:
        """The word or domain; for a key, which means nothing to people, the primary key of the ban."""
        return self.value if self.kind in (BanKind.WORD, BanKind.DOMAIN) else f"#{self.pk}"


class Note(models.Model):
    """A note about a comment from one moderator to the others."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.CharField(_("note"), max_length=500)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class CannedReply(models.Model):
    """A prepared text with placeholders (comments/canned.py) that moderators insert into replies."""

    title = models.CharField(_("title"), max_length=60)
    text = models.TextField(
        _("text"),
        max_length=3000,
        help_text=_(
            "These placeholders are replaced in the reply: {name} (the commenter), {title} "
            "(the post), {site}, {me} (the person who replies)."
        ),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("canned reply")
        verbose_name_plural = _("canned replies")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class SlowModeQuerySet(models.QuerySet[Any]):
    def in_force(self) -> "SlowModeQuerySet":
        """Entries in slow mode now, without those where it was lifted."""
        now = timezone.now()
        return self.filter(Q(lifted_until=None) | Q(lifted_until__lte=now), until__gt=now)


class SlowMode(models.Model):
    """Slow mode of an entry: everyone must wait between two comments, until `until`.

    When a moderator lifts it, `lifted_until` is the time before which it does not begin again.
    """

    entry_key = models.CharField(max_length=40, unique=True)
    until = models.DateTimeField()
    lifted_until = models.DateTimeField(null=True)

    objects = SlowModeQuerySet.as_manager()

    class Meta:
        verbose_name = _("slow mode")
        verbose_name_plural = _("slow modes")

    def __str__(self) -> str:
        return self.entry_key

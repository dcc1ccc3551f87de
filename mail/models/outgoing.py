"""Outgoing mails: rows written in the transaction that causes them, sent by the worker."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def due(self, now: datetime) -> Self:
        """Filter: mails to send at `now`, including those whose lease has expired (the worker died)."""
        return self.filter(state__in=OutgoingMail.UNFINISHED, send_after__lte=now)

    def waiting(self) -> Self:
        """Filter: mails that are queued or being sent."""
        return self.filter(state__in=OutgoingMail.UNFINISHED)


class OutgoingMail(models.Model):
    """A mail to one recipient. `key` is unique, so enqueuing the same event twice sends one mail.

    `send_after` is the next attempt of a waiting mail, and the end of the lease of one being sent.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Queued")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        WITHHELD = "withheld", _("Not sent: the address is suppressed")
        CANCELLED = "cancelled", _("Cancelled")

    UNFINISHED = (State.WAITING, State.SENDING)

    key = models.CharField(_("key"), max_length=200, unique=True)
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    language = models.CharField(_("language"), max_length=10, default="ja")
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    is_secret = models.BooleanField(
        _("gives access to an account"),
        default=False,
        editable=False,
        help_text=_("Only a superuser may read it, and its text is removed once it is sent."),
    )
    ignores_suppression = models.BooleanField(
        _("send even to suppressed addresses"),
        default=False,
        editable=False,
        help_text=_("The recipient has requested it."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("last error"), blank=True)
    answer = models.TextField(_("server response"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    send_after = models.DateTimeField(_("send after"), db_index=True)
    failed_at = models.DateTimeField(_("failed on"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("email")
        verbose_name_plural = _("emails")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "send_after"])]

    def __str__(self) -> str:
        return self.subject

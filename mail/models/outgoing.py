"""Mails that the site sends: written as rows in the transaction that causes them, sent by the worker."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """Which mails."""

    def due(self, now: datetime) -> Self:
        """Those to be sent at `now`."""
        return self.filter(state=OutgoingMail.State.WAITING, send_after__lte=now)


class OutgoingMail(models.Model):
    """One mail to one recipient. `key` is unique, so announcing the same thing twice sends one mail."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    key = models.CharField(_("key"), max_length=200, unique=True)
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    language = models.CharField(_("language"), max_length=10, default="ja")
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    is_secret = models.BooleanField(
        _("opens an account"),
        default=False,
        editable=False,
        help_text=_("Only a superuser may read it, and its text is removed once it is sent."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    send_after = models.DateTimeField(_("send after"), db_index=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "send_after"])]

    def __str__(self) -> str:
        return f"{self.subject} → {self.recipient}"

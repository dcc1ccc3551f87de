"""Invitations of staff."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import LowercaseEmailField
from core.roles import Role

MESSAGE_LENGTH = 500


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> Self:
        """Filter: neither accepted nor revoked, expired or not."""
        return self.filter(accepted_at=None, revoked_at=None)

    def waiting(self, now: datetime) -> Self:
        """Filter: neither accepted nor revoked, and not expired at `now`."""
        return self.unanswered().filter(expires_at__gt=now)


class Invitation(models.Model):
    """Invitation of an address to roles. The link is only in the mail; the row has its digest."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Not accepted yet")
        ACCEPTED = "accepted", _("Accepted")
        EXPIRED = "expired", _("Expired")
        REVOKED = "revoked", _("Revoked")

    email = LowercaseEmailField(_("email address"))
    roles = models.JSONField(_("roles"), default=list)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    message = models.TextField(
        _("personal message"),
        max_length=MESSAGE_LENGTH,
        blank=True,
        help_text=_("They are quoted in the email."),
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "email",
                name="one_open_invitation_per_email",
                condition=models.Q(accepted_at=None, revoked_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def state(self) -> State:
        """The state, computed from the timestamps."""
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.WAITING if self.expires_at > timezone.now() else self.State.EXPIRED

    @property
    def role_names(self) -> str:
        """The translated names of the roles, joined by "・"."""
        return "・".join(str(role.label) for role in Role if role.value in self.roles)

"""Invitations to work on the site."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import LowercaseEmailField
from core.roles import Role

WORDS_LENGTH = 500


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Which invitations."""

    def unanswered(self) -> Self:
        """Those neither accepted nor revoked, whether or not their time is over."""
        return self.filter(accepted_at=None, revoked_at=None)

    def waiting(self, now: datetime) -> Self:
        """Those that can be accepted at `now`."""
        return self.unanswered().filter(expires_at__gt=now)


class Invitation(models.Model):
    """One person asked to take roles here. The link itself is only in the mail; here is its digest."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        EXPIRED = "expired", _("Expired")
        REVOKED = "revoked", _("Revoked")

    email = LowercaseEmailField(_("e-mail address"))
    roles = models.JSONField(_("roles"), default=list)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    words = models.TextField(
        _("personal words"),
        max_length=WORDS_LENGTH,
        blank=True,
        help_text=_("They are quoted in the mail."),
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
        """What has become of it."""
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.WAITING if self.expires_at > timezone.now() else self.State.EXPIRED

    @property
    def role_names(self) -> str:
        """The translated names of the roles that it gives."""
        return "・".join(str(role.label) for role in Role if role.value in self.roles)

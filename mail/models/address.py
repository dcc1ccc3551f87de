"""E-mail addresses: language and suppression."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AddressQuerySet(models.QuerySet["Address"]):
    def suppressed(self) -> Self:
        return self.filter(suppressed_at__isnull=False)


class Address(models.Model):
    """An e-mail address, as mail.addresses.normalised returns it. Written by mail.suppression."""

    class Reason(models.TextChoices):
        REFUSED = "refused", _("The mailbox does not exist")
        UNSUBSCRIBED = "unsubscribed", _("Unsubscribed")
        COMPLAINT = "complaint", _("Spam complaint")
        BY_HAND = "by_hand", _("Manually")

    address = models.CharField(_("email address"), max_length=254, unique=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, blank=True
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    suppressed_at = models.DateTimeField(_("suppressed"), null=True, blank=True, db_index=True)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=1000)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("email address")
        verbose_name_plural = _("email addresses")
        ordering = ["address"]

    def __str__(self) -> str:
        return self.address

    @property
    def is_suppressed(self) -> bool:
        """Whether it gets no mail, except one that ignores suppression (a password reset)."""
        return self.suppressed_at is not None

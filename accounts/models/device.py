"""Devices on which users have signed in."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class Device(models.Model):
    """A browser in which a user has signed in, identified by a cookie. Written by accounts/devices.py.

    `key` is a digest of the cookie. Only the network of the IP address is stored (about a town), so
    that users can recognise a device that is not theirs.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    key = models.CharField(max_length=64)
    name = models.CharField(_("device"), max_length=100, blank=True)
    network = models.CharField(_("network"), max_length=50, blank=True)
    session_key = models.CharField(max_length=40, blank=True)
    first_seen_at = models.DateTimeField(default=timezone.now)
    is_current: bool  # no column; set by accounts.devices.list_signed_in
    last_seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ["-last_seen_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_device_per_user_and_key")
        ]

    def __str__(self) -> str:
        return self.name or gettext("Unknown browser")

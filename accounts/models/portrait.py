"""The picture that somebody with an account shows beside their comments."""

import secrets

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


def new_name() -> str:
    """Return a name for the address: random, so that it tells nothing of the person."""
    return secrets.token_hex(10)


def address_of(name: str) -> str:
    """Return where the picture of this name is; another picture has another address."""
    return reverse("portrait", args=[name])


class Portrait(models.Model):
    """The picture of one account, with its few kilobytes in the row itself.

    So it appears, changes, leaves and is backed up with the account, in one transaction and without a file
    (docs/decisions/0021-readers-pictures-are-rows.md). Written by accounts/portraits.py.
    """

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="portrait"
    )
    name = models.CharField(max_length=20, unique=True, default=new_name)
    webp = models.BinaryField()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """Where it is."""
        return address_of(self.name)

"""Avatars of accounts, shown beside comments."""

import secrets

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


def new_name() -> str:
    """Return a random name for the URL, which identifies no user."""
    return secrets.token_hex(10)


def avatar_url(name: str) -> str:
    """Return the URL of an avatar. Every upload has a new name, so URLs can be cached."""
    return reverse("avatar", args=[name])


class Avatar(models.Model):
    """Avatar of an account, stored in the row (a few kilobytes). Written by accounts/avatars.py.

    So it is changed, deleted and backed up with the account in one transaction, without a file
    (docs/decisions/0021-avatars-are-stored-in-the-database.md).
    """

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="avatar"
    )
    name = models.CharField(max_length=20, unique=True, default=new_name)
    webp = models.BinaryField()

    class Meta:
        verbose_name = _("avatar")
        verbose_name_plural = _("avatars")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return avatar_url(self.name)

"""Pending confirmations by link. The links are only in the mails; the rows have their digests."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.fields import LowercaseEmailField


class InitialAdminLink(models.Model):
    """One-time link that creates the first administrator. There is at most one row."""

    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.expires_at:%Y-%m-%d %H:%M}"


class SignUp(models.Model):
    """A requested account whose address is not confirmed yet."""

    email = LowercaseEmailField(unique=True)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.email


class EmailChange(models.Model):
    """A change of address that both mailboxes must confirm. Each user has at most one.

    The digests are empty until the worker has written the mails. `old_email` is the address at the time
    of the request: if the account has another one by now, the change is invalid.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="email_change"
    )
    old_email = LowercaseEmailField(blank=True)
    new_email = LowercaseEmailField()
    old_digest = models.CharField(max_length=64, blank=True)
    new_digest = models.CharField(max_length=64, blank=True)
    stop_digest = models.CharField(max_length=64, blank=True)
    old_confirmed_at = models.DateTimeField(null=True)
    new_confirmed_at = models.DateTimeField(null=True)
    requested_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.old_email} → {self.new_email}"

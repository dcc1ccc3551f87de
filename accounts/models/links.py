"""What waits for somebody to press a button behind a link. The links are only in mails; here are digests."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.fields import LowercaseEmailField


class FirstStep(models.Model):
    """The link by which the first administrator comes in. There is at most one."""

    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.expires_at:%Y-%m-%d %H:%M}"


class SignUp(models.Model):
    """An address that has asked for an account and has not yet shown that it is theirs."""

    email = LowercaseEmailField(unique=True)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.email


class EmailChange(models.Model):
    """A change of address that both mailboxes must agree to. Each person has at most one.

    The digests are empty until the worker has written the mails. `old_email` is the address that was to
    be replaced: where the account has another by now, the change is dead.
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
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.old_email} → {self.new_email}"

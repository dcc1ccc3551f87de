"""Rate limit windows of confirmation mails."""

from django.db import models


class Confirmation(models.Model):
    """Window of a mailbox, which is stored as a keyed hash only. Written by mail.confirmations."""

    mailbox = models.CharField(max_length=64, unique=True)
    count = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField(db_index=True)
    free_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.mailbox

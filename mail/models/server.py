"""State of the configured mail server."""

from datetime import datetime

from django.db import models

from core.models import Singleton


class MailServer(Singleton):
    """Last success, and the backoff after the server as a whole failed. Written by mail.email_backend."""

    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)
    last_answer = models.TextField(blank=True)
    last_success_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.last_answer

    def is_paused(self, now: datetime) -> bool:
        """Return whether the backoff has not ended at `now`."""
        return self.retry_at is not None and now < self.retry_at

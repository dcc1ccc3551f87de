"""How the mail server of the settings does."""

from datetime import datetime

from django.db import models

from core.models import Singleton


class MailServer(Singleton):
    """When the server last took a mail, and until when it is left alone after it failed as a whole."""

    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)
    last_answer = models.TextField(blank=True)
    last_success_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.last_answer

    def rests(self, now: datetime) -> bool:
        """Whether it is too early to try it again."""
        return self.retry_at is not None and now < self.retry_at

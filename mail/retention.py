"""Retention of sent mails."""

from datetime import timedelta

from django.utils import timezone

from mail import confirmations
from mail.models import MailSettings, OutgoingMail

State = OutgoingMail.State


def prune() -> int:
    """Delete old texts, mails (MailSettings) and confirmation windows; return how many rows changed.

    Unfinished mails are kept. The key is deleted with its mail; an event that old is not enqueued again.
    """
    mail_settings, now = MailSettings.load(), timezone.now()
    finished = OutgoingMail.objects.exclude(state__in=OutgoingMail.UNFINISHED)
    deleted, _by_model = finished.filter(
        created_at__lt=now - timedelta(days=mail_settings.keep_mails_days)
    ).delete()
    cleared = (
        finished.filter(created_at__lt=now - timedelta(days=mail_settings.keep_text_days))
        .exclude(text="", html="")
        .update(text="", html="")
    )
    return deleted + cleared + confirmations.prune()

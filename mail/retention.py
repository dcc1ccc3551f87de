"""What the site forgets about the mails it wrote."""

from datetime import timedelta

from django.utils import timezone

from mail import confirmations
from mail.models import MailSettings, OutgoingMail

State = OutgoingMail.State


def prune() -> int:
    """Forget texts and mails as the settings say, and windows of confirmations; return how many rows changed.

    What waits is left alone. A key goes with its mail: an occasion that old is not announced again.
    """
    keep, now = MailSettings.load(), timezone.now()
    ended = OutgoingMail.objects.exclude(state__in=OutgoingMail.UNFINISHED)
    gone, _by_model = ended.filter(
        created_at__lt=now - timedelta(days=keep.keep_mails_days)
    ).delete()
    emptied = (
        ended.filter(created_at__lt=now - timedelta(days=keep.keep_text_days))
        .exclude(text="", html="")
        .update(text="", html="")
    )
    return gone + emptied + confirmations.forget_old()

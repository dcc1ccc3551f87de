"""Helpers that create and read rows of the outbox."""

from datetime import timedelta

from django.utils import timezone

from mail.models import MailServer, OutgoingMail


def make_mail(key: str = "1", **fields) -> OutgoingMail:
    """Create a due mail to reader<key>@example.com."""
    return OutgoingMail.objects.create(
        **{
            "key": key,
            "recipient": f"reader{key}@example.com",
            "subject": "お知らせ",
            "text": "本文です。\n",
            "send_after": timezone.now(),
            **fields,
        }
    )


def make_mails(*keys: str) -> list[OutgoingMail]:
    """Create due mails, which are sent in this order."""
    now = timezone.now()
    return [
        make_mail(key, send_after=now - timedelta(minutes=len(keys) - number))
        for number, key in enumerate(keys)
    ]


def reload(mail: OutgoingMail) -> OutgoingMail:
    """Return the current row of `mail`."""
    return OutgoingMail.objects.get(pk=mail.pk)


def make_due() -> None:
    """End the pauses of all mails and the backoff of the server."""
    OutgoingMail.objects.update(send_after=timezone.now())
    MailServer.objects.update(retry_at=None)


def states() -> dict[str, str]:
    """Return the state of every mail by its key."""
    return dict(OutgoingMail.objects.values_list("key", "state"))


def attempts() -> dict[str, int]:
    """Return the number of attempts of every mail by its key."""
    return dict(OutgoingMail.objects.values_list("key", "attempts"))

"""Rows of the outbox, as the outbox writes them."""

from datetime import timedelta

from django.utils import timezone

from mail.models import MailServer, OutgoingMail


def make_mail(key: str = "1", **fields) -> OutgoingMail:
    """A mail to reader<key>@example.com that is due."""
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
    """Mails that are due, in this order."""
    now = timezone.now()
    return [
        make_mail(key, send_after=now - timedelta(minutes=len(keys) - number))
        for number, key in enumerate(keys)
    ]


def read_again(mail: OutgoingMail) -> OutgoingMail:
    """The row as it is by now."""
    return OutgoingMail.objects.get(pk=mail.pk)


def make_due() -> None:
    """Let every pause end, that of the server too."""
    OutgoingMail.objects.update(send_after=timezone.now())
    MailServer.objects.update(retry_at=None)


def states() -> dict[str, str]:
    """The state of every mail by its key."""
    return dict(OutgoingMail.objects.values_list("key", "state"))


def attempts() -> dict[str, int]:
    """How often every mail was tried, by its key."""
    return dict(OutgoingMail.objects.values_list("key", "attempts"))

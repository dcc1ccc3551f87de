"""Sending what waits in the outbox through the mail server of the settings."""

from datetime import datetime, timedelta
from email.charset import Charset
from email.header import Header
from email.message import Message
from smtplib import SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import F, QuerySet
from django.utils import timezone

from mail.models import OutgoingMail

# How long a mail rests after its first, second … try. After the last one it has failed.
PAUSES = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
]
ATTEMPTS = len(PAUSES) + 1
ERROR_LENGTH = 1000


class Letter(EmailMultiAlternatives):
    """A mail whose long Japanese subject begins on the header's own line.

    Django encodes it without knowing the header's name, so that the first encoded word is pushed to a
    second line, and readers that follow RFC 5322 to the letter see a leading space.
    """

    def message(self, **kwargs: Any) -> Message:
        """Return Django's message (which refuses line breaks) with the subject encoded by its name."""
        message: Message = super().message(**kwargs)
        if not self.subject.isascii():
            del message["Subject"]
            subject = Header(str(self.subject), "utf-8", header_name="Subject")
            Message.__setitem__(message, "Subject", subject)  # type: ignore[misc]
        return message


def has_server() -> bool:
    """Whether a mail server is configured. Without one, mails are kept and can be read in the admin."""
    return bool(settings.EMAIL_HOST)


def send_waiting(limit: int = 50) -> int:
    """Send up to `limit` mails that are due, oldest first; return how many the server took.

    Safe to run in several processes at once: a mail is claimed by a conditional update. Stops early
    when the server cannot be reached, so that the mails behind keep their attempts.
    """
    if not has_server():
        return 0
    sent = 0
    server = EmailBackend()
    try:
        for mail in OutgoingMail.objects.due(timezone.now()).order_by("send_after", "pk")[:limit]:
            if not _claim(mail, timezone.now()):
                continue
            if not _reach(server, mail):
                break
            sent += _deliver(mail, server)
    finally:
        server.close()
    return sent


def send_again(mails: QuerySet[OutgoingMail]) -> int:
    """Let the worker send those of `mails` that have not left yet, at once; return how many these are."""
    return mails.exclude(state=OutgoingMail.State.SENT).update(
        state=OutgoingMail.State.WAITING, attempts=0, send_after=timezone.now(), error=""
    )


def message(mail: OutgoingMail) -> Letter:
    """Return `mail` as it goes over the wire: UTF-8 in base64, which every relay leaves alone."""
    letter = Letter(
        subject=mail.subject,
        body=mail.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.recipient],
        headers={
            **mail.headers,
            "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's absence note answers it
            "Message-ID": message_id(mail),
        },
    )
    letter.encoding = Charset("utf-8")  # type: ignore[assignment]
    if mail.html:
        letter.attach_alternative(mail.html, "text/html")
    return letter


def message_id(mail: OutgoingMail) -> str:
    """Return the id of `mail`: the same at every try, on the site's own host name."""
    host = urlsplit(settings.BASE_URL).hostname
    return f"<{mail.pk}.{mail.created_at:%Y%m%d%H%M%S%f}@{host}>"


def _claim(mail: OutgoingMail, now: datetime) -> bool:
    """Take `mail` for one try, unless somebody else has just done so.

    The pause after a failure starts here: a worker that dies in the middle has lost nothing.
    """
    pause = PAUSES[min(mail.attempts, len(PAUSES) - 1)]
    claimed = OutgoingMail.objects.due(now).filter(pk=mail.pk, attempts=mail.attempts)
    return bool(claimed.update(attempts=F("attempts") + 1, send_after=now + pause))


def _reach(server: EmailBackend, mail: OutgoingMail) -> bool:
    """Open the connection if it is not open; note on `mail` why that failed."""
    try:
        server.open()
    except OSError as problem:  # SMTPException is one too
        _note_failure(mail, problem)
        return False
    return True


def _deliver(mail: OutgoingMail, server: EmailBackend) -> bool:
    """Hand the claimed `mail` to `server` and note how it went; return whether it was taken."""
    try:
        server.send_messages([message(mail)])
    except SMTPRecipientsRefused as refusal:
        codes = [code for code, _reason in refusal.recipients.values()]
        _note_failure(mail, refusal, for_good=min(codes) >= 500)
        return False
    except (OSError, ValueError) as problem:
        _note_failure(mail, problem)
        server.close()  # its state is unknown; the next mail opens a new one
        return False
    _row(mail).update(state=OutgoingMail.State.SENT, sent_at=timezone.now(), error="")
    if mail.is_secret:
        _row(mail).update(text="", html="")
    return True


def _note_failure(mail: OutgoingMail, problem: Exception, *, for_good: bool = False) -> None:
    """Keep the error; give up after the last try, or at once when the address is refused `for_good`."""
    is_last = for_good or mail.attempts + 1 >= ATTEMPTS
    state = OutgoingMail.State.FAILED if is_last else OutgoingMail.State.WAITING
    error = f"{type(problem).__name__}: {problem}"[:ERROR_LENGTH]
    _row(mail).update(state=state, error=error)


def _row(mail: OutgoingMail) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(pk=mail.pk)

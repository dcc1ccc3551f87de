"""SMTP connection to the configured mail server, and the backoff after failures of the server."""

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Timer
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone

from mail import smtp_responses
from mail.models import MailServer

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

# Pause after the first, second … consecutive failure of the server as a whole.
BACKOFF = [
    timedelta(seconds=30),
    timedelta(minutes=1),
    timedelta(minutes=2),
    timedelta(minutes=5),
    timedelta(minutes=15),
]
# Maximum seconds per mail, even if the server responds slowly. Must be less than sending.LEASE.
DEADLINE = 120.0


class _RecordingSMTP(smtplib.SMTP):
    """SMTP client that stores the response to DATA, which has the server's queue id."""

    last_answer = ""

    def data(self, msg: "ReadableBuffer | str") -> tuple[int, bytes]:
        """Send the message; return code and text of the response."""
        code, text = super().data(msg)
        self.last_answer = smtp_responses.format_response(code, text)
        return code, text


class _RecordingSMTPSSL(_RecordingSMTP, smtplib.SMTP_SSL):
    """The same with implicit TLS."""


class Connection(EmailBackend):
    """Django's SMTP backend, used for several mails per connection."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _RecordingSMTPSSL if self.use_ssl else _RecordingSMTP

    @property
    def last_answer(self) -> str:
        """The response to the last message that was accepted."""
        return getattr(self.connection, "last_answer", "")

    def reset(self) -> None:
        """Send RSET after a refusal, for the next mail; drop the connection if that fails."""
        try:
            code, _text = self.connection.rset() if self.connection else (0, b"")
        except OSError:
            code = -1
        if code != 250:
            self.drop()

    def drop(self) -> None:
        """Close a connection whose state is unknown; the next mail opens a new one."""
        if self.connection:
            self.connection.close()
        self.connection = None

    @contextmanager
    def deadline(self) -> Iterator[None]:
        """Shut the socket down if the block takes longer than DEADLINE."""
        timer = Timer(DEADLINE, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        sock = self.connection.sock if self.connection else None
        if sock:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


@contextmanager
def connection() -> Iterator[Connection]:
    """Yield a connection, which opens at its first use and is closed at the end."""
    backend = Connection()
    try:
        yield backend
    finally:
        with suppress(OSError):
            backend.close()


def has_server() -> bool:
    """Return whether a mail server is configured. Without one, mails wait and can be read in the admin."""
    return bool(settings.EMAIL_HOST)


def record_failure(answer: str) -> None:
    """Record a failure of the server as a whole, and begin the next backoff, longer each time."""
    server, now = MailServer.load(), timezone.now()
    pause = BACKOFF[min(server.failures, len(BACKOFF) - 1)]
    MailServer.objects.update_or_create(
        pk=1,
        defaults={
            "failures": server.failures + 1,
            "failing_since": server.failing_since or now,
            "retry_at": now + pause,
            "last_answer": answer,
        },
    )


def record_success(answer: str) -> None:
    """Record that the server works, and reset its failures."""
    now = timezone.now()
    MailServer.objects.update_or_create(
        pk=1,
        defaults={
            "failures": 0,
            "failing_since": None,
            "retry_at": None,
            "last_answer": answer,
            "last_success_at": now,
        },
    )


def clear_backoff() -> None:
    """End the backoff, for instance because a user sends a mail by hand."""
    MailServer.objects.update(retry_at=None)

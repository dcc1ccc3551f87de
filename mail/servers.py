"""The connection to the mail server of the settings, and the rests that it gets when it fails as a whole."""

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Timer
from typing import Any

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone

from mail import verdicts
from mail.models import MailServer

# How long the server is left alone after it failed as a whole once, twice …
RESTS = [
    timedelta(seconds=30),
    timedelta(minutes=1),
    timedelta(minutes=2),
    timedelta(minutes=5),
    timedelta(minutes=15),
]
# No mail takes longer, even if the server drips its answers. Must stay below sending.LEASE.
DEADLINE = 120.0


class _Listening(smtplib.SMTP):
    """Keeps what the server said when it took the text: the only trace to find a mail by later."""

    last_answer = ""

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Send the text; return code and words of the answer."""
        code, text = super().data(msg)
        self.last_answer = verdicts.said(code, text)
        return code, text


class _ListeningTls(_Listening, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


class Connection(EmailBackend):
    """Django's backend, kept open over several mails."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _ListeningTls if self.use_ssl else _Listening

    @property
    def last_answer(self) -> str:
        """What the server said to the last text it took."""
        return getattr(self.connection, "last_answer", "")

    def settle(self) -> None:
        """After a refusal: make the connection ready for the next mail, or drop it."""
        try:
            code, _text = self.connection.rset() if self.connection else (0, b"")
        except OSError:
            code = -1
        if code != 250:
            self.drop()

    def drop(self) -> None:
        """Forget a connection whose state is unknown; the next mail opens a new one."""
        if self.connection:
            self.connection.close()
        self.connection = None

    @contextmanager
    def deadline(self) -> Iterator[None]:
        """Cut the connection when what happens inside takes longer than DEADLINE."""
        timer = Timer(DEADLINE, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        line = self.connection.sock if self.connection else None
        if line:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


@contextmanager
def connection() -> Iterator[Connection]:
    """A connection that is opened when it is first used and closed at the end."""
    found = Connection()
    try:
        yield found
    finally:
        with suppress(OSError):
            found.close()


def has_server() -> bool:
    """Whether a mail server is configured. Without one, mails are kept and can be read in the admin."""
    return bool(settings.EMAIL_HOST)


def note_trouble(answer: str) -> None:
    """Leave the server alone for a while, longer each time."""
    server, now = MailServer.load(), timezone.now()
    rest = RESTS[min(server.failures, len(RESTS) - 1)]
    MailServer.objects.update_or_create(
        pk=1,
        defaults={
            "failures": server.failures + 1,
            "failing_since": server.failing_since or now,
            "retry_at": now + rest,
            "last_answer": answer,
        },
    )


def note_success(answer: str) -> None:
    """The server works: forget its failures."""
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


def end_rest() -> None:
    """Try the server at once, for instance because a person has asked for it."""
    MailServer.objects.update(retry_at=None)

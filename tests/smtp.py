"""A mail server for tests: it accepts everything on loopback, stores what arrived, and fails on request."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Received:
    """One mail as it came over the wire."""

    sender: str
    recipients: list[str]
    raw: bytes
    message: EmailMessage

    @property
    def subject(self) -> str:
        """The decoded subject."""
        return str(self.message["subject"])

    @property
    def text(self) -> str:
        """The decoded plain-text part."""
        part = self.message.get_body(("plain",))
        return part.get_content() if part else ""

    @property
    def html(self) -> str:
        """The decoded HTML part, or an empty string."""
        part = self.message.get_body(("html",))
        return part.get_content() if part else ""


@dataclass
class Inbox:
    """Everything that arrived, oldest first, and what the server does instead of taking a mail.

    `sender_answers`, `recipient_answers` and `text_answers` are said to the next MAIL, RCPT and text, one
    after another; then all is well again. `refused` are recipients with the answer that they always get.
    So many of the next texts are `cut` in the middle, or meet `silence` (seconds); `accepted` is called
    after a mail was kept, before the answer.
    """

    port: int = 0
    mails: list[Received] = field(default_factory=list)
    sender_answers: list[str] = field(default_factory=list)
    recipient_answers: list[str] = field(default_factory=list)
    text_answers: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    silence: float = 0
    accepted: Callable[[], None] | None = None
    connections: int = 0

    @property
    def recipients(self) -> list[str]:
        """Who got a mail, in order."""
        return [address for mail in self.mails for address in mail.recipients]

    async def handle_EHLO(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, host: str, answers: list[str]
    ) -> list[str]:
        """Count those who come."""
        self.connections += not session.host_name
        session.host_name = host
        return answers

    async def handle_MAIL(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the sender, or say what was asked for."""
        if self.sender_answers:
            return self.sender_answers.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the recipient, or say what was asked for."""
        if address in self.refused:
            return self.refused[address]
        if self.recipient_answers:
            return self.recipient_answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep one mail, or say what was asked for."""
        if self.silence:
            await asyncio.sleep(self.silence)
            return "451 too late"
        if self.text_answers:
            return self.text_answers.pop(0)
        raw = envelope.original_content or b""
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append(Received(envelope.mail_from or "", list(envelope.rcpt_tos), raw, message))
        if self.accepted:
            self.accepted()
        return f"250 kept as {len(self.mails)}"


class _Cutting(SMTP):
    """Breaks the line where a text begins, if its inbox says so."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 (aiosmtpd's name)
        """Ask for the text, and be gone."""
        if self.event_handler.cut:
            self.event_handler.cut -= 1
            await self.push("354 go on")
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class _AnyPort(Controller):
    """A controller on a port that the system chooses; aiosmtpd's own would greet port 0."""

    def factory(self) -> SMTP:
        return _Cutting(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def running_inbox(**options: Any) -> Iterator[Inbox]:
    """Serve an inbox on a free port of loopback; `options` are aiosmtpd's."""
    inbox = Inbox()
    controller = _AnyPort(
        inbox, hostname="127.0.0.1", port=0, server_hostname="mail.test", **options
    )
    controller.start()
    try:
        inbox.port = controller.port
        yield inbox
    finally:
        controller.stop()

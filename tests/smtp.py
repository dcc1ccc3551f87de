"""A mail server for tests: it accepts everything on loopback and keeps what arrived."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

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
    """Everything that arrived, oldest first. `refusals` answers that many mails with 451."""

    port: int = 0
    mails: list[Received] = field(default_factory=list)
    refusals: int = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        """Keep one mail, or refuse it for now."""
        if self.refusals:
            self.refusals -= 1
            return "451 try again later"
        raw = envelope.original_content or b""
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append(Received(envelope.mail_from or "", list(envelope.rcpt_tos), raw, message))
        return "250 kept"


class _AnyPort(Controller):
    """A controller on a port that the system chooses; aiosmtpd's own would greet port 0."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def running_inbox() -> Iterator[Inbox]:
    """Serve an inbox on a free port of loopback."""
    inbox = Inbox()
    controller = _AnyPort(inbox, hostname="127.0.0.1", port=0, server_hostname="mail.test")
    controller.start()
    try:
        inbox.port = controller.port
        yield inbox
    finally:
        controller.stop()

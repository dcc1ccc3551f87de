"""The email of a queued mail: headers, encodings, sender."""

from email.charset import Charset
from email.header import Header
from email.message import Message
from email.utils import parseaddr, quote
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from core.models import SiteSettings
from mail.headers import is_plain, one_line
from mail.models import OutgoingMail


class QueuedMessage(EmailMultiAlternatives):
    """A message with long Japanese subjects and sender names in encoded words of valid length.

    Django encodes the subject without the header's name, so that the first encoded word moves to the
    second line, which strict readers of RFC 5322 show as a leading space. Django also writes a sender's
    name of any length in one line.
    """

    def message(self, **kwargs: Any) -> Message:
        """Return Django's message (which rejects line breaks) with subject and sender encoded again."""
        message: Message = super().message(**kwargs)
        subject = str(self.subject)
        if not is_plain(subject):
            _set_header(message, "Subject", Header(subject, "utf-8", header_name="Subject"))
        name, address = parseaddr(self.from_email)
        if not is_plain(name):
            encoded = Header(name, "utf-8", header_name="From")
            encoded.append(f"<{address}>", "us-ascii")
            _set_header(message, "From", encoded)
        return message


def _set_header(message: Message, name: str, value: Header) -> None:
    """Set an encoded header by the base class; Django's class would encode it again."""
    del message[name]
    Message.__setitem__(message, name, value)  # type: ignore[misc]


def message(mail: OutgoingMail) -> QueuedMessage:
    """Return the message of `mail`: UTF-8 in base64, which relays do not re-encode."""
    email = QueuedMessage(
        subject=mail.subject,
        body=mail.text,
        from_email=sender(),
        to=[mail.recipient],
        headers={
            **mail.headers,
            "Auto-Submitted": "auto-generated",  # RFC 3834: no automatic replies
            "Message-ID": message_id(mail),
        },
    )
    email.encoding = Charset("utf-8")  # type: ignore[assignment]
    if mail.html:
        email.attach_alternative(mail.html, "text/html")
    return email


def message_id(mail: OutgoingMail) -> str:
    """Return the Message-ID of `mail`: the same at every attempt, with the site's host name."""
    host = urlsplit(settings.BASE_URL).hostname
    return f"<{mail.pk}.{mail.created_at:%Y%m%d%H%M%S%f}@{host}>"


def sender() -> str:
    """Return the From header: DEFAULT_FROM_EMAIL, with the site's name if it has none."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return f'"{quote(one_line(name or SiteSettings.load().name))}" <{address}>'

"""Models of outgoing mails, addresses, confirmation windows and the mail server."""

from mail.models.address import Address
from mail.models.confirmation import Confirmation
from mail.models.outgoing import OutgoingMail
from mail.models.server import MailServer
from mail.models.settings import MailSettings

__all__ = ["Address", "Confirmation", "MailServer", "MailSettings", "OutgoingMail"]

"""Classification of SMTP responses: retry the mail, fail it, suppress its address, or pause the server.

| response | outcome |
| --- | --- |
| 4xx to the recipient or the message (greylisting, full mailbox) | the mail is tried again |
| 5xx to the recipient with status 5.1.x: no such mailbox | the mail fails, the address is suppressed |
| any other 5xx to the recipient or the message (5.7.x is policy) | the mail fails |
| 552 to the sender: the message is too large | the mail fails |
| any other refusal of the sender, 421, authentication required, no relaying | the server is paused |
| the connection broke or timed out during the mail | the mail is tried again |

Codes are from RFC 5321, enhanced status codes from RFC 3463.
"""

import re
import smtplib
from dataclasses import dataclass
from enum import Enum

ANSWER_LENGTH = 1000

CLOSING = 421
TOO_LARGE = 552
AUTH_REQUIRED = {530, 534, 535, 538}
NOT_OF_RECIPIENT = {"7", "8"}  # 5.1.7 and 5.1.8 are about the sender's address
_STATUS = re.compile(r"^([245])\.(\d{1,3})\.(\d{1,3})\b")
_RELAY = re.compile(r"\brelay", re.IGNORECASE)
# For servers without enhanced status codes; 550 alone may be a block list.
_UNKNOWN_MAILBOX = re.compile(
    r"no such (user|mailbox|recipient|address|person)|(user|recipient|mailbox|address) (is )?(unknown|not found)"
    r"|(unknown|invalid|non-?existent) (user|recipient|mailbox|address)|does(n't| not) exist|no mailbox here",
    re.IGNORECASE,
)


class Outcome(Enum):
    """What follows from a failed attempt."""

    LATER = "try this mail again"
    FAILED = "give this mail up"
    NO_MAILBOX = "give this mail up, and its address"
    BROKEN = "try this mail again; the connection is of no use"
    SERVER = "leave the server alone for a while; the mail is not to blame"


@dataclass(frozen=True)
class SmtpResult:
    """An outcome, and the server's response."""

    outcome: Outcome
    answer: str


def from_response(error: Exception) -> SmtpResult:
    """Return the result for an exception of smtplib, of the socket, or of building the message."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            [(code, text)] = error.recipients.values()
            return _result(_recipient_outcome(code, _decode(text)), code, text)
        case smtplib.SMTPSenderRefused():
            outcome = Outcome.FAILED if error.smtp_code == TOO_LARGE else Outcome.SERVER
            return _result(outcome, error.smtp_code, error.smtp_error)
        case smtplib.SMTPServerDisconnected():
            return SmtpResult(Outcome.BROKEN, _describe(error))
        case smtplib.SMTPResponseException():
            outcome = _response_outcome(error.smtp_code, _decode(error.smtp_error))
            return _result(outcome, error.smtp_code, error.smtp_error)
        case smtplib.SMTPException() | ValueError():
            return SmtpResult(Outcome.FAILED, _describe(error))
        case _:
            return SmtpResult(Outcome.BROKEN, _describe(error))


def from_connection_error(error: Exception) -> str:
    """Return the error of a failed connection as text: host name, port, encryption, authentication."""
    if isinstance(error, smtplib.SMTPResponseException):
        return format_response(error.smtp_code, error.smtp_error)
    return _describe(error)


def format_response(code: int, text: bytes | str) -> str:
    """Return a response of the server in one line."""
    return " ".join(f"{code} {_decode(text)}".split())[:ANSWER_LENGTH]


def _recipient_outcome(code: int, text: str) -> Outcome:
    outcome = _response_outcome(code, text)
    if outcome == Outcome.FAILED and _is_unknown_mailbox(code, text):
        return Outcome.NO_MAILBOX
    return outcome


def _response_outcome(code: int, text: str) -> Outcome:
    if code == CLOSING or code in AUTH_REQUIRED or (code >= 500 and _RELAY.search(text)):
        return Outcome.SERVER
    if code == -1:  # smtplib's code for a malformed response
        return Outcome.BROKEN
    return Outcome.FAILED if code >= 500 else Outcome.LATER


def _is_unknown_mailbox(code: int, text: str) -> bool:
    status = _STATUS.match(text)
    if status:
        return (status[2] == "1" and status[3] not in NOT_OF_RECIPIENT) or status[0] == "5.2.1"
    return code in (550, 551, 553) and bool(_UNKNOWN_MAILBOX.search(text))


def _result(outcome: Outcome, code: int, text: bytes | str) -> SmtpResult:
    return SmtpResult(outcome, format_response(code, text))


def _decode(text: bytes | str) -> str:
    return text if isinstance(text, str) else text.decode("utf-8", "replace")


def _describe(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:ANSWER_LENGTH]

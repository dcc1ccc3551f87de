"""What an answer of a mail server means: for this try, for the mail, for its address, for all mails.

| what happened | means |
| --- | --- |
| 4xx to the recipient or to the text (greylisting, full mailbox) | the mail is tried later |
| 5xx to the recipient, status 5.1.x: there is no such mailbox | the mail failed, the address is suppressed |
| any other 5xx to the recipient or to the text (5.7.x is policy) | the mail failed |
| 552 to the sender: the text is too large | the mail failed |
| any other refusal of the sender, 421, "sign in first", "no relaying" | the server does not want us now |
| the line broke or fell silent in the middle of the mail | the mail is tried later |

Codes are of RFC 5321, enhanced ones of RFC 3463.
"""

import re
import smtplib
from dataclasses import dataclass
from enum import Enum

ANSWER_LENGTH = 1000

CLOSING = 421
TOO_LARGE = 552
SIGN_IN = {530, 534, 535, 538}
NOT_OF_RECIPIENT = {"7", "8"}  # 5.1.7 and 5.1.8 speak of the sender's address
_STATUS = re.compile(r"^([245])\.(\d{1,3})\.(\d{1,3})\b")
_RELAY = re.compile(r"\brelay", re.IGNORECASE)
# Servers without enhanced codes say it in words; 550 alone may be a block list.
_NOBODY = re.compile(
    r"no such (user|mailbox|recipient|address|person)|(user|recipient|mailbox|address) (is )?(unknown|not found)"
    r"|(unknown|invalid|non-?existent) (user|recipient|mailbox|address)|does(n't| not) exist|no mailbox here",
    re.IGNORECASE,
)


class Verdict(Enum):
    """What to do after a failure."""

    LATER = "try this mail again"
    FAILED = "give this mail up"
    NO_MAILBOX = "give this mail up, and its address"
    BROKEN = "try this mail again; the connection is of no use"
    SERVER = "leave the server alone for a while; the mail is not to blame"


@dataclass(frozen=True)
class Judgement:
    """A verdict, and in words what the server said."""

    verdict: Verdict
    answer: str


def of(problem: Exception) -> Judgement:
    """Return what follows from an exception of smtplib, of the socket, or of building the message."""
    match problem:
        case smtplib.SMTPRecipientsRefused():
            [(code, words)] = problem.recipients.values()
            return _judged(_recipient(code, _decoded(words)), code, words)
        case smtplib.SMTPSenderRefused():
            verdict = Verdict.FAILED if problem.smtp_code == TOO_LARGE else Verdict.SERVER
            return _judged(verdict, problem.smtp_code, problem.smtp_error)
        case smtplib.SMTPServerDisconnected():
            return Judgement(Verdict.BROKEN, _described(problem))
        case smtplib.SMTPResponseException():
            verdict = _refusal(problem.smtp_code, _decoded(problem.smtp_error))
            return _judged(verdict, problem.smtp_code, problem.smtp_error)
        case smtplib.SMTPException() | ValueError():
            return Judgement(Verdict.FAILED, _described(problem))
        case _:
            return Judgement(Verdict.BROKEN, _described(problem))


def of_opening(problem: Exception) -> str:
    """Return in words why no connection came about: name, port, encryption, sign-in."""
    if isinstance(problem, smtplib.SMTPResponseException):
        return said(problem.smtp_code, problem.smtp_error)
    return _described(problem)


def said(code: int, text: bytes | str) -> str:
    """Return an answer of the server in one line."""
    return " ".join(f"{code} {_decoded(text)}".split())[:ANSWER_LENGTH]


def _recipient(code: int, text: str) -> Verdict:
    verdict = _refusal(code, text)
    if verdict == Verdict.FAILED and _is_nobody(code, text):
        return Verdict.NO_MAILBOX
    return verdict


def _refusal(code: int, text: str) -> Verdict:
    if code == CLOSING or code in SIGN_IN or (code >= 500 and _RELAY.search(text)):
        return Verdict.SERVER
    if code == -1:  # smtplib's word for an answer that is none
        return Verdict.BROKEN
    return Verdict.FAILED if code >= 500 else Verdict.LATER


def _is_nobody(code: int, text: str) -> bool:
    status = _STATUS.match(text)
    if status:
        return (status[2] == "1" and status[3] not in NOT_OF_RECIPIENT) or status[0] == "5.2.1"
    return code in (550, 551, 553) and bool(_NOBODY.search(text))


def _judged(verdict: Verdict, code: int, text: bytes | str) -> Judgement:
    return Judgement(verdict, said(code, text))


def _decoded(text: bytes | str) -> str:
    return text if isinstance(text, str) else text.decode("utf-8", "replace")


def _described(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:ANSWER_LENGTH]

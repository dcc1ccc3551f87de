"""Sending what waits in the outbox.

A mail is claimed for one try by a conditional update, which makes it SENDING until its lease ends. Its
worker writes down how the try went. One that dies in between leaves the mail to the next after the
lease: the mail in flight at that moment may arrive twice, with one Message-ID, and no other does.
"""

import logging
import time
from datetime import datetime, timedelta
from email.charset import Charset
from email.header import Header
from email.message import Message
from email.utils import parseaddr, quote
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import OperationalError, close_old_connections, connections
from django.db.models import F, QuerySet
from django.utils import timezone

from core.models import SiteSettings
from mail import servers, suppression, verdicts
from mail.headers import is_plain, one_line
from mail.models import Address, MailServer, OutgoingMail
from mail.servers import Connection
from mail.verdicts import Verdict

logger = logging.getLogger(__name__)

State = OutgoingMail.State

# How long a mail rests after its first, second … try. After the last one it has failed.
PAUSES = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
    timedelta(hours=24),
]
ATTEMPTS = len(PAUSES) + 1
# A worker that has not written down after this how a mail went is dead (servers.DEADLINE is shorter).
LEASE = timedelta(minutes=5)
# So many broken connections in a row are the server's fault, not the mails'.
BROKEN_IN_A_ROW = 2


class Letter(EmailMultiAlternatives):
    """A mail whose long Japanese subject and sender stand in encoded words of legal length.

    Django encodes a subject without knowing the header's name, so that the first encoded word is pushed
    to a second line, and readers that follow RFC 5322 to the letter see a leading space; a sender's name
    it writes in one line, however long.
    """

    def message(self, **kwargs: Any) -> Message:
        """Return Django's message (which refuses line breaks) with subject and sender by their names."""
        message: Message = super().message(**kwargs)
        subject = str(self.subject)
        if not is_plain(subject):
            _put(message, "Subject", Header(subject, "utf-8", header_name="Subject"))
        name, address = parseaddr(self.from_email)
        if not is_plain(name):
            encoded = Header(name, "utf-8", header_name="From")
            encoded.append(f"<{address}>", "us-ascii")
            _put(message, "From", encoded)
        return message


def _put(message: Message, name: str, value: Header) -> None:
    """Set a header that is encoded already, past Django's class, which would encode it again."""
    del message[name]
    Message.__setitem__(message, name, value)  # type: ignore[misc]


def send_waiting(limit: int = 50) -> int:
    """Send up to `limit` mails that are due, oldest first; return how many the server took.

    Safe to run in several processes at once. Stops early when the server fails as a whole: the mails
    behind keep their attempts, and the server is left alone for a while.
    """
    if not servers.has_server():
        return 0
    due = list(OutgoingMail.objects.due(timezone.now()).order_by("send_after", "pk")[:limit])
    if not due or MailServer.load().rests(timezone.now()):
        return 0
    with servers.connection() as server:
        return _send(due, server)


def send_now(mail: OutgoingMail) -> OutgoingMail:
    """Send `mail` at once, whatever the server did before; return the row, which says how it went."""
    servers.end_rest()
    with servers.connection() as server:
        _send([mail], server)
    return OutgoingMail.objects.get(pk=mail.pk)


def send_again(mails: QuerySet[OutgoingMail]) -> int:
    """Let the worker send those of `mails` that have not left, at once; return how many these are.

    A mail in flight stays with its worker: it may be arriving this very moment. One whose text is
    forgotten stays where it is.
    """
    servers.end_rest()
    return (
        mails.exclude(state__in=[State.SENT, State.SENDING])
        .exclude(text="")
        .update(
            state=State.WAITING, attempts=0, send_after=timezone.now(), failed_at=None, error=""
        )
    )


def cancel(mails: QuerySet[OutgoingMail]) -> int:
    """Never send those of `mails` that wait or have failed; return how many these are."""
    return mails.filter(state__in=[State.WAITING, State.FAILED]).update(state=State.CANCELLED)


def message(mail: OutgoingMail) -> Letter:
    """Return `mail` as it goes over the wire: UTF-8 in base64, which every relay leaves alone."""
    letter = Letter(
        subject=mail.subject,
        body=mail.text,
        from_email=sender(),
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


def sender() -> str:
    """Return who writes: the name in the settings of the environment, else the site's own."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return f'"{quote(one_line(name or SiteSettings.load().name))}" <{address}>'


def _send(mails: list[OutgoingMail], server: Connection) -> int:
    """Hand `mails` to `server` one after another until it fails as a whole; return how many it took."""
    sent = broken = 0
    answer = ""
    for mail in mails:
        try:
            server.open()
        except OSError as problem:  # SMTPException is one too
            servers.note_trouble(verdicts.of_opening(problem))
            return sent
        if not _claim(mail, timezone.now()) or _is_over(mail) or _is_withheld(mail):
            continue
        verdict = _deliver(mail, server)
        if verdict is None:
            sent, answer = sent + 1, server.last_answer
        broken = broken + 1 if verdict == Verdict.BROKEN else 0
        if verdict == Verdict.SERVER or broken == BROKEN_IN_A_ROW:
            servers.note_trouble(_row(mail).values_list("error", flat=True).first() or "")
            return sent
    if sent:
        servers.note_success(answer)
    return sent


def _claim(mail: OutgoingMail, now: datetime) -> bool:
    """Take `mail` for one try, unless somebody else has just done so."""
    claimed = OutgoingMail.objects.due(now).filter(
        pk=mail.pk, attempts=mail.attempts, state=mail.state
    )
    taken = claimed.update(attempts=F("attempts") + 1, state=State.SENDING, send_after=now + LEASE)
    mail.attempts += taken
    return bool(taken)


def _is_over(mail: OutgoingMail) -> bool:
    """Give up a mail over which its worker has died at the last try."""
    if mail.attempts <= ATTEMPTS:
        return False
    _claimed(mail).update(state=State.FAILED, attempts=ATTEMPTS, failed_at=timezone.now())
    return True


def _is_withheld(mail: OutgoingMail) -> bool:
    """Withhold a mail whose recipient wants none."""
    if mail.ignores_suppression or not suppression.is_suppressed(mail.recipient):
        return False
    _claimed(mail).update(state=State.WITHHELD, attempts=mail.attempts - 1)
    _forget_secret(mail)
    return True


def _deliver(mail: OutgoingMail, server: Connection) -> Verdict | None:
    """Hand the claimed `mail` to `server` and note how it went; return None where it was taken."""
    try:
        with server.deadline():
            server.send_messages([message(mail)])
    except (OSError, ValueError) as problem:
        judgement = verdicts.of(problem)
        if judgement.verdict in (Verdict.BROKEN, Verdict.SERVER):
            server.drop()
        else:
            server.settle()
        _note_failure(mail, judgement)
        return judgement.verdict
    _note_sent(mail, server.last_answer)
    return None


def _note_sent(mail: OutgoingMail, answer: str) -> None:
    """Write down that the server took `mail`. As long as this is not written, it will be sent again."""
    for pause in (1, 2, 4, 8, 0):
        try:
            _row(mail).update(state=State.SENT, sent_at=timezone.now(), error="", answer=answer)
            break
        except OperationalError:
            if connections["default"].in_atomic_block or not pause:
                raise
            logger.warning("Could not note that mail %s was sent; trying again", mail.pk)
            time.sleep(pause)
            close_old_connections()
    _forget_secret(mail)
    if mail.ignores_suppression:
        suppression.forget_refusal(mail.recipient)


def _note_failure(mail: OutgoingMail, judgement: verdicts.Judgement) -> None:
    """Write down why the server did not take `mail`, and when it is tried again, if ever."""
    now, row = timezone.now(), _claimed(mail)
    match judgement.verdict:
        case Verdict.SERVER:  # not the mail's fault: the try does not count
            row.update(
                state=State.WAITING,
                attempts=mail.attempts - 1,
                send_after=now + _as_long_again(mail, now),
                error=judgement.answer,
            )
        case Verdict.LATER | Verdict.BROKEN if mail.attempts < ATTEMPTS:
            pause = PAUSES[mail.attempts - 1]
            row.update(state=State.WAITING, send_after=now + pause, error=judgement.answer)
        case _:
            row.update(state=State.FAILED, failed_at=now, error=judgement.answer)
    if judgement.verdict == Verdict.NO_MAILBOX:
        suppression.suppress(
            mail.recipient,
            Address.Reason.REFUSED,
            note=judgement.answer,
            language=mail.language,
        )


def _as_long_again(mail: OutgoingMail, now: datetime) -> timedelta:
    """Return a rest that grows with the age of the mail, so that others get their turn."""
    return min(max(now - mail.created_at, PAUSES[0]), PAUSES[3])


def _forget_secret(mail: OutgoingMail) -> None:
    if mail.is_secret:
        _row(mail).update(text="", html="")


def _row(mail: OutgoingMail) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(pk=mail.pk)


def _claimed(mail: OutgoingMail) -> QuerySet[OutgoingMail]:
    """The row while it is ours: after the lease another worker may have taken it."""
    return _row(mail).filter(state=State.SENDING, attempts=mail.attempts)

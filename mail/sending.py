"""Sends the mails of the outbox.

A worker claims a mail for one attempt by a conditional update, which sets SENDING and a lease, and then
records the result. If it dies in between, another worker sends the mail after the lease. Only that mail
may arrive twice, with the same Message-ID.
"""

import logging
import time
from datetime import datetime, timedelta

from django.db import OperationalError, close_old_connections, connections
from django.db.models import F, QuerySet
from django.utils import timezone

from mail import email_backend, smtp_responses, suppression
from mail.email_backend import Connection
from mail.email_message import message
from mail.models import Address, MailServer, OutgoingMail
from mail.smtp_responses import Outcome

logger = logging.getLogger(__name__)

State = OutgoingMail.State

# Wait after the first, second … attempt. After the attempt that follows the last wait, the mail fails.
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
MAX_ATTEMPTS = len(PAUSES) + 1
# Time after which a worker without a recorded result counts as dead (email_backend.DEADLINE is shorter).
LEASE = timedelta(minutes=5)
# Consecutive broken connections after which the server counts as failing.
MAX_BROKEN_IN_A_ROW = 2


def send_waiting(limit: int = 50) -> int:
    """Send up to `limit` due mails, oldest first; return how many the server accepted.

    Safe to run in several processes at once. Stops if the server as a whole fails: the remaining mails
    keep their attempts, and the backoff begins.
    """
    if not email_backend.has_server():
        return 0
    due = list(OutgoingMail.objects.due(timezone.now()).order_by("send_after", "pk")[:limit])
    if not due or MailServer.load().is_paused(timezone.now()):
        return 0
    with email_backend.connection() as server:
        return _send(due, server)


def send_now(mail: OutgoingMail) -> OutgoingMail:
    """Send `mail` at once, in spite of a backoff; return the updated row."""
    email_backend.clear_backoff()
    with email_backend.connection() as server:
        _send([mail], server)
    return OutgoingMail.objects.get(pk=mail.pk)


def send_again(mails: QuerySet[OutgoingMail]) -> int:
    """Queue those of `mails` that were not sent, for the next run of the worker; return how many.

    Mails being sent are skipped, because they may arrive, and so are mails whose text was deleted.
    """
    email_backend.clear_backoff()
    return (
        mails.exclude(state__in=[State.SENT, State.SENDING])
        .exclude(text="")
        .update(
            state=State.WAITING, attempts=0, send_after=timezone.now(), failed_at=None, error=""
        )
    )


def cancel(mails: QuerySet[OutgoingMail]) -> int:
    """Cancel the waiting and failed ones of `mails`; return how many."""
    return mails.filter(state__in=[State.WAITING, State.FAILED]).update(state=State.CANCELLED)


def _send(mails: list[OutgoingMail], server: Connection) -> int:
    """Send `mails` until the server as a whole fails; return how many it accepted."""
    sent = broken = 0
    answer = ""
    for mail in mails:
        try:
            server.open()
        except OSError as error:  # SMTPException is a subclass
            email_backend.record_failure(smtp_responses.from_connection_error(error))
            return sent
        if (
            not _claim(mail, timezone.now())
            or _fail_if_exhausted(mail)
            or _withhold_if_suppressed(mail)
        ):
            continue
        outcome = _deliver(mail, server)
        if outcome is None:
            sent, answer = sent + 1, server.last_answer
        broken = broken + 1 if outcome == Outcome.BROKEN else 0
        if outcome == Outcome.SERVER or broken == MAX_BROKEN_IN_A_ROW:
            email_backend.record_failure(_row(mail).values_list("error", flat=True).first() or "")
            return sent
    if sent:
        email_backend.record_success(answer)
    return sent


def _claim(mail: OutgoingMail, now: datetime) -> bool:
    """Claim `mail` for one attempt; return False if another process claimed it first."""
    claimed = OutgoingMail.objects.due(now).filter(
        pk=mail.pk, attempts=mail.attempts, state=mail.state
    )
    taken = claimed.update(attempts=F("attempts") + 1, state=State.SENDING, send_after=now + LEASE)
    mail.attempts += taken
    return bool(taken)


def _fail_if_exhausted(mail: OutgoingMail) -> bool:
    """Fail a mail whose worker died at the last attempt; return whether it failed."""
    if mail.attempts <= MAX_ATTEMPTS:
        return False
    _claimed(mail).update(state=State.FAILED, attempts=MAX_ATTEMPTS, failed_at=timezone.now())
    return True


def _withhold_if_suppressed(mail: OutgoingMail) -> bool:
    """Withhold a mail to a suppressed address; return whether it was withheld."""
    if mail.ignores_suppression or not suppression.is_suppressed(mail.recipient):
        return False
    _claimed(mail).update(state=State.WITHHELD, attempts=mail.attempts - 1)
    _clear_secret_text(mail)
    return True


def _deliver(mail: OutgoingMail, server: Connection) -> Outcome | None:
    """Send the claimed `mail` and record the result; return None if it was accepted."""
    try:
        with server.deadline():
            server.send_messages([message(mail)])
    except (OSError, ValueError) as error:
        result = smtp_responses.from_response(error)
        if result.outcome in (Outcome.BROKEN, Outcome.SERVER):
            server.drop()
        else:
            server.reset()
        _record_failure(mail, result)
        return result.outcome
    _record_sent(mail, server.last_answer)
    return None


def _record_sent(mail: OutgoingMail, answer: str) -> None:
    """Record that the server accepted `mail`; retried, because otherwise it is sent again."""
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
    _clear_secret_text(mail)
    if mail.ignores_suppression:
        suppression.clear_refusal(mail.recipient)


def _record_failure(mail: OutgoingMail, result: smtp_responses.SmtpResult) -> None:
    """Record why the server did not accept `mail`, and the next attempt, if any."""
    now, row = timezone.now(), _claimed(mail)
    match result.outcome:
        case Outcome.SERVER:  # not the mail's fault: the attempt does not count
            row.update(
                state=State.WAITING,
                attempts=mail.attempts - 1,
                send_after=now + _retry_delay(mail, now),
                error=result.answer,
            )
        case Outcome.LATER | Outcome.BROKEN if mail.attempts < MAX_ATTEMPTS:
            pause = PAUSES[mail.attempts - 1]
            row.update(state=State.WAITING, send_after=now + pause, error=result.answer)
        case _:
            row.update(state=State.FAILED, failed_at=now, error=result.answer)
    if result.outcome == Outcome.NO_MAILBOX:
        suppression.suppress(
            mail.recipient,
            Address.Reason.REFUSED,
            note=result.answer,
            language=mail.language,
        )


def _retry_delay(mail: OutgoingMail, now: datetime) -> timedelta:
    """Return a delay that grows with the age of the mail, so that other mails are sent first."""
    return min(max(now - mail.created_at, PAUSES[0]), PAUSES[3])


def _clear_secret_text(mail: OutgoingMail) -> None:
    if mail.is_secret:
        _row(mail).update(text="", html="")


def _row(mail: OutgoingMail) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(pk=mail.pk)


def _claimed(mail: OutgoingMail) -> QuerySet[OutgoingMail]:
    """Return the row while this worker's claim is valid: after the lease another may have it."""
    return _row(mail).filter(state=State.SENDING, attempts=mail.attempts)

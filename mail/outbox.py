"""The outbox: a mail is a row, written in the transaction that causes it and sent by the worker."""

import re
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone, translation

from core.models import SiteSettings
from mail.addresses import deliverable
from mail.headers import one_line, validate_headers
from mail.models import OutgoingMail
from mail.tasks import send_waiting

SUBJECT_LENGTH = 250

# Control characters: PostgreSQL rejects NUL, and mail programs show boxes.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANK_LINES = re.compile(r"\n\s*\n\s*\n+")


def enqueue(
    *,
    key: str,
    to: str,
    template: str,
    context: Mapping[str, object],
    language: str,
    headers: Mapping[str, str] | None = None,
    is_secret: bool = False,
    ignores_suppression: bool = False,
    delay: timedelta = timedelta(),
) -> OutgoingMail | None:
    """Enqueue a mail to `to` from templates/emails/<template>.{subject.txt,txt,html}; html is optional.

    `key` identifies event and recipient ("comment-12-approved-u3"): a second call with the same key
    writes nothing and returns None. The templates also get `site`, `base_url` and `language`; plain text
    is not HTML-escaped.
    `is_secret`: the mail has a link to an account; it is hidden in the admin, its text deleted once sent.
    `ignores_suppression`: only for mails that the owner of the address requests (mail.suppression).
    `delay`: minimum time before it is sent, in which `cancel` can undo it.
    For mails that anyone can trigger by typing an address, use mail.confirmations. Safe inside a
    transaction: the worker is woken after the commit.
    Raises ValidationError for an invalid address, ValueError for a header that is not allowed.
    """
    recipient = deliverable(to)
    if OutgoingMail.objects.filter(key=key).exists():
        return None
    parts = _render(template, context, language)
    mail, created = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            **parts,
            "recipient": recipient,
            "language": language,
            "headers": validate_headers(headers or {}),
            "is_secret": is_secret,
            "ignores_suppression": ignores_suppression,
            "send_after": timezone.now() + delay,
        },
    )
    if not created:
        return None
    transaction.on_commit(send_waiting.enqueue)
    return mail


def cancel(mails: QuerySet[OutgoingMail]) -> int:
    """Cancel the waiting ones of `mails`; return how many.

    A mail without an attempt is deleted, so that its key can be enqueued again. One with an attempt may
    have arrived, and stays with the state CANCELLED. Mails being sent are not affected.
    """
    waiting = mails.filter(state=OutgoingMail.State.WAITING)
    forgotten, _by_model = waiting.filter(attempts=0).delete()
    return forgotten + waiting.update(state=OutgoingMail.State.CANCELLED)


def _render(template: str, context: Mapping[str, object], language: str) -> dict[str, str]:
    """Return subject, text and html of the mail in `language`; html is "" without a template."""
    context = {
        "site": SiteSettings.load(),
        "base_url": settings.BASE_URL,
        "language": language,
        **context,
    }
    with translation.override(language):
        subject = one_line(
            _render_template(f"emails/{template}.subject.txt", context, escape=False)
        )
        text = _render_template(f"emails/{template}.txt", context, escape=False)
        try:
            html = _render_template(f"emails/{template}.html", context, escape=True)
        except TemplateDoesNotExist as missing:
            if missing.args[0] != f"emails/{template}.html":
                raise
            html = ""
    return {"subject": _truncate(subject), "text": _BLANK_LINES.sub("\n\n", text), "html": html}


def _render_template(name: str, context: Mapping[str, object], *, escape: bool) -> str:
    """Render a template without control characters. By default Django escapes text files too."""
    template = get_template(name).template  # type: ignore[attr-defined]
    rendered: str = template.render(Context(dict(context), autoescape=escape))
    return _UNPRINTABLE.sub(" ", rendered).strip() + "\n"


def _truncate(subject: str) -> str:
    return subject if len(subject) <= SUBJECT_LENGTH else subject[: SUBJECT_LENGTH - 1] + "…"

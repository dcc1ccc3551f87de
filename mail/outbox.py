"""The outbox: a mail is a row, written in the transaction that causes it and sent by the worker."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone, translation

from core.models import SiteSettings
from mail.addresses import deliverable
from mail.headers import checked, one_line
from mail.models import OutgoingMail
from mail.tasks import send_waiting

SUBJECT_LENGTH = 250

# What no text has: PostgreSQL refuses NUL, and mail programs show boxes.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANK_LINES = re.compile(r"\n\s*\n\s*\n+")


def enqueue(
    *,
    key: str,
    to: str,
    template: str,
    context: Mapping[str, Any],
    language: str,
    headers: Mapping[str, str] | None = None,
    is_secret: bool = False,
    ignores_suppression: bool = False,
    rest: timedelta = timedelta(),
) -> OutgoingMail | None:
    """Write one mail to `to` from templates/emails/<template>.{subject.txt,txt,html}; html may be missing.

    `key` names the occasion and the recipient ("comment-12-approved-u3"): a second call with the same
    key writes nothing and returns None. The templates also get `site`, `base_url` and `language`;
    plain text is not HTML-escaped. A mail that `is_secret` holds a link that opens an account: it is
    hidden in the admin and forgotten once sent. One that `ignores_suppression` reaches an address that
    wants no mail: only for what its owner asks for (mail.suppression). Mails that anybody can have sent by
    typing an address go through mail.confirmations. It leaves after `rest` at the earliest, so that what
    it tells can still be undone (`take_back`). Safe inside a transaction; the worker is woken after the
    commit.
    Raises ValidationError for an address that is none, ValueError for a header that is not allowed.
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
            "headers": checked(headers or {}),
            "is_secret": is_secret,
            "ignores_suppression": ignores_suppression,
            "send_after": timezone.now() + rest,
        },
    )
    if not created:
        return None
    transaction.on_commit(send_waiting.enqueue)
    return mail


def take_back(mails: QuerySet[OutgoingMail]) -> int:
    """Let those of `mails` that wait never leave; return how many these are.

    One that no server has seen is forgotten, so that its occasion may come again; one that was tried may
    have arrived, and stays as cancelled. One in flight goes on.
    """
    waiting = mails.filter(state=OutgoingMail.State.WAITING)
    forgotten, _by_model = waiting.filter(attempts=0).delete()
    return forgotten + waiting.update(state=OutgoingMail.State.CANCELLED)


def _render(template: str, context: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return subject, text and html of the mail in `language`."""
    context = {
        "site": SiteSettings.load(),
        "base_url": settings.BASE_URL,
        "language": language,
        **context,
    }
    with translation.override(language):
        subject = one_line(_fill(f"emails/{template}.subject.txt", context, escape=False))
        text = _fill(f"emails/{template}.txt", context, escape=False)
        try:
            html = _fill(f"emails/{template}.html", context, escape=True)
        except TemplateDoesNotExist as missing:
            if missing.args[0] != f"emails/{template}.html":
                raise
            html = ""
    return {"subject": _shortened(subject), "text": _BLANK_LINES.sub("\n\n", text), "html": html}


def _fill(name: str, context: Mapping[str, Any], *, escape: bool) -> str:
    """Render one template without unprintable characters; Django escapes text files too unless told not to."""
    template = get_template(name).template  # type: ignore[attr-defined]
    filled: str = template.render(Context(dict(context), autoescape=escape))
    return _UNPRINTABLE.sub(" ", filled).strip() + "\n"


def _shortened(subject: str) -> str:
    return subject if len(subject) <= SUBJECT_LENGTH else subject[: SUBJECT_LENGTH - 1] + "…"

"""Bans of writers, networks, words and domains: normalization of the value, creation and update."""

import re
import unicodedata
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit import log
from audit.enums import Verb
from comments.enums import BanEffect, BanKind
from comments.models import Ban, Comment

#: In characters. A shorter word is in nearly every comment.
SHORTEST_WORD = 2
_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_LINKED = re.compile(r"https?://[^\s<>()\[\]「」『』（）、。]+", re.IGNORECASE)


class Lasting(models.TextChoices):
    """Duration of a ban."""

    DAY = "day", _("One day")
    WEEK = "week", _("One week")
    MONTH = "month", _("One month")
    FOREVER = "forever", _("Until deleted")

    @property
    def until(self) -> datetime | None:
        """The end of a ban that begins now, None for no end."""
        days = {Lasting.DAY: 1, Lasting.WEEK: 7, Lasting.MONTH: 30}.get(self)
        return timezone.now() + timedelta(days=days) if days else None


def folded_word(text: str) -> str:
    """Return the normalized form of a word: NFKC, case folded, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def folded_domain(text: str) -> str:
    """Return the normalized domain in `text`, a host or a URL; "" where there is none.

    Lower case, IDNA, without "www." or "*." before it and without a trailing dot.
    """
    text = unicodedata.normalize("NFKC", text).strip().lower()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
        host = host.rstrip(".").encode("idna").decode("ascii") if host else ""
    except (UnicodeError, ValueError):
        return ""
    host = host.removeprefix("*.").removeprefix("www.")
    return host if _DOMAIN.fullmatch(host) else ""


def folded(kind: str, text: str) -> str:
    """Return the normalized value of a ban of `kind`; raise ValidationError for an invalid `text`."""
    if kind == BanKind.DOMAIN:
        domain = folded_domain(text)
        if not domain:
            raise ValidationError(_("Please enter a domain, as in example.com."), code="domain")
        return domain
    if kind == BanKind.WORD:
        word = folded_word(text)
        if len(word) < SHORTEST_WORD:
            raise ValidationError(_("Please enter a word of at least two characters."), code="word")
        return word
    return text


def subject(comment: Comment, kind: str) -> str:
    """Return the value for a ban of `kind` that `comment` suggests, "" without one.

    The key of the writer or network, or the domain of the first link. A word is always typed.
    """
    if kind == BanKind.WRITER:
        return f"user-{comment.user_id}" if comment.user_id else comment.writer_key
    if kind == BanKind.NETWORK:
        return comment.network_key
    if kind == BanKind.DOMAIN:
        links = _LINKED.findall(comment.comment)
        return next(filter(None, map(folded_domain, links)), "")
    return ""


def impose(
    kind: str,
    value: str,
    *,
    effect: str,
    until: datetime | None,
    by: User,
    note: str = "",
    comment: Comment | None = None,
) -> Ban:
    """Create the ban of a normalized `value`, or update the existing one; return it.

    Writes an audit event in the same transaction.
    """
    values = {"effect": BanEffect(effect), "expires_at": until, "note": note}
    with transaction.atomic():
        ban: Ban
        ban, is_new = Ban.objects.update_or_create(
            kind=kind,
            value=value,
            defaults=values,
            create_defaults={**values, "created_by": by, "comment": comment},
        )
        log.record(Verb.ADDED if is_new else Verb.CHANGED, ban, by=by)
    return ban

"""Rules about writers, networks, words and domains: how they are written down, made and changed."""

import re
import unicodedata
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit import trail
from audit.enums import Verb
from comments.enums import BanEffect, BanKind
from comments.models import Ban, Comment

#: Shorter words stand in nearly every comment.
SHORTEST_WORD = 2
_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_LINKED = re.compile(r"https?://[^\s<>()\[\]「」『』（）、。]+", re.IGNORECASE)


class Lasting(models.TextChoices):
    """How long a rule holds."""

    DAY = "day", _("One day")
    WEEK = "week", _("One week")
    MONTH = "month", _("One month")
    FOREVER = "forever", _("Until somebody deletes it")

    @property
    def until(self) -> datetime | None:
        """When a rule made now ends, None for never."""
        days = {Lasting.DAY: 1, Lasting.WEEK: 7, Lasting.MONTH: 30}.get(self)
        return timezone.now() + timedelta(days=days) if days else None


def folded_word(text: str) -> str:
    """Return `text` as words are compared: NFKC, without case, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def folded_domain(text: str) -> str:
    """Return the domain in `text` (a host, or an address that holds one) as domains are compared.

    In lower case and ASCII, without "www." before it or a dot behind it; "" where there is none.
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
    """Return what is stored for a rule of `kind` about `text`; raise ValidationError where nothing can be."""
    if kind == BanKind.DOMAIN:
        domain = folded_domain(text)
        if not domain:
            raise ValidationError(_("Please write a domain, as in example.com."), code="domain")
        return domain
    if kind == BanKind.WORD:
        word = folded_word(text)
        if len(word) < SHORTEST_WORD:
            raise ValidationError(_("Please write a word of two characters or more."), code="word")
        return word
    return text


def subject(comment: Comment, kind: str) -> str:
    """Return whom or what a rule of `kind` is about on `comment`, "" where nothing is known.

    For a writer or network the key, for a domain that of the first link. A word is typed.
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
    """Make the rule about a folded `value`, or change the one there is; return it.

    One transaction with a row in the log. The same rule again is one rule with the later words.
    """
    words = {"effect": BanEffect(effect), "expires_at": until, "note": note}
    with transaction.atomic():
        ban: Ban
        ban, is_new = Ban.objects.update_or_create(
            kind=kind,
            value=value,
            defaults=words,
            create_defaults={**words, "created_by": by, "comment": comment},
        )
        trail.record(Verb.ADDED if is_new else Verb.CHANGED, ban, by=by)
    return ban

"""Taking a message: limits, one row however often it is sent, mails to those who answer."""

import hashlib
from datetime import timedelta
from email.utils import quote

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from contact.models import ContactMessage, ContactSettings
from core.models import SiteSettings
from core.rate_limit import RateLimit
from core.roles import Role
from core.site_urls import absolute
from mail import outbox
from mail.addresses import normalised

NETWORK_LIMITS = (RateLimit("contact-hour", 5, 3600), RateLimit("contact-day", 15, 24 * 3600))
# However many networks take part. Counted in the table: it holds when the cache is flushed.
SITE_LIMIT, SITE_PERIOD = 60, timedelta(hours=1)
SPAM_DAYS = 30


def receive(*, name: str, email: str, text: str, moment: str, network: str) -> ContactMessage:
    """Keep a message and tell its recipients; return the row, which is there already for a repetition.

    `moment` is the signature of the form: the same form with the same words is the same message, sent
    by a double click or a reload. Nothing is ever mailed to `email`. Raises ValidationError with the
    code "flood" where the network, or everybody together, has written too much.
    """
    key = _key(moment, name, email, text)
    earlier = ContactMessage.objects.filter(key=key).first()
    if earlier:
        return earlier
    _check(network)
    with transaction.atomic():
        message, is_new = ContactMessage.objects.get_or_create(
            key=key, defaults={"name": name, "email": email, "text": text}
        )
        if is_new:
            _tell_of(message)
    return message


def prune() -> int:
    """Delete messages that are older than the settings say, spam sooner; return how many."""
    now, keep = timezone.now(), ContactSettings.load().keep_days
    old = ContactMessage.objects.filter(created_at__lt=now - timedelta(days=keep))
    spam = ContactMessage.objects.filter(
        state=ContactMessage.State.SPAM, created_at__lt=now - timedelta(days=SPAM_DAYS)
    )
    return old.delete()[0] + spam.delete()[0]


def _check(network: str) -> None:
    recently = ContactMessage.objects.filter(created_at__gt=timezone.now() - SITE_PERIOD)
    if not all(limit.hit(network) for limit in NETWORK_LIMITS):
        raise ValidationError(
            _(
                "Many messages came from your network just now. Your text is kept: please wait a while "
                "and send it again."
            ),
            code="flood",
        )
    if recently.count() >= SITE_LIMIT:
        raise ValidationError(
            _(
                "Very many messages came in just now. Your text is kept: please send it again in an hour."
            ),
            code="flood",
        )


def _tell_of(message: ContactMessage) -> None:
    """Write to everybody who answers messages, each in their language."""
    path = reverse("admin:contact_contactmessage_change", args=[message.pk])
    for address, language in _recipients().items():
        outbox.enqueue(
            key=f"contact-{message.pk}-{hashlib.sha256(address.encode()).hexdigest()[:20]}",
            to=address,
            template="contact",
            context={"message": message, "admin_url": absolute(path)},
            language=language,
            headers=_reply_to(message),
        )


def _recipients() -> dict[str, str]:
    """Return address → language: those of the settings, else of all administrators."""
    language = SiteSettings.load().language
    named = ContactSettings.load().recipients.split()
    if named:
        return {normalised(address): language for address in named}
    people = User.objects.filter(is_active=True, groups__name=Role.ADMINISTRATOR) | (
        User.objects.filter(is_active=True, is_superuser=True)
    )
    return {user.email: user.language or language for user in people.distinct() if user.email}


def _reply_to(message: ContactMessage) -> dict[str, str]:
    """Let an answer go to the writer, where there is an address; the outbox puts it on one line."""
    if not message.email:
        return {}
    return {"Reply-To": f'"{quote(message.name)}" <{message.email}>'}


def _key(*facts: str) -> str:
    return hashlib.sha256("\x00".join(facts).encode()).hexdigest()

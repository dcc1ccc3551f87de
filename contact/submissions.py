"""Submission of contact messages: rate limits, deduplication, notification by mail, retention."""

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
# Over all networks. Counted in the table, so that it survives a flush of the cache.
SITE_LIMIT, SITE_PERIOD = 60, timedelta(hours=1)
SPAM_DAYS = 30


def submit(
    *, name: str, email: str, text: str, form_signature: str, network: str
) -> ContactMessage:
    """Store a message and notify its recipients; return the row, the existing one for a repeat.

    `form_signature` is the security hash of the form: the same form with the same content is the same
    message, sent by a double click or a reload. No mail goes to `email`. Raises ValidationError with the
    code "flood" over the limit of the network or of the site.
    """
    key = _key(form_signature, name, email, text)
    earlier = ContactMessage.objects.filter(key=key).first()
    if earlier:
        return earlier
    _check_limits(network)
    with transaction.atomic():
        message, is_new = ContactMessage.objects.get_or_create(
            key=key, defaults={"name": name, "email": email, "text": text}
        )
        if is_new:
            _notify_recipients(message)
    return message


def prune() -> int:
    """Delete messages older than ContactSettings.keep_days, spam after SPAM_DAYS; return how many."""
    now, keep = timezone.now(), ContactSettings.load().keep_days
    old = ContactMessage.objects.filter(created_at__lt=now - timedelta(days=keep))
    spam = ContactMessage.objects.filter(
        state=ContactMessage.State.SPAM, created_at__lt=now - timedelta(days=SPAM_DAYS)
    )
    return old.delete()[0] + spam.delete()[0]


def _check_limits(network: str) -> None:
    recently = ContactMessage.objects.filter(created_at__gt=timezone.now() - SITE_PERIOD)
    if not all(limit.hit(network) for limit in NETWORK_LIMITS):
        raise ValidationError(
            _(
                "Too many messages came from your network. Your text is still here. Please wait a "
                "while and send it again."
            ),
            code="flood",
        )
    if recently.count() >= SITE_LIMIT:
        raise ValidationError(
            _(
                "Too many messages were sent recently. Your text is still here. Please send it "
                "again in an hour."
            ),
            code="flood",
        )


def _notify_recipients(message: ContactMessage) -> None:
    """Send a mail to every recipient, in their language."""
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
    """Return a Reply-To header with the sender's address, if any; the outbox strips line breaks."""
    if not message.email:
        return {}
    return {"Reply-To": f'"{quote(message.name)}" <{message.email}>'}


def _key(*facts: str) -> str:
    return hashlib.sha256("\x00".join(facts).encode()).hexdigest()

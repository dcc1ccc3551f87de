"""How often comments may come: from one network, by one writer, under one entry."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Entry
from comments.entries import key_of
from comments.models import CommentPolicy, SlowMode
from comments.writers import Writer
from core.rate_limit import RateLimit

#: By network, and by writer, whatever network they come from.
LIMITS = (RateLimit("comment-minute", 5, 60), RateLimit("comment-hour", 20, 3600))
#: One writer under one entry.
ON_ENTRY = RateLimit("comment-on-entry", 10, 600)
#: One writer under a heated entry, and one that moderators have slowed down anywhere.
SLOW = RateLimit("comment-slow", 1, 120)
SLOWED = RateLimit("comment-slowed", 1, 600)
#: Within so many seconds comments make an entry heated; it then stays slow so long.
HEAT_SECONDS = 600
SLOW_FOR = timedelta(hours=1)

FLOOD = _("Many comments came from your network just now. Please wait a while and send it again.")
OFTEN = _("You wrote several comments just now. Please wait a while and send it again.")
HEATED = _(
    "Many people are writing here just now, so everybody may send one comment in two minutes. "
    "Your text is kept."
)
SLOWLY = _("You may send one comment in ten minutes. Your text is kept.")


def check(entry: Entry, writer: Writer, policy: CommentPolicy, *, is_slowed: bool = False) -> None:
    """Count one comment by `writer` on `entry`; raise ValidationError (code "flood") for one too many.

    What makes an entry heated is counted too, and begins slow mode. A writer without any network (the
    blog's own people, imports) has no limits.
    """
    if not writer.network:
        return
    if not all(limit.hit(writer.network) for limit in LIMITS):
        raise ValidationError(FLOOD, code="flood")
    sender = writer.key or writer.network
    place = f"{key_of(entry)} {sender}"
    if writer.key and not all(limit.hit(writer.key) for limit in LIMITS):
        raise ValidationError(OFTEN, code="flood")
    if not ON_ENTRY.hit(place):
        raise ValidationError(OFTEN, code="flood")
    if is_slowed and not SLOWED.hit(sender):
        raise ValidationError(SLOWLY, code="flood")
    if _is_slow(entry, policy) and not SLOW.hit(place):
        raise ValidationError(HEATED, code="flood")


def _is_slow(entry: Entry, policy: CommentPolicy) -> bool:
    """Whether everybody must wait between two comments on `entry`; begins it where it has become heated."""
    now, key = timezone.now(), key_of(entry)
    mode = SlowMode.objects.filter(entry_key=key).first()
    if mode and mode.lifted_until and mode.lifted_until > now:
        return False
    if mode and mode.until > now:
        return True
    heat = RateLimit("comment-heat", policy.heated_at, HEAT_SECONDS)
    if not policy.heated_at or heat.hit(key):
        return False
    SlowMode.objects.update_or_create(entry_key=key, defaults={"until": now + SLOW_FOR})
    return True

"""Rate limits of comments: by network, by writer, by entry (slow mode)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Entry
from comments.identity import Identity
from comments.models import CommentPolicy, SlowMode
from comments.targets import key_of
from core.rate_limit import RateLimit

#: For each network, and for each writer across networks.
LIMITS = (RateLimit("comment-minute", 5, 60), RateLimit("comment-hour", 20, 3600))
#: For each writer on one entry.
ON_ENTRY = RateLimit("comment-on-entry", 10, 600)
#: For each writer on an entry in slow mode, and for a writer with a ban of the effect SLOW.
SLOW = RateLimit("comment-slow", 1, 120)
SLOWED = RateLimit("comment-slowed", 1, 600)
#: Window in which CommentPolicy.slow_mode_threshold comments start slow mode, and its duration.
HEAT_SECONDS = 600
SLOW_FOR = timedelta(hours=1)

FLOOD = _("Too many comments came from your network. Please wait a while and send yours again.")
OFTEN = _(
    "You sent several comments within a short time. Please wait a while and send this one again."
)
HEATED = _(
    "Many people are commenting just now, so everyone may send one comment every two "
    "minutes. Your text is still here."
)
SLOWLY = _("You can send one comment every ten minutes. Your text is still here.")


def check_limits(
    entry: Entry, writer: Identity, policy: CommentPolicy, *, is_slowed: bool = False
) -> None:
    """Count one comment by `writer` on `entry`; raise ValidationError (code "flood") over a limit.

    It also counts the comments on the entry and starts slow mode. A writer without a network (a
    moderator of the entry, an import) has no limits.
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


def check_ahead(writer: Identity) -> None:
    """Raise ValidationError (code "flood") where the network has no comment left; counts nothing.

    It runs before the slow filter and the lock of the entry. `check_limits` decides under the lock.
    """
    if writer.network and not all(limit.remaining(writer.network) > 0 for limit in LIMITS):
        raise ValidationError(FLOOD, code="flood")


def _is_slow(entry: Entry, policy: CommentPolicy) -> bool:
    """Whether `entry` is in slow mode; counts the comment and starts slow mode over the threshold."""
    now, key = timezone.now(), key_of(entry)
    mode = SlowMode.objects.filter(entry_key=key).first()
    if mode and mode.lifted_until and mode.lifted_until > now:
        return False
    if mode and mode.until > now:
        return True
    heat = RateLimit("comment-heat", policy.slow_mode_threshold, HEAT_SECONDS)
    if not policy.slow_mode_threshold or heat.hit(key):
        return False
    SlowMode.objects.update_or_create(entry_key=key, defaults={"until": now + SLOW_FOR})
    return True

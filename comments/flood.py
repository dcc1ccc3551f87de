"""How often comments may come from one network."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.rate_limit import RateLimit

LIMITS = (RateLimit("comment-minute", 5, 60), RateLimit("comment-hour", 20, 3600))


def check(network: str) -> None:
    """Count one comment from `network`; raise ValidationError (code "flood") when there were too many."""
    if network and not all(limit.hit(network) for limit in LIMITS):
        raise ValidationError(
            _(
                "Many comments came from your network just now. Please wait a while and send it again."
            ),
            code="flood",
        )

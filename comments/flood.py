"""How often comments may come from one network."""

from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.rate_limit import RateLimit

LIMITS = (RateLimit("comment-minute", 5, 60), RateLimit("comment-hour", 20, 3600))


def network_of(request: HttpRequest) -> str:
    """Return the sender's network: an IPv4 address, or the /64 that one household has of IPv6."""
    try:
        address = ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        return str(request.META.get("REMOTE_ADDR", ""))
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def check(network: str) -> None:
    """Count one comment from `network`; raise ValidationError (code "flood") when there were too many."""
    if network and not all(limit.hit(network) for limit in LIMITS):
        raise ValidationError(
            _(
                "Many comments came from your network just now. Please wait a while and send it again."
            ),
            code="flood",
        )

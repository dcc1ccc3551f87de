"""Where a request comes from, for limits."""

from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def network_of(request: HttpRequest) -> str:
    """Return the sender's network: an IPv4 address, or the /64 that one household has of IPv6."""
    try:
        address = ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        return str(request.META.get("REMOTE_ADDR", ""))
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)

"""Client IP addresses, shortened to networks for rate limits and for display."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

# Prefix length of the network that is shown: 256 addresses of IPv4, one customer's range of IPv6.
SHOWN_BITS = {4: 24, 6: 48}


def network_of(request: HttpRequest) -> str:
    """Return the key for rate limits: the IPv4 address, or the /64 network of an IPv6 address."""
    address = _client_address(request)
    if address is None:
        return str(request.META.get("REMOTE_ADDR", ""))
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def masked_network(request: HttpRequest) -> str:
    """Return the network to show and store, such as "203.0.113.0/24", or "" if it is unknown."""
    address = _client_address(request)
    if address is None:
        return ""
    return str(ip_network((address, SHOWN_BITS[address.version]), strict=False))


def _client_address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        return None

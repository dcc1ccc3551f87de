"""Where a request comes from, as far as limits and people need to know."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

# How much of an address a person is shown: 256 neighbours of IPv4, a whole customer of IPv6.
SHOWN_BITS = {4: 24, 6: 48}


def network_of(request: HttpRequest) -> str:
    """Return the sender's network: an IPv4 address, or the /64 that one household has of IPv6."""
    address = _address_of(request)
    if address is None:
        return str(request.META.get("REMOTE_ADDR", ""))
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def neighbourhood_of(request: HttpRequest) -> str:
    """Return the network to be shown and kept, as in 203.0.113.0/24, or "" if none is known."""
    address = _address_of(request)
    if address is None:
        return ""
    return str(ip_network((address, SHOWN_BITS[address.version]), strict=False))


def _address_of(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        return None

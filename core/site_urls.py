"""Absolute addresses: always on the configured origin, never on the Host header of a request."""

from urllib.parse import urlsplit

from django.conf import settings


def absolute(path: str) -> str:
    """Return the address of `path` (starting with "/") on the site's configured origin."""
    return f"{settings.BASE_URL}{path}"


def site_hosts() -> frozenset[str]:
    """Return the host names (with port, where one is configured) that are this site."""
    return frozenset({urlsplit(settings.BASE_URL).netloc})

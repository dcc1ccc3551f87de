"""Absolute URLs, built from the configured origin and never from the Host header of a request."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import iri_to_uri


def absolute(path: str) -> str:
    """Return the URL of `path` (starting with "/") on the site's configured origin."""
    return f"{settings.BASE_URL}{path}"


def site_hosts() -> frozenset[str]:
    """Return the hosts of this site, with the port if one is configured."""
    return frozenset({urlsplit(settings.BASE_URL).netloc})


def site_host() -> str:
    """Return the host name of the configured origin, without a port."""
    return urlsplit(settings.BASE_URL).hostname or ""


def is_local(host: str) -> bool:
    """Whether `host` is localhost or an IP address, which several sites may share."""
    try:
        ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return True


def with_query(location: str, request: HttpRequest) -> str:
    """Return `location` with the query string of `request`, unless `location` has one."""
    query = iri_to_uri(request.META.get("QUERY_STRING", ""))
    path, hash_mark, fragment = location.partition("#")
    if not query or "?" in path:
        return location
    return f"{path}?{query}{hash_mark}{fragment}"

"""First path segments that the site itself uses, so that no page can be hidden behind one."""

from functools import cache

from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext_lazy as _

# Prefixes that later releases will use; a page must not settle there.
RESERVED_FOR_LATER = {
    "follow",
    "account",
    "s",
    "oembed",
    "media",
    "preview",
    "sw.js",
    "static",
    "api",
}


def _segments(patterns: list[URLPattern | URLResolver], prefix: str = "") -> set[str]:
    """Collect the literal first segments of patterns, looking into includes without a prefix."""
    found: set[str] = set()
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        first = route.lstrip("^").split("/")[0].rstrip("$")
        if first and "<" not in first and "(" not in first:
            found.add(first)
        elif isinstance(pattern, URLResolver) and not first:
            found |= _segments(pattern.url_patterns, route)
    return found


@cache
def reserved_segments() -> frozenset[str]:
    """Return every first segment the URLconf uses, and those kept for later releases."""
    return frozenset(_segments(get_resolver().url_patterns) | RESERVED_FOR_LATER)


def validate_unreserved(slug: str) -> None:
    """Raise ValidationError where a page with this slug could never be reached."""
    if slug.lower() in reserved_segments():
        raise ValidationError(
            _("“%(slug)s” is an address of the site itself; please choose another."),
            code="reserved",
            params={"slug": slug},
        )

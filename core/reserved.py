"""Reserved slugs: first path segments of the URLconf, which would hide a page."""

from functools import cache

from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext_lazy as _

# Prefixes for later releases.
RESERVED_FOR_LATER = {
    "follow",
    "account",
    "s",
    "oembed",
    "media",
    "sw.js",
    "static",
    "api",
}


def _segments(patterns: list[URLPattern | URLResolver], prefix: str = "") -> set[str]:
    """Return the literal first segments of patterns, including those of includes without a prefix."""
    segments: set[str] = set()
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        first = route.lstrip("^").split("/")[0].rstrip("$")
        if first and "<" not in first and "(" not in first:
            segments.add(first)
        elif isinstance(pattern, URLResolver) and not first:
            segments |= _segments(pattern.url_patterns, route)
    return segments


@cache
def reserved_segments() -> frozenset[str]:
    """Return every first segment of the URLconf, and RESERVED_FOR_LATER."""
    return frozenset(_segments(get_resolver().url_patterns) | RESERVED_FOR_LATER)


def validate_unreserved(slug: str) -> None:
    """Raise ValidationError if another URL pattern would hide a page with this slug."""
    if slug.lower() in reserved_segments():
        raise ValidationError(
            _("“%(slug)s” is used by the site itself. Please choose another."),
            code="reserved",
            params={"slug": slug},
        )

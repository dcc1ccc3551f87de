"""Middleware: Permissions-Policy and Referrer-Policy headers, site settings on the request."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from core.http import SiteRequest
from core.models import SiteSettings

GetResponse = Callable[[HttpRequest], HttpResponse]

# Browser features that no page of its own uses; copying needs clipboard-write, sharing needs web-share.
UNUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)


def permissions_policy(allowed: Mapping[str, Sequence[str]] | None = None) -> str:
    """Return the header Permissions-Policy; `allowed` are the origins of frames that may use a feature."""
    return ", ".join(
        f"{feature}=({_allowlist((allowed or {}).get(feature, ()))})" for feature in UNUSED_FEATURES
    )


def _allowlist(origins: Sequence[str]) -> str:
    """Return the page itself and `origins`: a frame gets only what its page has, too."""
    return " ".join(["self", *(f'"{origin}"' for origin in origins)]) if origins else ""


PERMISSIONS_POLICY = permissions_policy()


class SecurityHeadersMiddleware:
    """Adds Permissions-Policy, for which Django has no setting."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class SiteMiddleware:
    """Sets `request.site` to the site settings, loaded lazily and at most once.

    Responses for which they were loaded have the referrer policy of the settings, all others Django's.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        loaded: list[SiteSettings] = []

        def load() -> SiteSettings:
            loaded.append(self.load(site_request))
            return loaded[0]

        site_request = cast(SiteRequest, request)
        site_request.site = SimpleLazyObject(load)  # type: ignore[assignment]
        response = self.get_response(request)
        if loaded:  # a page, not a file or an API response
            response.headers.setdefault("Referrer-Policy", str(loaded[0].referrer_policy))
        return response

    def load(self, request: SiteRequest) -> SiteSettings:
        """Return the site settings; a subclass may load more with them."""
        return SiteSettings.load()

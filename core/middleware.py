"""Middleware: Permissions-Policy and Referrer-Policy headers, site settings on the request."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from core.http import SiteRequest
from core.models import SiteSettings

GetResponse = Callable[[HttpRequest], HttpResponse]

# Browser features that no page uses; copying needs clipboard-write, sharing needs web-share.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
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
)


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

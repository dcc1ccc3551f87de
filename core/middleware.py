"""Headers and facts that every answer and request of the site has."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from core.models import SiteSettings

GetResponse = Callable[[HttpRequest], HttpResponse]

# Powerful features that no page of ours uses; copying needs clipboard-write, sharing web-share.
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
    """Adds the permissions policy, which Django has no setting for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class SiteMiddleware:
    """Puts the site's settings on the request as `request.site`, read at most once and only when used.

    Answers that used them carry the referrer policy of their owner, all others Django's.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        settings: list[SiteSettings] = []

        def load() -> SiteSettings:
            settings.append(SiteSettings.load())
            return settings[0]

        request.site = SimpleLazyObject(load)  # type: ignore[attr-defined, assignment]
        response = self.get_response(request)
        if settings:  # a page, which is where readers follow links
            response.headers.setdefault("Referrer-Policy", str(settings[0].referrer_policy))
        return response

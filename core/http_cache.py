"""Which pages a cache may store: public ones, the same bytes for every visitor. Never personal ones."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


def is_personal(path: str) -> bool:
    """Return whether `path` is below settings.PERSONAL_URL_PREFIXES."""
    return path.startswith(settings.PERSONAL_URL_PREFIXES)


class PublicPageMiddleware:
    """Removes the cookies from requests for public pages, which are the same bytes for every visitor.

    So no view can depend on the visitor by mistake. Django also replaces an unreadable cookie on the
    next response, which could be a cached page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_personal(request.path):
            request.META.pop("HTTP_COOKIE", None)
            request.COOKIES = {}
        return self.get_response(request)


class PersonalPageMiddleware:
    """Sets `Cache-Control: no-store, private` on personal pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_personal(request.path) and "no-store" not in response.get("Cache-Control", ""):
            patch_cache_control(response, no_store=True, private=True)
        return response

"""Middleware for the language of a page and the device of a user."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.sites.models import Site
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from accounts import devices
from core.http_cache import is_personal

# Health probes have no language: the site's language is in the database.
PROBE_PATHS = ("/healthz", "/readyz")


class LanguageMiddleware:
    """Activates the site's language on public pages, the user's on admin, account and form pages.

    The user's language is the account setting, else the language cookie, else Accept-Language, else
    the site's. Public pages use none of these, so they are the same bytes for every visitor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in PROBE_PATHS:
            return self.get_response(request)
        personal = is_personal(request.path)
        language = _user_language(request) if personal else request.site.language  # type: ignore[attr-defined]
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if personal:
            patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response


class OwnSiteMiddleware:
    """Removes the sites framework's `site` from the context of django-allauth's pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Delete `site` if it is a django.contrib.sites Site; the context processor then sets it."""
        context = response.context_data
        if context and isinstance(context.get("site"), Site):
            del context["site"]
        return response


class DeviceMiddleware:
    """Updates the last use of the signed-in device on personal pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_personal(request.path) and request.user.is_authenticated:
            devices.note_activity(request)
        return self.get_response(request)


def _user_language(request: HttpRequest) -> str:
    chosen: str = getattr(request.user, "language", "")
    if chosen:
        return chosen
    has_no_preference = not request.headers.get("Accept-Language")
    if has_no_preference and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        return request.site.language  # type: ignore[attr-defined, no-any-return]
    return translation.get_language_from_request(request)

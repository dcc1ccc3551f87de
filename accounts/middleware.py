"""What a page knows of the person who asks: cookies and language, or nothing at all."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.sites.models import Site
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from accounts import devices

# Health checks speak no language: asking the settings for one would take a database.
MACHINE_PATHS = ("/healthz", "/readyz")


class PublicPageMiddleware:
    """Takes the cookies out of a request for a public page, which is the same bytes for everybody.

    Without them no view can tell people apart by mistake, and Django has no unreadable cookie to
    mend: it would do so on whatever page meets it first, kept pages included.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_personal(request.path):
            request.META.pop("HTTP_COOKIE", None)
            request.COOKIES = {}
        return self.get_response(request)


class LanguageMiddleware:
    """Public pages speak the site's language; admin, account and form pages the person's.

    A person's language is their own setting, else the language cookie, else what the browser asks
    for, else the site's. A public page looks at none of these, so it is the same bytes for everybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in MACHINE_PATHS:
            return self.get_response(request)
        personal = is_personal(request.path)
        language = _language_of_person(request) if personal else request.site.language  # type: ignore[attr-defined]
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if personal:
            patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response


class OwnSiteMiddleware:
    """Takes the sites framework's row out of django-allauth's pages, where `site` would hide ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Leave `site` to the context processor."""
        context = response.context_data
        if context and isinstance(context.get("site"), Site):
            del context["site"]
        return response


class DeviceMiddleware:
    """Keeps when a signed-in browser was last used; public pages know of no browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_personal(request.path) and request.user.is_authenticated:
            devices.note_activity(request)
        return self.get_response(request)


def is_personal(path: str) -> bool:
    """Whether the page at `path` is made for one person."""
    return path.startswith(settings.PERSONAL_URL_PREFIXES)


def _language_of_person(request: HttpRequest) -> str:
    chosen: str = getattr(request.user, "language", "")
    if chosen:
        return chosen
    says_nothing = not request.headers.get("Accept-Language")
    if says_nothing and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        return request.site.language  # type: ignore[attr-defined, no-any-return]
    return translation.get_language_from_request(request)

"""Leads readers from old addresses to present ones, and counts those that lead nowhere."""

from collections.abc import Callable
from unicodedata import normalize

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils import translation

from blog import missed, moves, redirects
from blog.models import OldPath
from blog.views import errors

# No path of ours holds it, and PostgreSQL refuses even to look for it.
NUL = "\x00"
# Browsers keep a 301 for good unless told otherwise, and an owner may change their mind.
KEPT_SECONDS = 3600


class OldPathMiddleware:
    """Answers where nothing was found: a rule of the owner's, else the present address of what stood there.

    A path that leads to something never comes here, so that rules cost live pages nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        found = None if NUL in request.path else self._ruled(request) or self._moved(request)
        if found is None:
            missed.note_missed(request)
            return response
        return found

    def _ruled(self, request: HttpRequest) -> HttpResponse | None:
        """Return what a redirect by hand says."""
        answer = redirects.find(request.path)
        if answer is None:
            return None
        missed.note_followed(answer.rule)
        if answer.status == 410:
            return _gone(request)
        kind = HttpResponseRedirect if answer.status == 302 else HttpResponsePermanentRedirect
        response = kind(answer.location)
        response["Cache-Control"] = f"max-age={KEPT_SECONDS}"
        return response

    def _moved(self, request: HttpRequest) -> HttpResponse | None:
        """Return the redirect, or None: an unpublished target must not give away its new address."""
        old = OldPath.objects.filter(path=normalize("NFC", request.path)).first()
        target = moves.present(old.target) if old else None
        if target is None or not _may_be_told(target):
            return None
        return HttpResponsePermanentRedirect(target.get_absolute_url())


def _gone(request: HttpRequest) -> HttpResponse:
    """Return the page for what will not come back, in the site's language."""
    language = request.site.language  # type: ignore[attr-defined]
    with translation.override(language):
        response = errors.gone(request)
    response["Content-Language"] = language
    return response


def _may_be_told(target: object) -> bool:
    is_hidden = hasattr(target, "is_published") and not (target.is_published or target.is_gone)  # type: ignore[attr-defined]
    return not is_hidden

"""Leads readers from old addresses to present ones."""

from collections.abc import Callable
from unicodedata import normalize

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from blog import moves
from blog.models import OldPath

# No path of ours holds it, and PostgreSQL refuses even to look for it.
NUL = "\x00"


class OldPathMiddleware:
    """Turns a 404 into a 301 where the path once led to something that readers may see."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        return self._redirect(request) or response

    def _redirect(self, request: HttpRequest) -> HttpResponse | None:
        """Return the redirect, or None: an unpublished target must not give away its new address."""
        if NUL in request.path:
            return None
        old = OldPath.objects.filter(path=normalize("NFC", request.path)).first()
        target = moves.present(old.target) if old else None
        if target is None or not _may_be_told(target):
            return None
        return HttpResponsePermanentRedirect(target.get_absolute_url())


def _may_be_told(target: object) -> bool:
    is_hidden = hasattr(target, "is_published") and not (target.is_published or target.is_gone)  # type: ignore[attr-defined]
    return not is_hidden

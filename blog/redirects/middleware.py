"""Middleware for 404s: redirects previous URLs, and counts the URLs that are not found."""

from collections.abc import Callable
from unicodedata import normalize

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils import translation

from blog.models import Entry, PreviousPath
from blog.redirects import not_found_log, rules, slug_history
from core import error_pages
from core.site_urls import with_query

# No path of the site contains it, and PostgreSQL rejects a query with it.
NUL = "\x00"
# Without max-age browsers cache a 301 indefinitely, and an owner may change the rule.
MAX_AGE = 3600  # seconds


class PreviousPathMiddleware:
    """Replaces a 404 by the owner's redirect rule, else by a redirect to the current URL.

    It acts on 404 responses only, so that rules cost existing pages nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        if NUL not in request.path:
            redirect = self._rule_response(request) or self._previous_path_response(request)
            if redirect is not None:
                return redirect
        not_found_log.count_not_found(request)
        return response

    def _rule_response(self, request: HttpRequest) -> HttpResponse | None:
        match = rules.match_path(request.path)
        if match is None:
            return None
        not_found_log.count_redirect(match.rule)
        if match.status == 410:
            return _gone(request)
        kind = HttpResponseRedirect if match.status == 302 else HttpResponsePermanentRedirect
        response = kind(with_query(match.location, request))
        response["Cache-Control"] = f"max-age={MAX_AGE}"
        return response

    def _previous_path_response(self, request: HttpRequest) -> HttpResponse | None:
        """Return the redirect, or None: the new URL of an unpublished target must not be disclosed."""
        old = PreviousPath.objects.filter(path=normalize("NFC", request.path)).first()
        target = slug_history.current_target(old.target) if old else None
        if target is None or not _is_disclosed(target):
            return None
        return HttpResponsePermanentRedirect(with_query(target.get_absolute_url(), request))


def _gone(request: HttpRequest) -> HttpResponse:
    """Return the 410 page in the site's language."""
    language = request.site.language  # type: ignore[attr-defined]
    with translation.override(language):
        response = error_pages.gone(request)
    response["Content-Language"] = language
    return response


def _is_disclosed(target: slug_history.Linked) -> bool:
    """Whether readers know the target: all but entries that are neither public, protected nor gone."""
    if not isinstance(target, Entry):
        return True
    return target.is_published or target.is_protected or target.is_gone

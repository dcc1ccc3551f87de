"""Pages that are made for one person: what their views have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.decorators import decorator_from_middleware
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control

#: What to say where `is_forged`.
FORGED = _("The browser sent no proof that the form is yours. Please send it again.")

View = Callable[..., HttpResponse]


def unlisted(view: View) -> View:
    """Keep what `view` answers out of search engines."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return marked


def personal(view: View) -> View:
    """Mark what `view` answers as made for one person: kept in no cache and in no search engine."""

    return cache_control(private=True, no_store=True)(unlisted(view))


class _KeepingCsrf(CsrfViewMiddleware):
    """Leaves it to the view to refuse a request without a valid token, so that the text is not lost."""

    def _reject(self, request: HttpRequest, reason: str) -> None:  # type: ignore[override]
        request.csrf_failure = reason  # type: ignore[attr-defined]


#: For a view that is csrf_exempt and asks `is_forged` itself.
keeping_csrf: Callable[[View], View] = decorator_from_middleware(_KeepingCsrf)  # type: ignore[assignment]


def is_forged(request: HttpRequest) -> bool:
    """Whether a request to a view that is `keeping_csrf` came without a valid token."""
    return bool(getattr(request, "csrf_failure", ""))

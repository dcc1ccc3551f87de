"""CSRF checks that leave the refusal to the view, so that a form is shown again with its text."""

from collections.abc import Callable

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.decorators import decorator_from_middleware
from django.utils.translation import gettext_lazy as _

from core.http import View

#: The error text if `csrf_failed`.
FORGED = _("The form could not be verified. Please send it again.")


class _RecordingCsrfMiddleware(CsrfViewMiddleware):
    """Records a CSRF failure for the view, which rejects the request and renders the text again."""

    def _reject(self, request: HttpRequest, reason: str) -> None:  # type: ignore[override]
        request.csrf_failure = reason  # type: ignore[attr-defined]


#: For a csrf_exempt view that calls `csrf_failed` itself.
keeping_csrf: Callable[[View], View] = decorator_from_middleware(_RecordingCsrfMiddleware)  # type: ignore[assignment]


def csrf_failed(request: HttpRequest) -> bool:
    """Whether a request to a `keeping_csrf` view has no valid token."""
    return bool(getattr(request, "csrf_failure", ""))

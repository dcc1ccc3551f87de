"""Knows who asks, for the case that the request changes something."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from audit import trail


class ActorMiddleware:
    """Names the person of the request to audit.trail, which asks only when it writes a row.

    A request that changes nothing touches no session by it, and outside the personal pages nobody
    is signed in, so a public page stays the same bytes for everybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def actor() -> trail.Actor:
            is_personal = request.path.startswith(settings.PERSONAL_URL_PREFIXES)
            return trail.person(request.user) if is_personal else trail.VISITOR

        with trail.acting(actor, request_id=getattr(request, "request_id", "")):
            return self.get_response(request)

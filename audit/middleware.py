"""Middleware that sets the actor of the audit log."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from audit import log
from core.http_cache import is_personal


class ActorMiddleware:
    """Sets the user of the request as the actor; evaluated only when a row is written.

    So a request without a change does not access the session. Outside the personal pages the actor is
    VISITOR, so public pages stay the same bytes for every visitor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def actor() -> log.Actor:
            return log.user_actor(request.user) if is_personal(request.path) else log.VISITOR

        with log.as_actor(actor, request_id=getattr(request, "request_id", "")):
            return self.get_response(request)

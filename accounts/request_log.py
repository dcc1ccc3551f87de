"""A line in the log for each request, and an id that finds it again."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.logs import request_id

logger = logging.getLogger("access")

ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
# What a path may hold that opens something: such a path is written as its pattern.
SECRET_ARGUMENTS = {"key", "token", "uidb36", "signed", "secret", "code"}
LONGEST_PATH = 200
NETWORK = {
    4: 24,
    6: 48,
}  # bits of an address that are kept of it: some hundred people, or a household


class RequestLogMiddleware:
    """Gives every request an id and writes how it went: method, route, path, status, time, bytes.

    No query, no address beyond TSUZURI_LOG_ADDRESSES, nobody's name. Personal paths and those that hold
    a key are written as their pattern. The id comes from a proxy that the owner has named, else it is
    made here. It goes back as X-Request-ID where nobody may keep the answer, and on errors: a public
    page, which caches hold for many readers, has no request of its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.monotonic()
        identity = _identity(request)
        token = request_id.set(identity)
        try:
            response = self.get_response(request)
            if _may_carry_id(response):
                response.headers["X-Request-ID"] = identity
            logger.info("request", extra=_line(request, response, time.monotonic() - begun))
            return response
        finally:
            request_id.reset(token)


def _identity(request: HttpRequest) -> str:
    sent = request.headers.get("X-Request-ID", "")
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT and ID.fullmatch(sent):
        return sent
    return uuid.uuid4().hex


def _may_carry_id(response: HttpResponse) -> bool:
    """Whether the answer is for this request alone."""
    kept = response.headers.get("Cache-Control", "")
    return response.status_code >= 500 or "no-store" in kept or "private" in kept


def _line(request: HttpRequest, response: HttpResponse, seconds: float) -> dict[str, object]:
    match = request.resolver_match
    line: dict[str, object] = {
        "method": request.method,
        "route": match.view_name if match else "",
        "path": loggable_path(request),
        "status": response.status_code,
        "ms": round(seconds * 1000),
        "bytes": _size(response),
    }
    if address := loggable_address(request):
        line["address"] = address
    return line


def loggable_path(request: HttpRequest) -> str:
    """Return the path, or its pattern where the path may say who asks or open something."""
    match = request.resolver_match
    is_personal = request.path.startswith(settings.PERSONAL_URL_PREFIXES)
    if match and (is_personal or SECRET_ARGUMENTS & set(match.kwargs)):
        return f"/{match.route}"
    if is_personal:  # and leads nowhere: a mistyped link may still hold most of a key
        return f"/{request.path.split('/')[1]}/…"
    return request.path[:LONGEST_PATH]


def loggable_address(request: HttpRequest) -> str:
    """Return as much of the reader's address as the owner wants in the log."""
    if settings.LOG_ADDRESSES == "no":
        return ""
    try:
        address = ip_address(get_adapter(request).get_client_ip(request))
    except Exception:  # a socket without addresses, or a header that holds none
        return ""
    if settings.LOG_ADDRESSES == "full":
        return str(address)
    return str(ip_network((address, NETWORK[address.version]), strict=False))


def _size(response: HttpResponse) -> int:
    """Return the bytes of the body, as far as they are known before it is sent."""
    if response.streaming:
        return int(response.headers.get("Content-Length", 0))
    return len(response.content)

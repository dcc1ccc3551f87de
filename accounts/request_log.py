"""Access log: one line per request, with a request id."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.http_cache import is_personal
from core.log_formatters import request_id

logger = logging.getLogger("access")

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
# URL arguments that hold secrets: such a path is logged as its pattern.
SECRET_ARGUMENTS = {"key", "token", "uidb36", "signed", "secret", "code"}
MAX_PATH_LENGTH = 200
NETWORK_BITS = {
    4: 24,
    6: 48,
}  # prefix length of the logged network: some hundred people, or a household


class RequestLogMiddleware:
    """Sets a request id and logs method, route, path, status, time and bytes of each request.

    No query string, no user, and no IP address beyond TSUZURI_LOG_ADDRESSES. Personal paths and paths
    with a secret are logged as their pattern. The id is taken from a trusted proxy, else created here.
    Uncacheable responses and errors carry it as X-Request-ID; cacheable pages do not, because caches
    would serve the id of one request to many readers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.monotonic()
        new_id = _get_request_id(request)
        token = request_id.set(new_id)
        try:
            response = self.get_response(request)
            if _may_carry_id(response):
                response.headers["X-Request-ID"] = new_id
            logger.info("request", extra=_log_fields(request, response, time.monotonic() - started))
            return response
        finally:
            request_id.reset(token)


def _get_request_id(request: HttpRequest) -> str:
    sent = request.headers.get("X-Request-ID", "")
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT and REQUEST_ID.fullmatch(sent):
        return sent
    return uuid.uuid4().hex


def _may_carry_id(response: HttpResponse) -> bool:
    """Return whether caches do not store the response."""
    cache_control = response.headers.get("Cache-Control", "")
    return response.status_code >= 500 or "no-store" in cache_control or "private" in cache_control


def _log_fields(request: HttpRequest, response: HttpResponse, seconds: float) -> dict[str, object]:
    match = request.resolver_match
    fields: dict[str, object] = {
        "method": request.method,
        "route": match.view_name if match else "",
        "path": loggable_path(request),
        "status": response.status_code,
        "ms": round(seconds * 1000),
        "bytes": _body_size(response),
    }
    if address := loggable_address(request):
        fields["address"] = address
    return fields


def loggable_path(request: HttpRequest) -> str:
    """Return the path, or its pattern if the path is personal or holds a secret."""
    match = request.resolver_match
    personal = is_personal(request.path)
    if match and (personal or SECRET_ARGUMENTS & set(match.kwargs)):
        return f"/{match.route}"
    if personal:  # no route: a mistyped link may still hold most of a secret
        return f"/{request.path.split('/')[1]}/…"
    return request.path[:MAX_PATH_LENGTH]


def loggable_address(request: HttpRequest) -> str:
    """Return the client's IP address as LOG_ADDRESSES allows: in full, its network, or ""."""
    if settings.LOG_ADDRESSES == "no":
        return ""
    try:
        address = ip_address(get_adapter(request).get_client_ip(request))
    except Exception:  # a socket without addresses, or a header that holds none
        return ""
    if settings.LOG_ADDRESSES == "full":
        return str(address)
    return str(ip_network((address, NETWORK_BITS[address.version]), strict=False))


def _body_size(response: HttpResponse) -> int:
    """Return the size of the body; for a streaming response its Content-Length, or 0 without one."""
    if response.streaming:
        return int(response.headers.get("Content-Length", 0))
    return len(response.content)

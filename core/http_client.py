"""The HTTP client for URLs that people enter: public addresses only, with limits of time and bytes.

All requests of the server to other sites go through `fetch` (tests/project/test_outgoing_requests.py). It
resolves the host once, checks every address, and connects to a checked address. It does so again for each
redirect. It reads no proxy and no password from the environment or from files, and keeps no cookies.
"""

import re
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPResponse
from typing import Final
from urllib.parse import urljoin

from django.conf import settings
from django.utils.datastructures import CaseInsensitiveMapping
from django.utils.encoding import iri_to_uri

from core.http_connection import MAX_HEADER_BYTES, Connection, Request
from core.http_target import Deadline, FetchError, Reason, Target, is_unsafe, parse, resolve

__all__ = ["FetchError", "Reason", "Response", "fetch"]

TIMEOUT: Final = 10.0  # seconds
MAX_BYTES: Final = 1_000_000
MAX_REDIRECTS: Final = 5
_METHODS: Final = ("GET", "HEAD", "POST")
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE: Final = re.compile(r"[\t\x20-\x7e]*")
#: Set by the client itself, or of the connection to a proxy.
_OWN_HEADERS: Final = frozenset(
    {"accept-encoding", "connection", "content-length", "expect", "host", "te", "trailer"}
    | {"proxy-authorization", "proxy-connection", "transfer-encoding", "upgrade"}
)
#: Headers of the caller that another origin gets after a redirect; others may hold secrets.
_HARMLESS_HEADERS: Final = frozenset({"accept", "accept-language", "user-agent"})


@dataclass(frozen=True)
class Response:
    """A complete response; `url` is the one that answered, after redirects."""

    status: int
    headers: Mapping[str, str]
    url: str
    content: bytes


@dataclass(frozen=True)
class _Limits:
    max_bytes: int
    allowed_types: Collection[str] | None
    deadline: Deadline


def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    timeout: float = TIMEOUT,
    max_bytes: int = MAX_BYTES,
    allowed_types: Collection[str] | None = None,
    max_redirects: int = MAX_REDIRECTS,
    ports: Collection[int] = (),
) -> Response:
    """Return the response of `url`, whatever its status; raise FetchError for everything else.

    `timeout` is for all of it: lookups, redirects, body. `max_bytes` limits the body before and after
    decompression. `allowed_types` are media types in lower case, checked if the status is 2xx. `ports` are
    allowed besides 80 and 443. GET and HEAD follow redirects; with `max_redirects=0`, and for POST, the
    redirect itself is returned. Raises ValueError for a method or header that a caller may not send.
    """
    limits = _Limits(max_bytes, allowed_types, Deadline(timeout))
    request = Request(method, _checked_headers(method, headers or {}), body)
    target = parse(url, ports)
    follows = max_redirects if method in ("GET", "HEAD") else 0
    for left in range(follows, -1, -1):
        response = _exchange(target, request, limits, is_followed=follows > 0)
        location = response.headers.get("Location")
        if response.status not in _REDIRECTS or location is None or not follows:
            return response
        if left:
            target, request = _redirected(target, request, location, ports)
    raise FetchError(Reason.REDIRECT, f"More than {max_redirects} redirects.")


def user_agent() -> str:
    """Return the name by which this site shows itself to others, with its URL."""
    return f"Tsuzuri (+{iri_to_uri(settings.BASE_URL)}/)"


def _checked_headers(method: str, headers: Mapping[str, str]) -> dict[str, str]:
    if method not in _METHODS:
        raise ValueError(f"The method {method!r} is not one of {_METHODS}.")
    for name, value in headers.items():
        if not _TOKEN.fullmatch(name) or not _VALUE.fullmatch(value):
            raise ValueError(f"The header {name!r} is invalid.")
        if name.lower() in _OWN_HEADERS:
            raise ValueError(f"The header {name!r} is set by the client.")
    agent = {} if "user-agent" in map(str.lower, headers) else {"User-Agent": user_agent()}
    return {**agent, **headers, "Accept-Encoding": "gzip"}


def _redirected(
    target: Target, request: Request, location: str, ports: Collection[int]
) -> tuple[Target, Request]:
    """Return target and request of a redirect to `location`."""
    location = _text(location).strip(" \t")
    if is_unsafe(location):
        raise FetchError(Reason.URL, "The redirect's URL contains unsafe characters.")
    try:
        joined = urljoin(target.url, location)
    except ValueError as error:
        raise FetchError(Reason.URL, "The redirect's URL is invalid.") from error
    following = parse(joined, ports)
    if target.scheme == "https" and following.scheme != "https":
        raise FetchError(Reason.REDIRECT, "A redirect leads from https to http.")
    if following.origin == target.origin:
        return following, request
    kept = _HARMLESS_HEADERS | {"accept-encoding"}
    headers = {name: value for name, value in request.headers.items() if name.lower() in kept}
    return following, Request(request.method, headers, body=None)


def _text(header: str) -> str:
    """Return a header, which http.client decodes as Latin-1, as UTF-8 if it is that."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


def _exchange(target: Target, request: Request, limits: _Limits, *, is_followed: bool) -> Response:
    """Return the response of one request; of a redirect that is followed, without its body."""
    connection = Connection(target, resolve(target, limits.deadline), limits.deadline)
    try:
        raw = connection.send(request)
        headers = _joined(raw)
        if is_followed and raw.status in _REDIRECTS:
            return Response(raw.status, headers, target.url, b"")
        _check_type(raw.status, headers, limits)
        content = b"".join(_body(connection, raw, headers, limits.max_bytes))
    finally:
        connection.close()
    return Response(raw.status, headers, target.url, content)


def _joined(raw: HTTPResponse) -> CaseInsensitiveMapping[str]:
    """Return the headers; of equal names the values are joined by commas."""
    values: dict[str, list[str]] = {}
    for name, value in raw.getheaders():
        values.setdefault(name.lower(), []).append(str(value))
    return CaseInsensitiveMapping({name: ", ".join(found) for name, found in values.items()})


def _check_type(status: int, headers: Mapping[str, str], limits: _Limits) -> None:
    if limits.allowed_types is None or not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return
    media_type = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media_type not in limits.allowed_types:
        raise FetchError(Reason.TYPE, f"The response is of the type {media_type[:100]!r}.")


def _body(
    connection: Connection, raw: HTTPResponse, headers: Mapping[str, str], most: int
) -> Iterator[bytes]:
    """Yield the parts of the body, decompressed."""
    if headers.get("Transfer-Encoding", "chunked").strip().lower() != "chunked":
        raise FetchError(Reason.RESPONSE, "The transfer encoding is not supported.")
    if (raw.length or 0) > most:
        raise FetchError(Reason.TOO_LARGE, f"The response has more than {most} bytes.")
    connection.allow(2 * most + MAX_HEADER_BYTES)  # the framing of small chunks needs room, too
    parts = iter(lambda: connection.read(raw), b"")
    encoding = headers.get("Content-Encoding", "").strip().lower()
    if encoding in ("gzip", "x-gzip"):
        parts = _gunzipped(_limited(parts, most), most)
    elif encoding not in ("", "identity"):
        raise FetchError(Reason.RESPONSE, f"The encoding {encoding[:100]!r} was not asked for.")
    yield from _limited(parts, most)


def _limited(parts: Iterator[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for part in parts:
        size += len(part)
        if size > most:
            raise FetchError(Reason.TOO_LARGE, f"The response has more than {most} bytes.")
        yield part


def _gunzipped(parts: Iterator[bytes], most: int) -> Iterator[bytes]:
    """Yield decompressed parts of at most `most` + 1 bytes. A file may have several members."""
    member, is_open = zlib.decompressobj(wbits=31), False
    for part in parts:
        data = part
        while data:
            try:
                yield member.decompress(data, most + 1)
            except zlib.error as error:
                raise FetchError(Reason.RESPONSE, "The gzip data is damaged.") from error
            is_open = not member.eof
            data = member.unused_data or member.unconsumed_tail
            if member.eof:
                member = zlib.decompressobj(wbits=31)
    if is_open:
        raise FetchError(Reason.CONNECTION, "The gzip data ended early.")

"""One request over a connection to a checked address, within a deadline and a number of bytes."""

import io
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from typing import Any, Final

from core.http_target import Deadline, FetchError, Reason, Target

MAX_HEADER_BYTES: Final = 65_536  # of status line and headers, interim responses included
_CHUNK: Final = 16_384


@dataclass(frozen=True)
class Request:
    """A request without its target; `headers` are complete but for Host."""

    method: str
    headers: Mapping[str, str]
    body: bytes | None


class Connection:
    """Sends a request and gives its response; close it afterwards."""

    def __init__(self, target: Target, addresses: Sequence[str], deadline: Deadline) -> None:
        self._deadline = deadline
        self._target = target
        self._socket = _Socket(_connect(target, addresses, deadline), deadline)
        self._http = HTTPConnection(target.host, target.port)
        self._http.auto_open = 0  # never connect by name
        self._http.sock = self._socket

    def send(self, request: Request) -> HTTPResponse:
        """Send the request and return the response with its headers read."""
        headers = {"Host": self._target.authority, **request.headers, "Connection": "close"}
        try:
            self._http.request(request.method, self._target.path, request.body, headers)
            response = self._http.getresponse()
        except (OSError, HTTPException, ValueError) as error:
            raise _as_fetch_error(error) from error
        if response.status < HTTPStatus.OK:
            raise FetchError(Reason.RESPONSE, f"The status {response.status} is not a final one.")
        return response

    def allow(self, size: int) -> None:
        """Let the peer send `size` more bytes."""
        self._socket.budget = size

    def read(self, response: HTTPResponse) -> bytes:
        """Return the next bytes of the body, b"" at its end."""
        self._deadline.remaining()
        try:
            data = response.read(_CHUNK)
        except (OSError, HTTPException, ValueError) as error:
            raise _as_fetch_error(error) from error
        if not data and response.length:
            raise FetchError(Reason.CONNECTION, "The response ended early.")
        return data

    def close(self) -> None:
        """Close the connection."""
        self._http.close()
        self._socket.inner.close()


def open_socket(address: str, port: int, timeout: float) -> socket.socket:
    """Connect to an IP address; raise OSError. Tests replace this function, and it is the only way out."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.settimeout(timeout)
        opened.connect((address, port))
    except BaseException:
        opened.close()
        raise
    return opened


@cache
def tls_context() -> ssl.SSLContext:
    """Return the context that checks certificate and host name."""
    return ssl.create_default_context()


def _connect(target: Target, addresses: Sequence[str], deadline: Deadline) -> socket.socket:
    """Return a connection to the first address that accepts it, with TLS for https."""
    failure: OSError | None = None
    for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
        try:
            plain = open_socket(address, target.port, deadline.remaining() / left)
        except OSError as error:
            failure = error
        else:
            return _with_tls(plain, target.host, deadline) if target.scheme == "https" else plain
    raise _as_fetch_error(failure or OSError("no address")) from failure


def _with_tls(plain: socket.socket, host: str, deadline: Deadline) -> ssl.SSLSocket:
    try:
        plain.settimeout(deadline.remaining())  # for the handshake as a whole
        return tls_context().wrap_socket(plain, server_hostname=host)
    except BaseException as error:
        plain.close()
        if isinstance(error, (OSError, ValueError)):
            raise _as_fetch_error(error) from error
        raise


def _as_fetch_error(error: Exception) -> FetchError:
    match error:
        case TimeoutError():
            return FetchError(Reason.TIMEOUT, "The request took too long.")
        case ssl.SSLError():
            return FetchError(Reason.TLS, f"TLS failed: {error}")
        case OSError() | IncompleteRead():
            return FetchError(Reason.CONNECTION, f"The connection failed: {error}")
        case _:
            return FetchError(Reason.RESPONSE, f"The response is invalid: {type(error).__name__}")


class _Socket:
    """What HTTPConnection needs of a socket. Each operation has the rest of the deadline as its timeout."""

    def __init__(self, inner: socket.socket, deadline: Deadline) -> None:
        self.inner, self.deadline = inner, deadline
        self.budget = MAX_HEADER_BYTES  # bytes that the peer may still send

    def sendall(self, data: bytes) -> None:
        """Send all bytes."""
        view = memoryview(data)
        while view:
            self.inner.settimeout(self.deadline.remaining())
            view = view[self.inner.send(view) :]

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return a file for the response."""
        return io.BufferedReader(_Received(self))

    def close(self) -> None:
        """Leave it open: HTTPConnection calls this before the body is read."""


class _Received(io.RawIOBase):
    """The bytes of the peer as a file."""

    def __init__(self, source: _Socket) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        source = self._source
        if source.budget <= 0:
            raise FetchError(Reason.TOO_LARGE, "The response is too large.")
        source.inner.settimeout(source.deadline.remaining())
        count = source.inner.recv_into(memoryview(buffer)[: source.budget])
        source.budget -= count
        return count

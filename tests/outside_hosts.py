"""Hosts of other sites: names and public addresses that lead to servers on loopback."""

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import Any

import pytest

from core import http_client, http_connection
from core.http_client import FetchError, Reason

PUBLIC = "93.184.215.14"
SITE = "http://site.example.com"
_look_up, _open = socket.getaddrinfo, http_connection.open_socket


class OutsideHosts:
    """Replaces DNS and the opening of connections, nothing else of the client.

    A connection to an address that no host has is really opened, so that a server on loopback would see it.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lookups: list[str] = []
        self.connections: list[tuple[str, int]] = []
        self.silent: set[str] = set()  # addresses that accept no connection and refuse none
        self._answers: dict[str, list[list[str]]] = {}
        self._ports: dict[tuple[str, int], int] = {}
        monkeypatch.setattr(socket, "getaddrinfo", self._getaddrinfo)
        monkeypatch.setattr(http_connection, "open_socket", self._open_socket)

    def name(self, name: str, *addresses: str) -> None:
        """Let `name` resolve to `addresses`; of several calls, each is one answer, and the last one stays."""
        self._answers.setdefault(name, []).append(list(addresses))

    def serve(self, local_port: int, port: int = 80, address: str = PUBLIC) -> None:
        """Let `local_port` of loopback be `port` of a public address."""
        self._ports[address, port] = local_port

    def add(self, name: str, local_port: int, port: int = 80, address: str = PUBLIC) -> str:
        """Give a server a name; return its URL without a path."""
        self.name(name, address)
        self.serve(local_port, port, address)
        return f"{'https' if port == 443 else 'http'}://{name}"

    def _getaddrinfo(self, host: Any, port: Any, *args: Any, **kwargs: Any) -> list[Any]:
        self.lookups.append(host)
        name = host.removesuffix(".")
        if answers := self._answers.get(name):
            addresses = answers.pop(0) if len(answers) > 1 else answers[0]
            return [(None, None, None, "", (address, port)) for address in addresses]
        if name == "localhost" or name.endswith(".localhost"):
            return _look_up("127.0.0.1", port, *args, **kwargs)
        # As a real resolver, it understands all notations of addresses, and knows no other name.
        return _look_up(name, port, flags=socket.AI_NUMERICHOST, type=socket.SOCK_STREAM)

    def _open_socket(self, address: str, port: int, timeout: float) -> socket.socket:
        self.connections.append((address, port))
        if address in self.silent:
            time.sleep(timeout)
            raise TimeoutError
        if (address, port) in self._ports:
            return _open("127.0.0.1", self._ports[address, port], timeout)
        return _open(address, port, timeout)


Answer = Callable[[socket.socket, bytes], None]


class RawServer:
    """A server that records requests and answers with given bytes or a function."""

    def __init__(self) -> None:
        self.requests: list[bytes] = []
        self.answers: dict[str, bytes | Answer] = {}
        self.errors: list[BaseException | None] = []
        self.stopping = threading.Event()
        self.port = 0

    @property
    def paths(self) -> list[str]:
        """Methods and paths of the requests, such as "GET /"."""
        return [b" ".join(request.split(b" ")[:2]).decode() for request in self.requests]

    def header(self, name: str, request: int = -1) -> str | None:
        """Return a header of a request."""
        for line in self.requests[request].partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]:
            key, _colon, value = line.partition(b":")
            if key.decode().lower() == name.lower():
                return value.decode().strip()
        return None

    def answer(self, connection: socket.socket) -> None:
        """Read one request and answer it."""
        request = b""
        while b"\r\n\r\n" not in request:
            part = connection.recv(65_536)
            if not part:
                break
            request += part
        self.requests.append(request)
        path = request.split(b" ")[1].decode(errors="replace") if request.count(b" ") > 1 else ""
        answer = self.answers.get(path, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        if callable(answer):
            answer(connection, request)
        else:
            connection.sendall(answer)


@contextmanager
def running_server(
    wrap: Callable[[socket.socket], socket.socket] | None = None,
) -> Iterator[RawServer]:
    """Serve on a free port of loopback; `wrap` adds TLS to a connection."""
    served = RawServer()

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            try:
                connection = wrap(self.request) if wrap else self.request
            except OSError:  # the client refused the certificate
                return
            try:
                served.answer(connection)
            except OSError:  # the client closed the connection
                return
            finally:
                connection.close()

    class Server(ThreadingTCPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            served.errors.append(sys.exception())

    with Server(("127.0.0.1", 0), Handler) as server:
        served.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        try:
            yield served
        finally:
            served.stopping.set()
            server.shutdown()
            thread.join()
    assert served.errors == []


def head(*lines: str, status: str = "200 OK") -> bytes:
    """Return status line and headers of a response."""
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode()


def page(body: bytes, *lines: str, status: str = "200 OK") -> bytes:
    """Return a response."""
    return head(f"Content-Length: {len(body)}", *lines, status=status) + body


def redirect(location: str, status: int = 302) -> bytes:
    """Return a redirect."""
    return page(b"", f"Location: {location}", status=f"{status} Moved")


def failure(url: str, **options: Any) -> Reason:
    """Return the reason for which the client cannot fetch `url`."""
    with pytest.raises(FetchError) as caught:
        http_client.fetch(url, **options)
    return caught.value.reason

"""Maintenance page: a server that answers every request with 503 during migrations."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingMixIn, UnixStreamServer
from threading import Thread

RETRY_AFTER = 30  # seconds
TIMEOUT = 5  # seconds that a client may take to send its request
BODY_LIMIT = 1_000_000  # bytes of a body that are read, so that its sender sees the answer
PAGE = """<!doctype html>
<html lang="ja">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>更新中です</title>
<h1>更新中です</h1>
<p>このサイトはただいま更新中です。しばらくしてから、もう一度お試しください。</p>
<p lang="en">This site is being upgraded. Please try again in a few minutes.</p>
</html>
""".encode()


class Handler(BaseHTTPRequestHandler):
    """Answers one request with the maintenance page."""

    timeout = TIMEOUT
    server_version, sys_version = "Tsuzuri", ""

    def answer(self) -> None:
        """Send status 503 with Retry-After and the page, without a body for HEAD."""
        length = self.headers.get("Content-Length", "")
        if length.isascii() and length.isdigit():
            self.rfile.read(min(int(length), BODY_LIMIT))
        self.send_response(503)
        self.send_header("Retry-After", str(RETRY_AFTER))
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", "default-src 'none'")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(PAGE)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Log nothing: a line would hold the reader's address."""


class Server(ThreadingMixIn, UnixStreamServer):
    """Serves a socket of any family that is listening already."""

    daemon_threads = True

    def __init__(self, listener: socket.socket) -> None:
        super().__init__("", Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listener.dup()

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore a client that went away."""


@contextmanager
def answering(listener: socket.socket) -> Iterator[None]:
    """Answer requests to `listener` with 503 during the block; later connections wait in its backlog."""
    with Server(listener) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()

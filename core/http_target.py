"""Where a request of the HTTP client goes: a strictly parsed URL and the checked addresses of its host."""

import re
import socket
from collections.abc import Collection
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from threading import Thread
from time import monotonic
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from django.utils.encoding import iri_to_uri

from core.public_addresses import is_public

MAX_URL: Final = 2_000  # characters
MAX_HOST: Final = 253  # characters
MAX_ADDRESSES: Final = 16  # of one host
_PORTS: Final = {"http": 80, "https": 443}
#: `urlsplit` removes some of these silently; browsers treat a backslash as a slash.
_UNSAFE: Final = re.compile(r"[\s\\\x00-\x20\x7f-\xa0]")
_HOST_AND_PORT: Final = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\[\]:@]+))(?::([0-9]{0,5}))?", re.I)
_LABEL: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
#: Resolvers read a host that ends in a number as an IPv4 address: 127.1, 0x7f.1, 2130706433.
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")


class Reason(StrEnum):
    """Why a request failed."""

    URL = "url"  # not an absolute http(s) URL, or with a user name, or with unsafe characters
    PORT = "port"
    ADDRESS = "address"  # of a private or special network
    DNS = "dns"
    CONNECTION = "connection"  # refused, unreachable, or closed early
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too large"
    TYPE = "type"
    REDIRECT = "redirect"  # too many, or from https to http
    RESPONSE = "response"  # violates HTTP


class FetchError(Exception):
    """A request was refused or failed. `reason` is for code, the text is for the log."""

    def __init__(self, reason: Reason, text: str) -> None:
        super().__init__(text)
        self.reason = reason


@dataclass(frozen=True)
class Target:
    """A checked URL. `host` is lower-case ASCII: a name, or an IP address without brackets."""

    scheme: str
    host: str
    port: int
    path: str  # with the query, percent-encoded
    is_literal: bool  # whether the host is an IP address

    @property
    def authority(self) -> str:
        """Host and, unless it is the default one, port, as in the header Host."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The URL in its normal form, without a fragment."""
        return f"{self.origin}{self.path}"


class Deadline:
    """A moment until which a whole request must be done."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    def remaining(self) -> float:
        """Return the seconds that remain, more than 0; raise FetchError if it is too late."""
        seconds = self._end - monotonic()
        if seconds <= 0:
            raise FetchError(Reason.TIMEOUT, "The request took too long.")
        return seconds


def parse(url: str, ports: Collection[int] = ()) -> Target:
    """Return the target of `url`; raise FetchError unless it is http(s) to port 80, 443 or one of `ports`."""
    if len(url) > MAX_URL or _UNSAFE.search(url):
        raise FetchError(Reason.URL, "The URL is too long or contains unsafe characters.")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise FetchError(Reason.URL, "The URL is invalid.") from error
    match = _HOST_AND_PORT.fullmatch(parts.netloc)
    if parts.scheme not in _PORTS or match is None:
        raise FetchError(Reason.URL, "The URL is not http(s) with a host and without a user name.")
    literal_v6, name, digits = match.groups()
    port = int(digits or _PORTS[parts.scheme])
    if port not in {*_PORTS.values(), *ports}:
        raise FetchError(Reason.PORT, f"Port {port} is not allowed.")
    host, is_literal = (_ipv6(literal_v6), True) if literal_v6 else _host(name)
    return Target(parts.scheme, host, port, _path(parts), is_literal)


def is_unsafe(text: str) -> bool:
    """Return whether `text` contains whitespace, control characters or a backslash."""
    return bool(_UNSAFE.search(text))


def resolve(target: Target, deadline: Deadline) -> list[str]:
    """Return the addresses of the target's host, by one DNS lookup; raise FetchError unless all are public."""
    addresses = [target.host] if target.is_literal else _look_up(target, deadline)
    for address in addresses:
        if not is_public(address):
            raise FetchError(Reason.ADDRESS, f"{target.host} has an address that is not public.")
    return addresses[:MAX_ADDRESSES]


def _path(parts: SplitResult) -> str:
    query = f"?{parts.query}" if parts.query else ""
    try:
        return str(iri_to_uri(f"{parts.path or '/'}{query}"))
    except UnicodeError as error:
        raise FetchError(Reason.URL, "The path of the URL is invalid.") from error


def _ipv6(text: str) -> str:
    try:
        return str(IPv6Address(text))
    except AddressValueError as error:
        raise FetchError(Reason.URL, "The IPv6 address is invalid.") from error


def _host(name: str) -> tuple[str, bool]:
    """Return the host as ASCII and whether it is an IPv4 address in its only accepted notation, 192.0.2.1."""
    try:
        ascii_name = name.encode("idna").decode("ascii") if len(name) <= MAX_HOST else ""
    except UnicodeError:
        ascii_name = ""
    host = ascii_name.lower().removesuffix(".")
    labels = host.split(".")
    if len(host) > MAX_HOST or not all(_LABEL.fullmatch(label) for label in labels):
        raise FetchError(Reason.URL, "The host name is invalid.")
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(host), True
    if len(labels) < 2:
        raise FetchError(Reason.ADDRESS, f"{host} is a name of the local network.")
    return host, False


def _ipv4(host: str) -> str:
    try:
        return str(IPv4Address(host))
    except AddressValueError as error:
        raise FetchError(Reason.ADDRESS, "The IPv4 address is not in the usual form.") from error


def _look_up(target: Target, deadline: Deadline) -> list[str]:
    """Return the addresses in the resolver's order. The thread is left alone if the resolver takes too long."""
    answer: Future[list[Any]] = Future()

    def ask() -> None:
        try:
            # The final dot keeps the resolver from trying the machine's own domains.
            found = socket.getaddrinfo(f"{target.host}.", target.port, type=socket.SOCK_STREAM)
        except BaseException as error:  # raised again by the thread that waits
            answer.set_exception(error)
        else:
            answer.set_result(found)

    Thread(target=ask, name="DNS lookup", daemon=True).start()
    try:
        rows = answer.result(deadline.remaining())
    except TimeoutError as error:
        raise FetchError(Reason.TIMEOUT, f"Looking up {target.host} took too long.") from error
    except (OSError, UnicodeError) as error:
        raise FetchError(Reason.DNS, f"{target.host} was not found: {error}") from error
    addresses = list(dict.fromkeys(str(row[4][0]) for row in rows))
    if not addresses:
        raise FetchError(Reason.DNS, f"{target.host} has no address.")
    return addresses

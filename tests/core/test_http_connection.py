"""Connections of the HTTP client: limits of time and bytes, and TLS."""

import gzip
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core import http_client, http_connection
from core.http_client import FetchError, Reason, Response
from tests.outside_hosts import (
    PUBLIC,
    SITE,
    Answer,
    OutsideHosts,
    RawServer,
    failure,
    head,
    page,
    redirect,
    running_server,
)


# Limits
def dripping(site: RawServer, start: bytes, drop: bytes) -> Answer:
    """Return an answer of `start` and then a `drop` every now and then."""

    def answer(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(start)
        while not site.stopping.wait(0.02):
            connection.sendall(drop)

    return answer


@pytest.mark.parametrize(
    ("start", "drop"),
    [
        (b"", b""),
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"X: 1\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (head("Content-Length: 9999"), b"x"),
        (head(), b"x"),
        (head("Transfer-Encoding: chunked"), b"1\r\nx\r\n"),
        (head("Transfer-Encoding: chunked") + b"0\r\n", b"T: 1\r\n"),
        (head("Content-Encoding: gzip"), gzip.compress(b"", mtime=0)),
        (head("Content-Encoding: gzip") + gzip.compress(b"x", mtime=0)[:10], b""),
    ],
)
def test_a_server_that_drips_is_left_in_time(start: bytes, drop: bytes, site: RawServer) -> None:
    site.answers["/"] = dripping(site, start, drop)
    started = time.monotonic()
    assert failure(SITE, timeout=0.3) == Reason.TIMEOUT
    assert time.monotonic() - started < 4


def test_the_time_limit_is_for_all_redirects_together(site: RawServer) -> None:
    def answer(connection: socket.socket, _request: bytes) -> None:
        time.sleep(0.2)
        connection.sendall(redirect("/"))

    site.answers["/"] = answer
    started = time.monotonic()
    assert failure(SITE, timeout=0.5, max_redirects=100) == Reason.TIMEOUT
    assert time.monotonic() - started < 4


@pytest.mark.parametrize("taken", [0, 200_000])
def test_a_server_that_takes_the_body_slowly_is_left_in_time(taken: int, site: RawServer) -> None:
    def answer(connection: socket.socket, _request: bytes) -> None:
        while not site.stopping.wait(0.02):
            connection.recv(taken) if taken else None

    site.answers["/"] = answer
    started = time.monotonic()
    body = b"x" * 50_000_000
    assert failure(SITE, method="POST", body=body, timeout=0.3) == Reason.TIMEOUT
    assert time.monotonic() - started < 4


def endless(start: bytes, part: bytes, sent: list[int]) -> Answer:
    """Return an answer of `start` and 100 MB of `part`; `sent` gets the lengths that the client took."""

    def answer(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(start)
        for _ in range(100_000_000 // len(part)):
            connection.sendall(part)
            sent.append(len(part))

    return answer


@pytest.mark.parametrize(
    ("start", "part"),
    [
        (b"", b"x" * 9_999),
        (b"HTTP/1.1 200 OK\r\n", b"X: " + b"x" * 9_999 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"x" * 9_999),
        (b"", b"HTTP/1.1 100 Continue\r\nX: " + b"x" * 9_999 + b"\r\n\r\n"),
        (head(), b"x" * 9_999),
        (head("Content-Length: -1"), b"x" * 9_999),
        (head("Content-Length: many"), b"x" * 9_999),
        (head("Transfer-Encoding: chunked"), b"1\r\nx\r\n" * 1_000),
        (head("Transfer-Encoding: chunked") + b"fffffffffffff\r\n", b"x" * 9_999),
        (head("Transfer-Encoding: chunked") + b"-1\r\n", b"x" * 9_999),
        (head("Transfer-Encoding: chunked") + b"0\r\n", b"T: " + b"x" * 9_999 + b"\r\n"),
        (head("Content-Encoding: gzip"), gzip.compress(b"", mtime=0) * 500),
        (head("Content-Encoding: gzip"), gzip.compress(b"x" * 9_999, mtime=0)),
    ],
)
def test_a_server_that_never_stops_is_left_early(
    start: bytes, part: bytes, site: RawServer
) -> None:
    sent: list[int] = []
    site.answers["/"] = endless(start, part, sent)
    assert failure(SITE, max_bytes=200_000, timeout=8) == Reason.TOO_LARGE
    assert sum(sent) < 20_000_000  # what the system's buffers take


def test_so_many_bytes_are_allowed_and_not_one_more(site: RawServer) -> None:
    site.answers["/"] = page(b"x" * 1_000)
    site.answers["/close"] = head() + b"x" * 1_000
    site.answers["/gzip"] = page(gzip.compress(b"x" * 1_000, mtime=0), "Content-Encoding: gzip")
    for path in ("/", "/close", "/gzip"):
        assert len(http_client.fetch(f"{SITE}{path}", max_bytes=1_000).content) == 1_000
        assert failure(f"{SITE}{path}", max_bytes=999) == Reason.TOO_LARGE
    site.answers["/empty"] = (
        head("Content-Encoding: gzip") + gzip.compress(b"", mtime=0) * 50
    )  # 1,000 bytes
    assert http_client.fetch(f"{SITE}/empty", max_bytes=1_000).content == b""
    assert failure(f"{SITE}/empty", max_bytes=999) == Reason.TOO_LARGE


def test_a_gzip_bomb_is_not_unpacked(site: RawServer, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(b"\0" * 100_000_000, mtime=0)
    sizes: list[int] = []
    limited = http_client._limited

    def measured(parts: Iterator[bytes], most: int) -> Iterator[bytes]:
        def counted() -> Iterator[bytes]:
            for part in parts:
                sizes.append(len(part))
                yield part

        return limited(counted(), most)

    monkeypatch.setattr(http_client, "_limited", measured)
    site.answers["/"] = page(bomb, "Content-Encoding: gzip")
    assert failure(SITE, max_bytes=len(bomb) + 1_000) == Reason.TOO_LARGE
    assert max(sizes) <= len(bomb) + 1_001


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", Reason.CONNECTION),
        (head("Content-Length: 5") + b"1234", Reason.CONNECTION),
        (head("Transfer-Encoding: chunked") + b"5\r\n1234", Reason.CONNECTION),
        (head("Transfer-Encoding: chunked") + b"5\r\n12345\r\n", Reason.CONNECTION),
        (
            head("Content-Encoding: gzip") + gzip.compress(b"x" * 99, mtime=0)[:-9],
            Reason.CONNECTION,
        ),
        (head("Content-Length: 99999999999") + b"1", Reason.TOO_LARGE),
        (page(b"not gzip", "Content-Encoding: gzip"), Reason.RESPONSE),
        (page(b"x", "Content-Encoding: br"), Reason.RESPONSE),
        (page(b"x", "Content-Encoding: gzip, gzip"), Reason.RESPONSE),
        (head("Transfer-Encoding: gzip, chunked") + b"0\r\n\r\n", Reason.RESPONSE),
        (head(status="101 Switching Protocols"), Reason.RESPONSE),
        (head(status="103 Early Hints"), Reason.RESPONSE),
        (b"SSH-2.0-OpenSSH\r\n", Reason.RESPONSE),
        (b"HTTP/1.1 abc\r\n\r\n", Reason.RESPONSE),
        (b"HTTP/3.1 200 OK\r\n\r\n", Reason.RESPONSE),
        (head(*["X: 1"] * 101), Reason.RESPONSE),
    ],
)
def test_a_response_that_lies_is_an_error(answer: bytes, reason: Reason, site: RawServer) -> None:
    site.answers["/"] = answer
    assert failure(SITE) == reason


def test_content_length_ends_the_body(site: RawServer) -> None:
    site.answers["/"] = head("Content-Length: 4") + b"1234HTTP/1.1 200 OK\r\n\r\n"
    assert http_client.fetch(SITE).content == b"1234"


# TLS
class Authority:
    """A certificate authority of the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test CA")])
        self.file = self._write("ca", self._certificate(self.key, []), self.key)

    def context(self, *names: str) -> ssl.SSLContext:
        """Return the context of a server with a certificate for `names`."""
        key = ec.generate_private_key(ec.SECP256R1())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._write("server", self._certificate(key, names), key))
        return context

    def _certificate(
        self, key: ec.EllipticCurvePrivateKey, names: tuple[str, ...] | list[str]
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        subject = x509.Name([]) if names else self.name
        builder = x509.CertificateBuilder(self.name, subject, key.public_key())
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now - timedelta(days=1))
        builder = builder.not_valid_after(now + timedelta(days=1))
        builder = builder.add_extension(x509.BasicConstraints(ca=not names, path_length=None), True)
        if names:
            general = [
                x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
                for name in names
            ]
            builder = builder.add_extension(x509.SubjectAlternativeName(general), False)
        return builder.sign(self.key, hashes.SHA256())

    def _write(
        self, name: str, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey
    ) -> Path:
        path = self.folder / f"{name}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
        return path


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """An authority that the client trusts."""
    made = Authority(tmp_path)
    context = ssl.create_default_context(cafile=str(made.file))
    monkeypatch.setattr(http_connection, "tls_context", lambda: context)
    return made


def fetch_tls(
    outside_hosts: OutsideHosts, context: ssl.SSLContext, url: str
) -> tuple[Response, list[str | None]]:
    """Return the response of a TLS server and the names that it was asked for by SNI."""
    names: list[str | None] = []
    context.sni_callback = lambda connection, name, context: names.append(name)
    with running_server(lambda plain: context.wrap_socket(plain, server_side=True)) as server:
        outside_hosts.add("site.example.com", server.port, 443)
        server.answers["/down"] = redirect("http://site.example.com/")
        return http_client.fetch(url, timeout=5), names


def test_tls_names_the_host_and_checks_its_certificate(
    outside_hosts: OutsideHosts, authority: Authority
) -> None:
    context = authority.context("site.example.com")
    response, names = fetch_tls(outside_hosts, context, "https://SITE.example.com./")
    assert (response.url, response.content) == ("https://site.example.com/", b"ok")
    assert names == ["site.example.com"]


def test_tls_works_with_an_address(outside_hosts: OutsideHosts, authority: Authority) -> None:
    response, names = fetch_tls(outside_hosts, authority.context(PUBLIC), f"https://{PUBLIC}/")
    assert (response.content, names) == (b"ok", [None])


@pytest.mark.parametrize("name", ["other.example.com", PUBLIC])
def test_the_certificate_of_another_host_is_refused(
    name: str, outside_hosts: OutsideHosts, authority: Authority
) -> None:
    with pytest.raises(FetchError) as caught:
        fetch_tls(outside_hosts, authority.context(name), "https://site.example.com/")
    assert caught.value.reason == Reason.TLS


def test_the_certificate_of_an_unknown_authority_is_refused(
    outside_hosts: OutsideHosts, tmp_path: Path
) -> None:
    context = Authority(tmp_path).context("site.example.com")
    with pytest.raises(FetchError) as caught:
        fetch_tls(outside_hosts, context, "https://site.example.com/")
    assert caught.value.reason == Reason.TLS


def test_a_redirect_from_https_to_http_is_refused(
    outside_hosts: OutsideHosts, authority: Authority, site: RawServer
) -> None:
    with pytest.raises(FetchError) as caught:
        fetch_tls(
            outside_hosts, authority.context("site.example.com"), "https://site.example.com/down"
        )
    assert (caught.value.reason, site.requests) == (Reason.REDIRECT, [])


def test_a_tls_handshake_that_never_ends_is_left_in_time(
    outside_hosts: OutsideHosts, site: RawServer
) -> None:
    outside_hosts.serve(site.port, 443)
    started = time.monotonic()
    assert failure("https://site.example.com/", timeout=0.3) == Reason.TIMEOUT
    assert time.monotonic() - started < 4

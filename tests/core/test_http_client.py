"""The HTTP client: what it sends and returns, and where redirects may lead."""

import gzip
import socket
from pathlib import Path

import pytest

from core import http_client
from core.http_client import Reason
from tests.outside_hosts import (
    PUBLIC,
    SITE,
    OutsideHosts,
    RawServer,
    failure,
    head,
    page,
    redirect,
)


# What it does
def test_it_returns_status_headers_url_and_content(site: RawServer) -> None:
    site.answers["/a?b=%E7%B6%B4"] = page(
        b"text", "Content-Type: text/plain", "X: 1", "x: 2", status="404 Not Found"
    )
    response = http_client.fetch(f"{SITE}/a?b=綴#part")
    assert (response.status, response.url, response.content) == (
        404,
        f"{SITE}/a?b=%E7%B6%B4",
        b"text",
    )
    assert dict(response.headers) == {
        "content-length": "4",
        "content-type": "text/plain",
        "x": "1, 2",
    }
    assert response.headers["CONTENT-TYPE"] == "text/plain"


def test_it_says_who_asks_and_sends_nothing_else(
    site: RawServer, settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.BASE_URL = "https://blog.example.jp"
    (tmp_path / ".netrc").write_text("machine site.example.com login me password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.answers["/"] = page(b"ok", "Set-Cookie: a=b")
    http_client.fetch(SITE)
    http_client.fetch(SITE, headers={"Accept": "text/html"})
    lines = [set(request.decode().strip().split("\r\n")) for request in site.requests]
    own = {
        "GET / HTTP/1.1",
        "Host: site.example.com",
        "User-Agent: Tsuzuri (+https://blog.example.jp/)",
        "Accept-Encoding: gzip",
        "Connection: close",
    }
    assert lines == [own, own | {"Accept: text/html"}]


def test_it_posts_a_body(site: RawServer) -> None:
    bodies: list[bytes] = []

    def answer(connection: socket.socket, request: bytes) -> None:
        body = request.partition(b"\r\n\r\n")[2]
        while len(body) < 100_000:
            body += connection.recv(65_536)
        bodies.append(body)
        connection.sendall(page(b"ok"))

    site.answers["/"] = answer
    response = http_client.fetch(SITE, method="POST", body=b"x" * 100_000)
    assert (response.content, bodies) == (b"ok", [b"x" * 100_000])
    assert site.header("Content-Length") == "100000"


@pytest.mark.parametrize("compress", [False, True])
@pytest.mark.parametrize("framing", ["length", "chunked", "close"])
def test_it_reads_every_kind_of_body(framing: str, compress: bool, site: RawServer) -> None:
    text = "綴る".encode() * 20_000
    data = gzip.compress(text[:60_000]) + gzip.compress(text[60_000:]) if compress else text
    encoding = ["Content-Encoding: gzip"] if compress else []
    chunks = b"".join(
        b"%x;a=b\r\n%s\r\n" % (len(part), part)
        for part in (data[start : start + 999] for start in range(0, len(data), 999))
    )
    site.answers["/"] = {
        "length": page(data, *encoding),
        "chunked": head("Transfer-Encoding: chunked", *encoding) + chunks + b"0\r\nT: 1\r\n\r\n",
        "close": head(*encoding) + data,
    }[framing]
    assert http_client.fetch(SITE).content == text


def test_a_head_request_has_no_body(site: RawServer) -> None:
    site.answers["/"] = head("Content-Length: 99", "Content-Encoding: gzip")
    response = http_client.fetch(SITE, method="HEAD", max_bytes=100)
    assert (response.status, response.content, site.paths) == (200, b"", ["HEAD /"])


def test_it_asks_an_address_and_a_port_only_if_they_are_allowed(
    site: RawServer, outside_hosts: OutsideHosts
) -> None:
    outside_hosts.serve(site.port, 8080)
    assert failure(f"http://{PUBLIC}:8080/") == Reason.PORT
    assert http_client.fetch(f"http://{PUBLIC}:8080/", ports={8080}).status == 200
    assert site.header("Host") == f"{PUBLIC}:8080"


def test_a_japanese_host_name_is_asked_for_in_ascii(
    site: RawServer, outside_hosts: OutsideHosts
) -> None:
    outside_hosts.add("xn--wgv71a119e.jp", site.port)
    response = http_client.fetch("http://日本語。ＪＰ/")
    assert response.url == "http://xn--wgv71a119e.jp/"
    assert (site.header("Host"), outside_hosts.lookups) == (
        "xn--wgv71a119e.jp",
        ["xn--wgv71a119e.jp."],
    )


def test_the_next_address_is_tried_if_one_does_not_answer(
    site: RawServer, outside_hosts: OutsideHosts
) -> None:
    outside_hosts.name("two.example.com", "2606:4700::1", PUBLIC)
    outside_hosts.serve(1, address="2606:4700::1")  # refuses connections
    assert http_client.fetch("http://two.example.com/").status == 200
    assert outside_hosts.connections == [("2606:4700::1", 80), (PUBLIC, 80)]


def test_an_address_that_is_silent_leaves_time_for_the_next_one(
    site: RawServer, outside_hosts: OutsideHosts
) -> None:
    outside_hosts.name("two.example.com", "2606:4700::1", PUBLIC)
    outside_hosts.silent.add("2606:4700::1")
    assert http_client.fetch("http://two.example.com/", timeout=2).status == 200


def test_types_that_were_not_asked_for_are_refused_before_the_body_is_read(site: RawServer) -> None:
    endless = head("Content-Type: Video/MP4; a=b", "Content-Length: 500")
    site.answers |= {"/video": endless, "/none": page(b"<p>")}
    site.answers["/page"] = page(b"<p>", "Content-Type: Text/HTML; charset=utf-8")
    site.answers["/gone"] = page(b"", "Content-Type: text/plain", status="410 Gone")
    types = {"text/html", "image/png"}
    assert failure(f"{SITE}/video", allowed_types=types) == Reason.TYPE
    assert failure(f"{SITE}/none", allowed_types=types) == Reason.TYPE
    assert http_client.fetch(f"{SITE}/page", allowed_types=types).content == b"<p>"
    assert http_client.fetch(f"{SITE}/gone", allowed_types=types).status == 410


@pytest.mark.parametrize(
    ("headers", "method"),
    [
        ({"X": "a\r\nX-Evil: 1"}, "GET"),
        ({"X": "a\nb"}, "GET"),
        ({"X": "a\n b"}, "GET"),
        ({"X": "a\rb"}, "GET"),
        ({"X": "a\x00b"}, "GET"),
        ({"X": "綴"}, "GET"),
        ({"X\r\nX-Evil": "1"}, "GET"),
        ({"X:": "1"}, "GET"),
        ({"": "1"}, "GET"),
        ({"Host": "127.0.0.1"}, "GET"),
        ({"content-length": "0"}, "GET"),
        ({"Transfer-Encoding": "chunked"}, "GET"),
        ({"Accept-Encoding": "br"}, "GET"),
        ({}, "GET / HTTP/1.1\r\nX-Evil: 1\r\n"),
        ({}, "get"),
        ({}, "CONNECT"),
    ],
)
def test_headers_and_methods_that_could_split_a_request_are_a_mistake_of_the_caller(
    headers: dict[str, str], method: str, site: RawServer
) -> None:
    with pytest.raises(ValueError, match=r"header|method"):
        http_client.fetch(SITE, headers=headers, method=method)
    assert site.requests == []


# Redirects
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int, site: RawServer, outside_hosts: OutsideHosts) -> None:
    outside_hosts.add("other.example.com", site.port)
    site.answers["/"] = redirect("/b/c?d", status)
    site.answers["/b/c?d"] = redirect("../e#part", status)
    site.answers["/e"] = redirect("//other.example.com/f", status)
    response = http_client.fetch(SITE)
    assert (response.status, response.url) == (200, "http://other.example.com/f")
    assert site.paths == ["GET /", "GET /b/c?d", "GET /e", "GET /f"]


def test_a_redirect_may_be_in_japanese(site: RawServer) -> None:
    site.answers["/"] = redirect("/綴る")
    assert http_client.fetch(SITE).url == f"{SITE}/%E7%B6%B4%E3%82%8B"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://127.0.0.1:{port}/", Reason.ADDRESS),
        ("http://2130706433:{port}/", Reason.ADDRESS),
        ("http://[::ffff:127.0.0.1]:{port}/", Reason.ADDRESS),
        ("http://trap.example.com:{port}/", Reason.ADDRESS),
        ("//localhost:{port}/", Reason.ADDRESS),
        ("http://user@127.0.0.1:{port}/", Reason.URL),
        ("http://site.example.com\\@127.0.0.1:{port}/", Reason.URL),
        ("\t//127.0.0.1:{port}/\x0b", Reason.URL),
        ("http://127.0.0\t.1:{port}/", Reason.URL),
        ("/a b", Reason.URL),
        ("http://[::1", Reason.URL),
        ("file:///etc/passwd", Reason.URL),
        ("gopher://127.0.0.1:{port}/", Reason.URL),
        ("ftp://127.0.0.1:{port}/", Reason.URL),
        ("data:text/html,x", Reason.URL),
        ("javascript:alert(1)", Reason.URL),
        ("http://site.example.com:22/", Reason.PORT),
        ("http://site.example.com:6379/", Reason.PORT),
    ],
)
def test_redirects_are_checked_like_the_first_url(
    location: str,
    reason: Reason,
    status: int,
    site: RawServer,
    canary: RawServer,
    outside_hosts: OutsideHosts,
) -> None:
    outside_hosts.name("trap.example.com", "127.0.0.1")
    site.answers["/"] = redirect("/second", status)
    site.answers["/second"] = redirect(location.format(port=canary.port), status)
    assert failure(SITE, ports={canary.port}) == reason
    assert (site.paths, canary.requests) == (["GET /", "GET /second"], [])


def test_redirects_have_a_limit(site: RawServer) -> None:
    site.answers["/"] = redirect("/")
    assert failure(SITE, max_redirects=3) == Reason.REDIRECT
    assert len(site.requests) == 4
    for number in range(3):
        site.answers[f"/{number}"] = redirect(f"/{number + 1}")
    assert http_client.fetch(f"{SITE}/0", max_redirects=3).url == f"{SITE}/3"


def test_a_redirect_is_returned_if_none_is_followed_or_a_body_was_sent(site: RawServer) -> None:
    site.answers["/"] = redirect("/b", 307)
    assert http_client.fetch(SITE, max_redirects=0).status == 307
    assert http_client.fetch(SITE, method="POST", body=b"secret").headers["location"] == "/b"
    assert site.paths == ["GET /", "POST /"]


def test_the_callers_headers_and_body_stay_with_their_origin(
    site: RawServer, outside_hosts: OutsideHosts
) -> None:
    outside_hosts.add("other.example.com", site.port)
    site.answers["/"] = redirect("/b")
    site.answers["/b"] = redirect("http://other.example.com/c")
    headers = {"X-Api-Key": "secret", "accept": "text/html"}
    http_client.fetch(SITE, headers=headers, body=b"secret")
    assert [site.header("X-Api-Key", number) for number in range(3)] == ["secret", "secret", None]
    assert [site.header("Content-Length", number) for number in range(3)] == ["6", "6", None]
    assert [site.header("Accept", number) for number in range(3)] == ["text/html"] * 3
    assert site.header("User-Agent") == http_client.user_agent()


def test_the_body_of_a_redirect_is_not_read(site: RawServer) -> None:
    site.answers["/"] = head("Location: /b", "Content-Length: 9999999999", status="302 Found")
    assert http_client.fetch(SITE).url == f"{SITE}/b"

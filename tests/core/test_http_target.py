"""URLs and addresses of the HTTP client: no trick reaches a private network."""

import socket
import threading
import time

import pytest

from core import http_client
from core.http_client import Reason
from tests.outside_hosts import PUBLIC, SITE, OutsideHosts, RawServer, failure, redirect

# Addresses
FORMS = [
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.1",
    "127.0.0.1.127.1",
    "2130706433",
    "017700000001",
    "0x7f000001",
    "0x7F.1",
    "0x7f.0x0.0x0.0x1",
    "0177.0.0.1",
    "0177.0x0.0.1",
    "00127.0.0.1",
    "127.000.000.001",
    "127.0.0.0x1",
    "127.0.0.256",
    "127.0.0.1.0x",
    "4294967297",
    "0",
    "0.0.0.0",
    "0x",
    "127.255.255.254",
    "１２７.０.０.１",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "127．0｡0․1",
    "２１３０７０６４３３",
    "𝟏𝟐𝟕.𝟎.𝟎.𝟏",
    "localhost",
    "localhost.",
    "LOCALHOST",
    "ｌｏｃａｌｈｏｓｔ",
    "lo\u00adcalhost",
    "sub.localhost",
    "local_host",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:FFFF:127.0.0.1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::127.0.0.1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::80ff:fffe]",
    "[fe80::1%25lo]",
    "[fe80::1%lo]",
    "[::1%25lo]",
    "[::1%lo]",
    "[::1",
    "::1",
    "[127.0.0.1]",
    "[[::1]]",
    "x[::1]",
    "[::1]x",
    "[v1.x]",
    "127%2e0%2e0%2e1",
    "%31%32%37.0.0.1",
    "127.0.0.1%00.example.com",
    "127.0.0.1\u3000",
    "127.0.0.1\u200b",
    "user@127.0.0.1",
    "user:secret@127.0.0.1",
    "@127.0.0.1",
    ":@127.0.0.1",
    "example.com@127.0.0.1",
    "example.com%40127.0.0.1",
    "127.0.0.1:80@127.0.0.1",
    "127.0.0.1\\@example.com",
    "example.com\\@127.0.0.1",
    "127.0.0.1\\.example.com",
    "example.com／@127.0.0.1",
    "127.0.0.1＃.example.com",
    "127.0.0.1：80",
    "",
    ".",
    "..",
    "a..b.example.com",
    "-a.example.com",
    "a" * 64 + ".example.com",
    "a." * 200 + "com",
]


@pytest.mark.parametrize("host", FORMS)
def test_no_notation_of_loopback_reaches_it(
    host: str, canary: RawServer, outside_hosts: OutsideHosts
) -> None:
    for path in ("/", "", "/#@example.com"):
        reason = failure(f"http://{host}:{canary.port}{path}", ports={canary.port}, timeout=2)
        assert reason in (Reason.ADDRESS, Reason.URL)
    assert (canary.requests, outside_hosts.connections) == ([], [])


def test_without_the_list_of_public_addresses_the_canary_would_sing(
    canary: RawServer, outside_hosts: OutsideHosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.http_target.is_public", lambda address: True)
    for host in ("127.0.0.1", "１２７.０.０.１", "127.0.0.1.", "sub.localhost"):
        http_client.fetch(f"http://{host}:{canary.port}/", ports={canary.port})
    assert canary.paths == ["GET /"] * 4


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://site.example.com/",
        "gopher://site.example.com:80/_GET%20/",
        "dict://site.example.com:80/",
        "ws://site.example.com/",
        "data:text/html,<p>",
        "javascript:alert(1)",
        "mailto:a@example.com",
        "blob:http://site.example.com/1",
        "view-source:http://site.example.com/",
        "httpx://site.example.com/",
        "://site.example.com/",
        "//site.example.com/",
        "/path",
        "site.example.com",
        "http:",
        "http:site.example.com",
        "http:/site.example.com",
        "http:///site.example.com",
        "http://:80/",
        "http://?site.example.com",
        "http:\\\\site.example.com/",
        "http://site.example.com:port/",
        "http://site.example.com:-80/",
        "http://site.example.com:８０/",
        "http://site.example.com:80:80/",
        "http://site.example.com:000080/",
        " http://site.example.com/",
        "http://site.example.com/ ",
        "http://site.example.com /",
        "ht\ttp://site.example.com/",
        "http://site.exa\nmple.com/",
        "http://site.example.com/a b",
        "http://site.example.com/\r\nX: 1",
        "http://site.example.com/\x00",
        "http://site.example.com/\x7f",
        "http://site.example.com/\x85",
        "http://site.example.com/\u2028",
        "http://site.example.com/\ud800",
        "\x01http://site.example.com/",
        "http://site.example.com/" + "a" * 2_000,
        "",
    ],
)
def test_what_is_no_plain_http_url_is_refused(
    url: str, site: RawServer, outside_hosts: OutsideHosts
) -> None:
    assert failure(url) == Reason.URL
    assert (site.requests, outside_hosts.lookups) == ([], [])


def test_line_breaks_that_are_encoded_stay_so(site: RawServer) -> None:
    http_client.fetch(f"{SITE}/a%0d%0aX-Evil:%201?b=%0D%0AX-Evil:1")
    assert site.paths == ["GET /a%0d%0aX-Evil:%201?b=%0D%0AX-Evil:1"]
    assert site.header("X-Evil") is None


# Names
@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["64:ff9b::a00:1"],
        ["fe80::1%eth0"],
        [PUBLIC, "127.0.0.1"],
        ["127.0.0.1", PUBLIC],
        [PUBLIC, "::1"],
        [*[f"93.184.215.{number}" for number in range(20)], "127.0.0.1"],
    ],
)
def test_a_name_with_one_private_address_is_refused(
    addresses: list[str], canary: RawServer, outside_hosts: OutsideHosts
) -> None:
    outside_hosts.name("trap.example.com", *addresses)
    url = f"http://trap.example.com:{canary.port}/"
    assert failure(url, ports={canary.port}) == Reason.ADDRESS
    assert (canary.requests, outside_hosts.connections) == ([], [])


def test_a_name_is_resolved_once_and_rebinding_changes_nothing(
    site: RawServer, canary: RawServer, outside_hosts: OutsideHosts
) -> None:
    outside_hosts.name("rebind.example.com", PUBLIC)
    outside_hosts.name("rebind.example.com", "127.0.0.1")
    outside_hosts.serve(site.port, canary.port)
    url = f"http://rebind.example.com:{canary.port}/"
    assert http_client.fetch(url, ports={canary.port}).status == 200
    assert outside_hosts.lookups == ["rebind.example.com."]
    assert failure(url, ports={canary.port}) == Reason.ADDRESS
    assert (len(site.requests), canary.requests) == (1, [])


def test_a_name_is_resolved_and_checked_again_for_each_redirect(
    site: RawServer, canary: RawServer, outside_hosts: OutsideHosts
) -> None:
    outside_hosts.name("rebind.example.com", PUBLIC)
    outside_hosts.name("rebind.example.com", "127.0.0.1")
    outside_hosts.serve(site.port, canary.port)
    site.answers["/"] = redirect("/again")
    url = f"http://rebind.example.com:{canary.port}/"
    assert failure(url, ports={canary.port}) == Reason.ADDRESS
    assert (site.paths, canary.requests) == (["GET /"], [])


def test_a_name_that_does_not_exist_is_said_so(outside_hosts: OutsideHosts) -> None:
    outside_hosts.name("empty.example.com")
    assert failure("http://missing.example.com/") == Reason.DNS
    assert failure("http://empty.example.com/") == Reason.DNS


def test_a_resolver_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: ended.wait(20))
    started = time.monotonic()
    assert failure(SITE, timeout=0.1) == Reason.TIMEOUT
    assert time.monotonic() - started < 4
    ended.set()

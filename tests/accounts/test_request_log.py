"""One line per request: its path, the client's address, and the request id."""

import re

import pytest

from accounts.request_log import loggable_path
from core.log_formatters import request_id
from tests.factories import published_post


@pytest.mark.django_db
def test_a_request_is_one_line_without_its_query(client, access_lines):
    post = published_post()
    response = client.get(f"/posts/{post.slug}/?utm=secret")
    (line,) = access_lines()
    assert {name: line[name] for name in ("method", "route", "path", "status", "bytes")} == {
        "method": "GET",
        "route": "blog:post_detail",
        "path": f"/posts/{post.slug}/",
        "status": 200,
        "bytes": len(response.content),
    }
    assert isinstance(line["ms"], int)
    assert "address" not in line


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/account/password/reset/key/abc-s3cr3t-key/", "/account/password/reset/key/(?P<uidb36>"),
        ("/account/passwort/s3cr3t-key/", "/account/…"),
        ("/admin/blog/post/99/change/", "/admin/blog/post/<path:object_id>/change/"),
        ("/nowhere/", "/nowhere/"),
        ("/" + "x" * 300, "/" + "x" * 199),
    ],
)
def test_what_opens_something_is_written_as_its_pattern(client, access_lines, address, expected):
    client.get(address)
    path = str(access_lines()[-1]["path"])
    assert path.startswith(expected)
    assert "s3cr3t" not in path


def test_a_path_with_a_key_is_hidden_wherever_it_is(rf):
    request = rf.get("/mail/confirm/s3cr3t/")
    request.resolver_match = type(
        "M", (), {"route": "mail/confirm/<token>/", "kwargs": {"token": 1}}
    )
    assert loggable_path(request) == "/mail/confirm/<token>/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("setting", "address", "expected"),
    [
        ("no", "203.0.113.77", None),
        ("network", "203.0.113.77", "203.0.113.0/24"),
        ("network", "2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("full", "203.0.113.77", "203.0.113.77"),
        ("full", "", None),  # a socket has no addresses
    ],
)
def test_the_owner_decides_how_much_of_an_address_is_kept(
    client, access_lines, settings, setting, address, expected
):
    settings.LOG_ADDRESSES = setting
    client.get("/healthz", REMOTE_ADDR=address)
    assert access_lines()[0].get("address") == expected


@pytest.mark.django_db
def test_an_id_is_taken_from_a_proxy_that_the_owner_named_and_from_nobody_else(
    client, access_lines, settings
):
    sent = {"X-Request-ID": "0123456789abcdef"}
    client.get("/healthz", headers=sent)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client.get("/healthz", headers=sent | {"X-Forwarded-For": "203.0.113.7"})
    client.get("/healthz", headers={"X-Request-ID": "x\ny" * 9, "X-Forwarded-For": "203.0.113.7"})
    ids = [line["request_id"] for line in access_lines()]
    assert ids[1] == "0123456789abcdef"
    for made in (ids[0], ids[2]):
        assert re.fullmatch("[0-9a-f]{32}", str(made))
    assert request_id.get() == ""


@pytest.mark.django_db
def test_only_answers_that_nobody_keeps_carry_the_id(client, access_lines):
    for address in ("/", "/feed/", "/nowhere/", "/robots.txt"):
        assert "X-Request-ID" not in client.get(address).headers, address
    for address in ("/account/login/", "/readyz", "/admin/"):
        assert client.get(address).headers["X-Request-ID"] == access_lines()[-1]["request_id"], (
            address
        )

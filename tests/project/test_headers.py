"""Every response has the security headers: pages, errors, redirects, static files and images."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from config.urls import *  # noqa: F403 (this module is a URLconf in one test)
from config.urls import urlpatterns as real_urlpatterns
from tests.factories import PASSWORD, published_post

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ADDRESSES = {
    "/": 200,
    "/posts/visible/": 200,
    "/feed/": 200,
    "/sitemap.xml": 200,
    "/robots.txt": 200,
    "/healthz": 200,
    "/static/css/tokens.css": 200,
    "/static/js/keys.js": 200,
    "/static/missing.css": 404,
    "/media/missing.webp": 404,
    "/nowhere/": 404,
    "/posts/visible": 301,
    "/account/login/": 200,
    "/account/": 302,
    "/admin/": 302,
    "/account/language/": 405,
}
ONCE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
}


def explode(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


urlpatterns = [path("explode/", explode), *real_urlpatterns]


def assert_protected(response) -> None:
    assert {name: response.headers.get(name) for name in ONCE} == ONCE
    features = response.headers["Permissions-Policy"].split(", ")
    assert {"camera=()", "microphone=()", "geolocation=()", "browsing-topics=()"} <= set(features)
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "Server" not in response.headers
    assert "X-Powered-By" not in response.headers


@pytest.mark.parametrize(("address", "status"), ADDRESSES.items(), ids=ADDRESSES)
def test_every_answer_is_protected(client, address, status):
    published_post(slug="visible")
    response = client.get(address)
    response.close()
    assert response.status_code == status
    assert_protected(response)
    policy = response.headers["Content-Security-Policy"]
    assert {part.strip() for part in policy.split(";") if part.strip()} == POLICY


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/admin/blog/post/", "/admin/blog/post/add/", "/account/", "/admin/nowhere/"],
)
def test_the_admin_is_as_strict_as_the_blog(administrator_client, address):
    assert_protected(administrator_client.get(address))


def test_a_refused_host_and_a_missing_token_are_protected(client):
    assert_protected(client.get("/", headers={"host": "evil.example"}))
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/account/login/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert_protected(response)


@pytest.mark.urls(__name__)
def test_a_server_error_has_the_headers_and_reveals_nothing():
    client = Client(raise_request_exception=False)
    response = client.get("/explode/")
    assert response.status_code == 500
    assert_protected(response)
    assert "on purpose" not in response.content.decode()
    assert "Traceback" not in response.content.decode()


def test_cookies_are_out_of_the_reach_of_scripts(client, reader_user):
    page = client.get("/account/login/")
    assert set(page.cookies) == {"csrftoken"}
    assert page.cookies["csrftoken"]["httponly"]
    assert page.cookies["csrftoken"]["samesite"] == "Lax"
    response = client.post("/account/login/", {"login": "reader", "password": PASSWORD})
    session = response.cookies["sessionid"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"


@pytest.mark.parametrize("address", ["/", "/posts/visible/", "/feed/", "/search/", "/nowhere/"])
def test_a_public_page_sets_no_cookie_even_for_those_who_have_some(author_client, address):
    published_post(slug="visible")
    response = author_client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        *("/account/login/", "/account/password/reset/", "/account/password/reset/done/"),
        *("/account/inactive/", "/account/2fa/", "/account/2fa/recovery-codes/generate/"),
        *("/account/2fa/totp/activate/", "/account/reauthenticate/", "/account/password/change/"),
        *("/account/devices/", "/admin/", "/account/nowhere/"),
    ],
)
def test_no_personal_page_may_be_kept(reader_client, address):
    response = reader_client.get(address)
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert "ETag" not in response


def test_public_pages_may_be_kept(client):
    assert "no-store" not in client.get("/").get("Cache-Control", "")

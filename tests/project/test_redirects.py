"""Threat 7: no value of `next` redirects to another site."""

import re
from urllib.parse import urlsplit

import pytest

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

HERE = "testserver"
EVIL = [
    "https://evil.example/",
    "http://evil.example",
    "//evil.example/",
    "///evil.example/",
    "////evil.example/",
    "\\\\evil.example/",
    "/\\evil.example/",
    "\\/evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "http:\\\\evil.example",
    "HTTPS://evil.example",
    " https://evil.example",
    "\thttps://evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\x00//evil.example",
    "\x08//evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "https://testserver@evil.example/",
    "https://testserver:443@evil.example/",
    "https://evil.example#@testserver/",
    "https://evil.example?testserver",
    "https://evil.example\\@testserver/",
    "https://testserver.evil.example/",
    "//testserver@evil.example/",
    "http://[::ffff:203.0.113.1]/",
    "http://3405803777/",
    "//evil%E3%80%82example/",
    "https://evil。example/",
    "/.//evil.example",
    "/..//evil.example",
    "//;@evil.example",
    "https://[::1",
    "ftp://evil.example/",
]


def lands_on(location: str, page: str) -> str:
    """The origin a browser would open, by the WHATWG URL rules that make the tricks work.

    It drops tabs and line breaks, reads \\ as /, takes any number of slashes above one for two, and
    needs none after a scheme that is not the page's own.
    """
    cleaned = location.strip("".join(map(chr, range(33)))).translate(
        dict.fromkeys(map(ord, "\t\r\n"))
    )
    scheme, slashes, rest = re.fullmatch(
        r"(?:([a-z][a-z0-9+.-]*):)?(/*)(.*)", cleaned.replace("\\", "/"), re.IGNORECASE | re.DOTALL
    ).groups()
    scheme = (scheme or "").lower()
    if len(slashes) < 2 and scheme in ("", "http"):
        return f"http://{HERE}"
    host = re.split(r"[/?#]", rest)[0].rpartition("@")[2]
    return f"{scheme or 'http'}://{host}"


@pytest.fixture(autouse=True)
def _as_often_as_one_likes(unlimited_sign_in):
    pass


def leavers(ask, page: str) -> dict[str, str]:
    """Return every hostile URL that `ask` followed, with its target. A refusal has none."""
    found = {}
    for url in EVIL:
        response = ask(url)
        assert response.status_code in (200, 302, 400), (url, response)
        location = response.headers.get("Location", "/")
        if lands_on(location, page) != f"http://{HERE}":
            found[url] = location
    return found


def test_the_tricks_work_on_a_browser_that_is_sent_there():
    harmless = ["/.//evil.example", "/..//evil.example"]  # a path, but joined carelessly a host
    assert [url for url in EVIL if lands_on(url, "/") == f"http://{HERE}"] == harmless


def test_signing_in_leads_to_no_other_site(client):
    make_user("reader")

    def ask(url):
        client.logout()
        data = {"login": "reader", "password": PASSWORD, "next": url}
        response = client.post("/account/login/", data)
        assert response.status_code == 302
        return response

    assert leavers(ask, "/account/login/") == {}


def test_signing_in_while_signed_in_leads_to_no_other_site(reader_client):
    def ask(url):
        return reader_client.get("/account/login/", {"next": url})

    assert leavers(ask, "/account/login/") == {}


def test_signing_out_leads_to_no_other_site(client_of, reader_user):
    def ask(url):
        return client_of(reader_user).post("/account/logout/", {"next": url})

    assert leavers(ask, "/account/logout/") == {}


def test_reauthentication_leads_to_no_other_site(reader_client):
    def ask(url):
        return reader_client.post("/account/reauthenticate/", {"password": PASSWORD, "next": url})

    assert leavers(ask, "/account/reauthenticate/") == {}


def test_language_choice_leads_to_no_other_site(client):
    def ask(url):
        return client.post("/account/language/", {"language": "en", "next": url})

    assert leavers(ask, "/account/language/") == {}


def test_the_admin_sign_in_leads_to_no_other_site(client, author_client):
    for visitor in (client, author_client):
        assert leavers(lambda url: visitor.get("/admin/login/", {"next": url}), "/admin/") == {}  # noqa: B023


def test_signing_out_of_the_admin_leads_to_no_other_site(client_of, author_user):
    def ask(url):
        return client_of(author_user).post("/admin/logout/", {"next": url})

    assert leavers(ask, "/admin/logout/") == {}


def test_password_change_leads_to_no_other_site(reader_client):
    new = {"password1": PASSWORD + "!", "password2": PASSWORD + "!"}

    def ask(url):
        return reader_client.post(
            "/account/password/change/", {"oldpassword": PASSWORD, **new, "next": url}
        )

    assert leavers(ask, "/account/password/change/") == {}


def test_password_reset_leads_to_no_other_site(client):
    def ask(url):
        return client.post("/account/password/reset/", {"email": "a@example.com", "next": url})

    assert leavers(ask, "/account/password/reset/") == {}


@pytest.mark.parametrize("path", ["/", "/posts/猫/?page=2#c3", "/admin/blog/post/1/change/"])
def test_a_path_of_the_site_is_followed(client, path):
    make_user("reader")
    data = {"login": "reader", "password": PASSWORD, "next": path}
    response = client.post("/account/login/", data)
    assert lands_on(response.headers["Location"], "/") == f"http://{HERE}"
    assert urlsplit(response.headers["Location"]).path != "/account/login/"


def test_a_path_with_two_slashes_is_not_made_an_address_by_the_missing_slash(client):
    for path in ("//evil.example", "//evil.example/..", "/%2fevil.example", "/\\evil.example"):
        response = client.get(path)
        if response.status_code in (301, 302):
            assert lands_on(response.headers["Location"], path) == f"http://{HERE}"

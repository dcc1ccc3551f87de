"""Languages: the site's on public pages for every visitor, the user's on personal pages."""

import pytest

from core.models import SiteSettings
from tests.factories import make_user, published_post

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/posts/visible/", "/search/", "/feed/", "/nowhere/"]
PERSONAL = ["/account/login/", "/account/password/reset/", "/account/nowhere/"]


@pytest.fixture(autouse=True)
def _post():
    published_post(slug="visible")


def get(client, path, *, header="", cookie=""):
    if cookie:
        client.cookies["django_language"] = cookie
    return client.get(path, headers={"accept-language": header} if header else {})


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_public_page_is_the_same_bytes_for_any_header_and_cookie(client, path, language):
    SiteSettings(language=language).save()
    other = {"ja": "en", "en": "ja"}[language]
    plain = get(client, path)
    other_response = get(client, path, header=other, cookie=other)
    assert plain.content == other_response.content
    assert (
        plain.headers["Content-Language"] == other_response.headers["Content-Language"] == language
    )
    assert "Cookie" not in other_response.headers.get("Vary", "")
    assert "Accept-Language" not in other_response.headers.get("Vary", "")
    assert not other_response.cookies


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_speaks_the_sites_language_to_colleagues_too(client_of, path):
    user = make_user("john", language="en")
    assert get(client_of(user), path).headers["Content-Language"] == "ja"


@pytest.mark.parametrize("path", PERSONAL)
@pytest.mark.parametrize(
    ("header", "cookie", "expected"),
    [
        ("", "", "ja"),
        ("en-GB,en;q=0.9", "", "en"),
        ("ja,en;q=0.5", "", "ja"),
        ("fr", "", "ja"),
        ("ja", "en", "en"),
        ("en", "ja", "ja"),
        ("en", "xx", "en"),
    ],
)
def test_a_guests_page_follows_cookie_then_header_then_site(client, path, header, cookie, expected):
    response = get(client, path, header=header, cookie=cookie)
    assert response.headers["Content-Language"] == expected
    assert {"Cookie", "Accept-Language"} <= set(response.headers["Vary"].split(", "))


def test_a_guest_who_says_nothing_gets_the_sites_language(client):
    SiteSettings(language="en").save()
    assert get(client, "/account/login/").headers["Content-Language"] == "en"


def test_a_persons_own_setting_comes_first(client_of):
    user = make_user("john", language="en")
    response = get(client_of(user), "/account/", header="ja", cookie="ja")
    assert response.headers["Content-Language"] == "en"

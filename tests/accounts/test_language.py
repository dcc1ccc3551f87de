"""Public pages speak the site's language whoever asks; personal pages the person's."""

import pytest

from core.models import SiteSettings
from tests.factories import make_user, published_post

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/posts/visible/", "/search/", "/feed/", "/nowhere/"]
PERSONAL = ["/account/login/", "/account/password/reset/", "/account/nowhere/"]


@pytest.fixture(autouse=True)
def _post():
    published_post(slug="visible")


def ask(client, path, *, header="", cookie=""):
    if cookie:
        client.cookies["django_language"] = cookie
    return client.get(path, headers={"accept-language": header} if header else {})


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_public_page_is_the_same_bytes_whatever_header_or_cookie_says(client, path, language):
    SiteSettings(language=language).save()
    other = {"ja": "en", "en": "ja"}[language]
    plain = ask(client, path)
    asked = ask(client, path, header=other, cookie=other)
    assert plain.content == asked.content
    assert plain.headers["Content-Language"] == asked.headers["Content-Language"] == language
    assert "Cookie" not in asked.headers.get("Vary", "")
    assert "Accept-Language" not in asked.headers.get("Vary", "")
    assert not asked.cookies


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_speaks_the_sites_language_to_colleagues_too(client_of, path):
    person = make_user("john", language="en")
    assert ask(client_of(person), path).headers["Content-Language"] == "ja"


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
    response = ask(client, path, header=header, cookie=cookie)
    assert response.headers["Content-Language"] == expected
    assert {"Cookie", "Accept-Language"} <= set(response.headers["Vary"].split(", "))


def test_a_guest_who_says_nothing_gets_the_sites_language(client):
    SiteSettings(language="en").save()
    assert ask(client, "/account/login/").headers["Content-Language"] == "en"


def test_a_persons_own_setting_comes_first(client_of):
    person = make_user("john", language="en")
    response = ask(client_of(person), "/account/", header="ja", cookie="ja")
    assert response.headers["Content-Language"] == "en"


def test_a_guest_chooses_a_language_for_a_year(client):
    response = client.post("/account/language/", {"language": "en", "next": "/account/login/"})
    assert response.headers["Location"] == "/account/login/"
    cookie = response.cookies["django_language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("en", True, "Lax")
    assert ask(client, "/account/login/", header="ja").headers["Content-Language"] == "en"


def test_a_persons_choice_is_kept_in_the_account(client_of):
    person = make_user("hanako", language="ja")
    client_of(person).post("/account/language/", {"language": "en"})
    person.refresh_from_db()
    assert person.language == "en"


@pytest.mark.parametrize("language", ["", "fr", "xx\r\nSet-Cookie: a=b"])
def test_an_unknown_language_is_refused(client, language):
    response = client.post("/account/language/", {"language": language})
    assert response.status_code == 400
    assert not response.cookies


def test_a_get_chooses_nothing(client):
    assert client.get("/account/language/", {"language": "en"}).status_code == 405

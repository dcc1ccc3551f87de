"""Pages of the account: the choice of the language."""

import pytest

from tests.factories import make_user

pytestmark = pytest.mark.django_db


def get(client, path, *, header="", cookie=""):
    if cookie:
        client.cookies["django_language"] = cookie
    return client.get(path, headers={"accept-language": header} if header else {})


def test_a_guest_chooses_a_language_for_a_year(client):
    response = client.post("/account/language/", {"language": "en", "next": "/account/login/"})
    assert response.headers["Location"] == "/account/login/"
    cookie = response.cookies["django_language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("en", True, "Lax")
    assert get(client, "/account/login/", header="ja").headers["Content-Language"] == "en"


def test_a_persons_choice_is_kept_in_the_account(client_of):
    user = make_user("hanako", language="ja")
    client_of(user).post("/account/language/", {"language": "en"})
    user.refresh_from_db()
    assert user.language == "en"


@pytest.mark.parametrize("language", ["", "fr", "xx\r\nSet-Cookie: a=b"])
def test_an_unknown_language_is_refused(client, language):
    response = client.post("/account/language/", {"language": language})
    assert response.status_code == 400
    assert not response.cookies


def test_a_get_chooses_nothing(client):
    assert client.get("/account/language/", {"language": "en"}).status_code == 405

"""The pages of an account: in our design, in the person's language, and only those that we need."""

import pytest
from django.urls import NoReverseMatch, reverse

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

FOR_ANYBODY = [
    "/account/login/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/done/",
    "/account/password/reset/key/1-broken/",
    "/account/inactive/",
    "/account/deleted/",
]
SIGNED_IN = [
    "/account/",
    "/account/logout/",
    "/account/password/change/",
    "/account/2fa/",
    "/account/2fa/webauthn/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/add/",
    "/account/reauthenticate/",
    "/account/profile/",
    "/account/devices/",
    "/account/delete/",
    "/account/email/",
    "/account/protect/",
]


@pytest.fixture
def fresh_client(client):
    """Somebody who has signed in by the form and has just confirmed their password."""
    make_user("fresh", email="fresh@example.org")
    response = client.post("/account/login/", {"login": "fresh", "password": PASSWORD})
    assert response.status_code == 302
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def assert_is_ours(response, language):
    page = response.content.decode()
    assert response.status_code == 200, response
    assert f'<html lang="{language}"' in page
    assert 'content="noindex"' in page
    assert 'class="site-header"' in page
    assert "– 綴</title>" in page
    assert "example.com</" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert response.headers["Content-Language"] == language


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("path", FOR_ANYBODY)
def test_anybody_sees_the_pages_of_sign_in_in_their_language(client, path, language):
    assert_is_ours(client.get(path, headers={"accept-language": language}), language)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("path", SIGNED_IN)
def test_a_person_sees_the_pages_of_their_account_in_their_language(fresh_client, path, language):
    assert_is_ours(fresh_client.get(path, headers={"accept-language": language}), language)


@pytest.mark.parametrize("path", [path for path in SIGNED_IN if "reauth" not in path])
def test_a_stranger_is_asked_to_sign_in_first(client, path):
    response = client.get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(("/account/login/", "/"))


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "account_confirm_email", "account_request_login_code"],
)
def test_pages_that_nobody_needs_do_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["signup/", "confirm-email/", "login/code/", "3rdparty/"])
def test_there_is_no_other_way_in(client, path):
    assert client.get(f"/account/{path}").status_code == 404


@pytest.mark.parametrize("login", ["fresh", "fresh@example.com", "FRESH@Example.com", "ｆｒｅｓｈ"])
def test_one_signs_in_by_name_or_address_however_it_is_typed(client, login):
    user = make_user("fresh", email="Fresh@Example.com")
    client.post("/account/login/", {"login": login, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_colleague_lands_on_the_desk_and_a_reader_at_home(client):
    make_user("colleague", role="author")
    make_user("reader")
    for login, target in (("colleague", "/admin/"), ("reader", "/")):
        response = client.post("/account/login/", {"login": login, "password": PASSWORD})
        assert response.headers["Location"] == target
        client.logout()


def test_an_inactive_account_does_not_open(client):
    make_user("gone", is_active=False)
    response = client.post("/account/login/", {"login": "gone", "password": PASSWORD})
    assert response.headers["Location"] == "/account/inactive/"
    assert "_auth_user_id" not in client.session


def test_signing_out_takes_a_post(reader_client):
    reader_client.get("/account/logout/")
    assert "_auth_user_id" in reader_client.session
    reader_client.post("/account/logout/")
    assert "_auth_user_id" not in reader_client.session


def test_a_wrong_password_is_limited_by_account_and_address(client):
    make_user("target")
    for _ in range(5):
        page = client.post("/account/login/", {"login": "target", "password": "wrong"})
        assert "もしくはパスワードが正しくありません" in page.content.decode()
    page = client.post("/account/login/", {"login": "target", "password": PASSWORD})
    assert "ログイン失敗が連続しています" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_limit_counts_the_reader_behind_a_named_proxy_and_nobody_elses_header(client, settings):
    make_user("target")

    def attempt(forwarded, number):
        return client.post(
            "/account/login/",
            {"login": f"nobody{number}", "password": "wrong"},
            headers={"x-forwarded-for": forwarded},
        ).content.decode()

    # Without a named proxy the header is anybody's word: changing it opens nothing.
    pages = [attempt(f"203.0.113.{number}", number) for number in range(11)]
    assert "ログイン失敗が連続しています" in pages[-1]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert "ログイン失敗が連続しています" not in attempt("198.51.100.7, 203.0.113.99", 50)


def test_a_new_password_from_the_account_page_is_told_by_mail(fresh_client):
    from mail.models import OutgoingMail

    response = fresh_client.post(
        "/account/password/change/",
        {
            "oldpassword": PASSWORD,
            "password1": "neue-passphrase-93",
            "password2": "neue-passphrase-93",
        },
    )
    assert response.status_code == 302
    [mail] = OutgoingMail.objects.all()
    assert mail.recipient == "fresh@example.org"
    assert "http://testserver/account/password/reset/" in mail.text

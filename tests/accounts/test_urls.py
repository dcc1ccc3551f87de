"""URLs of account pages: site design, the user's language, and no unused pages of django-allauth."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import NoReverseMatch, reverse

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

PUBLIC = [
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


def assert_site_design(response, language):
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
@pytest.mark.parametrize("path", PUBLIC)
def test_anybody_sees_the_pages_of_sign_in_in_their_language(client, path, language):
    assert_site_design(client.get(path, headers={"accept-language": language}), language)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("path", SIGNED_IN)
def test_a_person_sees_the_pages_of_their_account_in_their_language(
    reauthenticated_client, path, language
):
    assert_site_design(
        reauthenticated_client.get(path, headers={"accept-language": language}), language
    )


@pytest.mark.parametrize("path", SIGNED_IN)
def test_a_person_whose_address_is_confirmed_sees_the_pages_of_their_account(client, path):
    """For a confirmed address, allauth offers to send codes, on pages that are not routed."""
    user = make_user("confirmed", email="confirmed@example.com")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.force_login(user)
    assert client.get(path, follow=True).status_code == 200
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert client.get(path).status_code in (200, 302)


@pytest.mark.parametrize("path", [path for path in SIGNED_IN if "reauth" not in path])
def test_a_stranger_is_asked_to_sign_in_first(client, path):
    response = client.get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(("/account/login/", "/"))


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "account_confirm_email", "account_request_login_code"],
)
def test_unused_pages_of_allauth_do_not_exist(name):
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
        assert "ユーザー名かパスワードが正しくありません" in page.content.decode()
    page = client.post("/account/login/", {"login": "target", "password": PASSWORD})
    assert "入力の誤りが続いたため" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_limit_counts_the_client_behind_a_trusted_proxy_and_ignores_other_headers(
    client, settings
):
    make_user("target")

    def attempt(forwarded, number):
        return client.post(
            "/account/login/",
            {"login": f"nobody{number}", "password": "wrong"},
            headers={"x-forwarded-for": forwarded},
        ).content.decode()

    # Without a trusted proxy any client can set the header: changing it does not evade the limit.
    pages = [attempt(f"203.0.113.{number}", number) for number in range(11)]
    assert "入力の誤りが続いたため" in pages[-1]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert "入力の誤りが続いたため" not in attempt("198.51.100.7, 203.0.113.99", 50)

"""The admin uses the site's own sign-in, with its limits and second factors."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_the_admin_sends_strangers_to_the_sites_sign_in_and_remembers_where_they_wanted_to_go(
    client,
):
    first = client.get("/admin/blog/post/?q=%E7%8C%AB")
    assert first.headers["Location"].startswith("/admin/login/?next=")
    second = client.get(first.headers["Location"])
    assert second.headers["Location"].startswith("/account/login/?next=/admin/blog/post/")
    make_user("writer", role="author")
    page = client.get(second.headers["Location"])
    target = page.context["redirect_field_value"]
    response = client.post(
        "/account/login/", {"login": "writer", "password": PASSWORD, "next": target}
    )
    assert response.headers["Location"] == "/admin/blog/post/?q=%E7%8C%AB"


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_admins_own_form_is_never_there(client, method):
    make_user("writer", role="author")
    data = {"username": "writer", "password": PASSWORD}
    response = getattr(client, method)("/admin/login/", data)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/login/?next=/admin/")
    assert "_auth_user_id" not in client.session


def test_a_staff_user_cannot_try_the_passwords_of_others_there(author_client, editor_user):
    before = author_client.session["_auth_user_id"]
    for password in ("wrong", PASSWORD):
        data = {"username": "editor", "password": password}
        assert author_client.post("/admin/login/", data).headers["Location"] == "/admin/"
    assert author_client.session["_auth_user_id"] == before


def test_a_reader_without_a_role_may_not_sign_in_to_the_admin(reader_client):
    assert reader_client.get("/admin/login/").status_code == 403


def test_the_admin_requires_the_second_factor(client):
    user = make_user("careful", role="editor")
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    response = client.post(
        "/account/login/", {"login": "careful", "password": PASSWORD, "next": "/admin/blog/post/"}
    )
    assert response.headers["Location"] == "/account/2fa/authenticate/"
    assert client.get("/admin/").status_code == 302
    assert (
        "コードが正しくありません"
        in client.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode()
    )
    response = client.post("/account/2fa/authenticate/", {"code": code_for(secret)})
    assert response.headers["Location"] == "/admin/blog/post/"
    assert client.get("/admin/blog/post/").status_code == 200


def test_codes_are_limited_too(client):
    user = make_user("careful", role="editor")
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    client.post("/account/login/", {"login": "careful", "password": PASSWORD})
    for _ in range(5):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    client.post("/account/2fa/authenticate/", {"code": code_for(secret)})
    assert "_auth_user_id" not in client.session


def test_a_password_is_changed_on_the_account_pages(author_client):
    response = author_client.get("/admin/password_change/")
    assert response.headers["Location"] == "/account/password/change/"

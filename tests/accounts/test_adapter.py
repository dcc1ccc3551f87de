"""Redirects after signing in, and names of keys."""

import pytest
from allauth.mfa.models import Authenticator

from accounts.adapter import AccountAdapter, MFAAdapter
from core.models import SiteSettings
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def test_a_colleague_lands_on_the_desk_and_a_reader_at_home(client):
    make_user("colleague", role="author")
    make_user("reader")
    for login, target in (("colleague", "/admin/"), ("reader", "/")):
        response = client.post("/account/login/", {"login": login, "password": PASSWORD})
        assert response.headers["Location"] == target
        client.logout()


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/account/profile/", "/account/profile/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("http://testserver/account/profile/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_signing_in_leads_to_a_path_of_this_site_only(client, target, expected):
    make_user("reader")
    data = {"login": "reader", "password": PASSWORD, "next": target}
    assert client.post("/account/login/", data).headers["Location"] == expected


def test_passkeys_are_numbered():
    user, adapter = make_user("reader"), MFAAdapter()
    names = []
    for _number in range(2):
        names.append(adapter.generate_authenticator_name(user, Authenticator.Type.WEBAUTHN))
        Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    assert names == ["パスキー", "パスキー 2"]


def test_an_authenticator_app_shows_the_name_of_the_site():
    SiteSettings(name="日々の綴り").save()
    assert MFAAdapter().get_totp_issuer() == "日々の綴り"


def test_no_mail_of_allauth_is_sent():
    with pytest.raises(NotImplementedError):
        AccountAdapter().send_mail("account/email/unknown_account", "a@example.com", {})

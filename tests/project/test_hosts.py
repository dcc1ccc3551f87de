"""Threat 8: a forged Host is refused and never used in links."""

import pytest

from accounts import emails
from accounts.forms.signup import SignUpForm
from accounts.models import AccountPolicy
from core import antispam_forms
from mail.models import OutgoingMail
from tests.factories import PASSWORD, make_user, published_post
from tests.mail_links import paths_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FORGED = [
    "evil.example",
    "evil.example:80",
    "testserver.evil.example",
    "testserver@evil.example",
    "",
]


@pytest.mark.parametrize("host", FORGED, ids=repr)
@pytest.mark.parametrize(
    "path", ["/", "/account/login/", "/account/password/reset/", "/admin/", "/feed/"]
)
def test_a_forged_host_is_refused(client, path, host):
    response = client.get(path, headers={"host": host})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-host": "evil.example"},
        {"x-forwarded-server": "evil.example"},
        {"forwarded": "host=evil.example;proto=https"},
        {"x-original-host": "evil.example"},
        {"x-host": "evil.example"},
        {"x-forwarded-proto": "evil.example", "x-forwarded-port": "1234"},
    ],
    ids=lambda headers: next(iter(headers)),
)
@pytest.mark.parametrize(
    "path", ["/", "/posts/visible/", "/account/login/", "/admin/", "/feed/", "/sitemap.xml"]
)
def test_headers_of_untrusted_proxies_are_not_reflected(client, path, headers):
    published_post(slug="visible")
    plain = client.get(path)
    forged = client.get(path, headers=headers)
    assert forged.status_code == plain.status_code
    assert "evil.example" not in forged.content.decode()
    assert "evil.example" not in str(forged.headers)


def test_a_mail_asked_for_with_a_forged_host_is_not_written(client, worker):
    make_user("known")
    with worker():
        response = client.post(
            "/account/password/reset/",
            {"email": "known@example.com"},
            headers={"host": "evil.example"},
        )
    assert response.status_code == 400
    assert OutgoingMail.objects.count() == 0


def test_links_in_mails_lead_to_the_configured_origin(client, settings, worker):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    settings.BASE_URL = "https://blog.example.jp"
    user = make_user("known")
    with worker():
        client.post(
            "/account/password/reset/",
            {"email": "known@example.com"},
            headers={"host": "other.example", "x-forwarded-host": "evil.example"},
        )
    emails.notify(user, "password_changed")
    texts = list(OutgoingMail.objects.values_list("text", flat=True))
    assert len(texts) == 2
    for text in texts:
        assert "https://blog.example.jp/account/password/reset/" in text
        assert "other.example" not in text
        assert "evil.example" not in text


def test_every_mail_of_coming_in_leads_to_the_configured_origin(
    client, administrator_client, settings, worker, monkeypatch
):
    """An invitation, a sign-up and a change of address, all requested under another allowed host name."""
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    settings.BASE_URL = "https://blog.example.jp"
    monkeypatch.setattr(antispam_forms, "FASTEST_SECONDS", -1)
    AccountPolicy(sign_up_open=True).save()
    make_user("taro")
    there = {"host": "other.example", "x-forwarded-host": "evil.example"}

    def post(visitor, path, data):
        with worker():
            return visitor.post(path, data, headers=there)

    invited = {"email": "a@example.org", "roles": ["author"], "language": "ja", "words": ""}
    post(administrator_client, "/admin/accounts/invitation/add/", invited)
    security = SignUpForm(network="192.0.2.0/24").security
    for email in ("b@example.org", "taro@example.com"):
        post(client, "/account/signup/", {"email": email, **security})
    post(client, "/account/login/", {"login": "taro", "password": PASSWORD})
    post(client, "/account/reauthenticate/", {"password": PASSWORD})
    post(client, "/account/email/", {"email": "c@example.org"})
    mails = {mail.recipient: paths_of(mail) for mail in OutgoingMail.objects.all()}
    assert set(mails) == {"a@example.org", "b@example.org", "c@example.org", "taro@example.com"}
    assert all(mails.values())  # paths_of refuses every other origin

"""Mails of accounts: they go to the stored address, in the language of the account."""

import pytest

from accounts import emails
from accounts.models import User
from mail.models import OutgoingMail
from tests.factories import PASSWORD, make_user
from tests.mail_links import recipients

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    [
        "mike@example.org",
        "MIKE@EXAMPLE.ORG",
        "mi\u212ae@example.org",  # KELVIN SIGN, which is k in lower case
        "m\u0131ke@example.org",  # DOTLESS I, which is I in upper case
        "ｍｉｋｅ@example.org",
        "mike@example.or\uff47",
        "mike@examp\u2113e.org",
    ],
)
def test_the_mail_goes_to_the_stored_address_or_nowhere(request_reset, typed):
    make_user("mike", email="mike@example.org")
    request_reset(typed)
    assert set(recipients()) <= {"mike@example.org"}
    assert (typed.lower() == "mike@example.org") <= (recipients() == ["mike@example.org"])


def test_the_worker_itself_never_writes_to_a_typed_address():
    make_user("mike", email="mike@example.org")
    for typed in ("mi\u212ae@example.org", "m\u0131ke@example.org", "ｍｉｋｅ@example.org"):
        emails.send_password_reset(typed)
    assert set(recipients()) <= {"mike@example.org"}


def test_two_accounts_whose_addresses_look_alike_are_kept_apart(request_reset):
    make_user("mike", email="mike@example.org")
    make_user("attacker", email="m\u0131ke@example.org")
    request_reset("mike@example.org")
    assert recipients() == ["mike@example.org"]


@pytest.mark.parametrize("fields", [{"is_active": False}, {"email": ""}])
def test_no_mail_for_accounts_that_cannot_sign_in_or_have_no_address(request_reset, fields):
    make_user("taro", **fields)
    request_reset("taro@example.com")
    assert recipients() == []


def test_an_unknown_address_gets_no_mail(request_reset):
    request_reset("stranger@example.com")
    assert recipients() == []


def test_asking_again_and_again_fills_no_mailbox():
    make_user("taro")
    written = [emails.send_password_reset("taro@example.com") for _ in range(6)]
    assert written == [1, 1, 1, 0, 0, 0]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_mail_speaks_the_persons_language(request_reset, language):
    make_user("taro", language=language)
    request_reset("taro@example.com")
    mail = OutgoingMail.objects.get()
    assert (mail.language, mail.is_secret) == (language, True)


@pytest.mark.parametrize(
    "separator", ["\r\n", "\n", "\r", "\u2028", "\u2029", "\x85", "\x0b"], ids=repr
)
def test_a_name_cannot_add_headers_or_recipients_to_a_mail(request_reset, smtp, separator):
    """Threat 9, header injection, with a real SMTP server."""
    name = f"太郎{separator}Bcc: victim@example.com{separator}X-Evil: 1"
    make_user("taro", name=name)
    User.objects.update(name=name)
    request_reset("taro@example.com")
    [received] = smtp.mails
    assert received.recipients == ["taro@example.com"]
    assert received.message["Bcc"] is None
    assert received.message["X-Evil"] is None


def test_a_password_change_sends_a_mail(reauthenticated_client):
    from mail.models import OutgoingMail

    response = reauthenticated_client.post(
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

"""A new password: the link goes to the stored address (threat 11), works once, and fills no mailbox."""

import re

import pytest

from accounts import mail as account_mail
from accounts.models import User
from mail.models import OutgoingMail
from tests.factories import make_user
from tests.mail_links import all_rows, open_every_link

pytestmark = pytest.mark.django_db

NEW = "新しい合言葉-93-passphrase"


@pytest.fixture
def ask(client, worker):
    def asking(email):
        with worker():
            return client.post("/account/password/reset/", {"email": email})

    return asking


def links() -> list[str]:
    texts = OutgoingMail.objects.order_by("pk").values_list("text", flat=True)
    return [re.search(r"http://testserver(/\S+)", text)[1] for text in texts]


def recipients() -> list[str]:
    return list(OutgoingMail.objects.values_list("recipient", flat=True))


def test_whoever_asks_gets_a_link_that_sets_a_password_once(client, ask):
    user = make_user("taro")
    assert ask("taro@example.com").headers["Location"] == "/account/password/reset/done/"
    [link] = links()
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    assert user.username not in address
    client.post(address, {"password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)
    again = client.get(link, follow=True)
    assert again.status_code == 200
    assert "このリンクは使えません" in again.content.decode()


def test_the_link_reaches_the_mailbox_and_is_forgotten_here(ask, smtp):
    make_user("taro")
    ask("taro@example.com")
    [received] = smtp.mails
    assert received.recipients == ["taro@example.com"]
    assert "/account/password/reset/key/" in received.text
    assert "/account/password/reset/key/" in received.html
    assert OutgoingMail.objects.get().text == ""


def test_fetching_the_link_changes_nothing(client, ask):
    make_user("taro")
    ask("taro@example.com")
    before = all_rows()
    open_every_link(client)
    assert all_rows() == before


def test_a_link_dies_with_the_password_and_with_the_address(client, ask):
    user = make_user("taro")
    ask("taro@example.com")
    user.email = "taro@elsewhere.example"
    user.save()
    assert "このリンクは使えません" in client.get(links()[0], follow=True).content.decode()


def test_a_link_dies_after_a_day(client, ask, settings):
    make_user("taro")
    ask("taro@example.com")
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "このリンクは使えません" in client.get(links()[0], follow=True).content.decode()


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
def test_the_mail_goes_to_the_stored_address_or_nowhere(ask, typed):
    make_user("mike", email="mike@example.org")
    ask(typed)
    assert set(recipients()) <= {"mike@example.org"}
    assert (typed.lower() == "mike@example.org") <= (recipients() == ["mike@example.org"])


def test_the_worker_itself_never_writes_to_a_typed_address():
    make_user("mike", email="mike@example.org")
    for typed in ("mi\u212ae@example.org", "m\u0131ke@example.org", "ｍｉｋｅ@example.org"):
        account_mail.send_password_reset(typed)
    assert set(recipients()) <= {"mike@example.org"}


def test_two_accounts_whose_addresses_look_alike_are_kept_apart(ask):
    make_user("mike", email="mike@example.org")
    make_user("attacker", email="m\u0131ke@example.org")
    ask("mike@example.org")
    assert recipients() == ["mike@example.org"]


@pytest.mark.parametrize("fields", [{"is_active": False}, {"email": ""}])
def test_no_mail_for_whoever_cannot_sign_in_or_has_no_address(ask, fields):
    make_user("taro", **fields)
    ask("taro@example.com")
    assert recipients() == []


def test_an_unknown_address_gets_no_mail(ask):
    ask("stranger@example.com")
    assert recipients() == []


def test_asking_again_and_again_fills_no_mailbox():
    make_user("taro")
    written = [account_mail.send_password_reset("taro@example.com") for _ in range(6)]
    assert written == [1, 1, 1, 0, 0, 0]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_mail_speaks_the_persons_language(ask, language):
    make_user("taro", language=language)
    ask("taro@example.com")
    mail = OutgoingMail.objects.get()
    assert (mail.language, mail.is_secret) == (language, True)


@pytest.mark.parametrize(
    "separator", ["\r\n", "\n", "\r", "\u2028", "\u2029", "\x85", "\x0b"], ids=repr
)
def test_a_name_cannot_add_headers_or_recipients_to_a_mail(ask, smtp, separator):
    """Threat 9, through a real SMTP server."""
    name = f"太郎{separator}Bcc: victim@example.com{separator}X-Evil: 1"
    make_user("taro", name=name)
    User.objects.update(name=name)
    ask("taro@example.com")
    [received] = smtp.mails
    assert received.recipients == ["taro@example.com"]
    assert received.message["Bcc"] is None
    assert received.message["X-Evil"] is None


@pytest.mark.parametrize(
    "typed",
    ["taro@example.com\r\nBcc: victim@example.com", "taro@example.com\u2028", "a@b.jp,c@d.jp"],
)
def test_an_address_with_a_line_break_is_refused(ask, typed):
    make_user("taro")
    response = ask(typed)
    assert set(recipients()) <= {"taro@example.com"}
    assert response.status_code in (200, 302)

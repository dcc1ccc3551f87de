"""Change of the e-mail address: both mailboxes must confirm, and the old one can stop it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import email_change, emails
from accounts.models import EmailChange, User
from mail.models import OutgoingMail
from tests.factories import PASSWORD, make_user
from tests.mail_links import all_rows, link_of, open_every_link

pytestmark = pytest.mark.django_db

ADDRESS = "/account/email/"
OLD, NEW = "taro@example.com", "taro@elsewhere.example"


@pytest.fixture
def taro(client):
    """Taro, signed in, who has just confirmed his password."""
    user = make_user("taro")
    client.post("/account/login/", {"login": "taro", "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return user


@pytest.fixture
def request_change(client, taro, worker):
    def post_form(email=NEW):
        with worker():
            return client.post(ADDRESS, {"email": email})

    return post_form


def mail_to(recipient) -> OutgoingMail:
    return OutgoingMail.objects.filter(recipient=recipient).latest("pk")


def links() -> dict[str, str]:
    return {
        "old": link_of(mail_to(OLD), "/email/old/"),
        "new": link_of(mail_to(NEW), "/email/new/"),
        "stop": link_of(mail_to(OLD), "/email/stop/"),
    }


def stored_email(user) -> str:
    return User.objects.get(pk=user.pk).email


@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
def test_the_address_changes_when_both_mailboxes_have_agreed(client, taro, request_change, order):
    assert request_change().url == ADDRESS
    urls = links()
    client.post(urls[order[0]])
    assert stored_email(taro) == OLD
    assert client.post(urls[order[1]]).url == "/account/"
    assert stored_email(taro) == NEW
    assert not EmailChange.objects.exists()
    assert "メールアドレスが変わりました" in mail_to(OLD).text


def test_the_mails_arrive_in_both_forms(taro, request_change, smtp):
    request_change()
    assert {mail.recipients[0] for mail in smtp.mails} == {OLD, NEW}
    for received in smtp.mails:
        assert "http://testserver/account/email/" in received.text
        assert "http://testserver/account/email/" in received.html
    to_new = next(mail for mail in smtp.mails if mail.recipients == [NEW])
    assert "taro" not in to_new.text.replace(NEW, "")


def test_opening_every_link_changes_nothing(client, taro, request_change):
    request_change()
    before = all_rows()
    opened = open_every_link(client)
    assert all_rows() == before
    assert {path.split("/")[3] for path in opened if "/email/" in path} == {"old", "new", "stop"}


def test_one_mailbox_alone_changes_nothing_however_often_it_agrees(client, taro, request_change):
    request_change()
    for name in ("old", "new"):
        EmailChange.objects.update(old_confirmed_at=None, new_confirmed_at=None)
        for _time in range(3):
            client.post(links()[name])
        assert stored_email(taro) == OLD


def test_the_old_mailbox_stops_it_without_signing_in(client, taro, request_change):
    request_change()
    urls = links()
    client.logout()
    assert client.get(urls["stop"]).status_code == 200
    assert EmailChange.objects.exists()
    assert "/account/password/reset/" in client.post(urls["stop"]).content.decode()
    client.force_login(taro)
    for name in ("old", "new", "stop"):
        assert client.post(urls[name]).status_code == 404
    assert stored_email(taro) == OLD


def test_confirming_takes_the_person_signed_in(client, taro, request_change, reader_client):
    request_change()
    urls = links()
    client.logout()
    assert client.post(urls["new"]).url.startswith("/account/login/?next=/account/email/new/")
    assert reader_client.post(urls["new"]).status_code == 404
    assert EmailChange.objects.get().new_confirmed_at is None


def test_a_link_for_one_thing_does_nothing_else(client, taro, request_change):
    request_change()
    urls = {name: path.split("/")[-2] for name, path in links().items()}
    for name, token in urls.items():
        for other in set(urls) - {name}:
            assert client.post(f"/account/email/{other}/{token}/").status_code == 404
    change = EmailChange.objects.get()
    assert client.post(f"/account/email/new/{change.new_digest}/").status_code == 404
    assert client.post("/account/email/new//").status_code == 404
    assert (change.old_confirmed_at, change.new_confirmed_at) == (None, None)


def test_links_die_with_time(client, taro, request_change):
    request_change()
    EmailChange.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(links()["old"]).status_code == 404
    assert email_change.prune() == 1


def test_links_die_when_the_address_is_changed_otherwise(client, taro, request_change):
    request_change()
    User.objects.update(email="by-an-administrator@example.com")
    for name in ("old", "new", "stop"):
        assert client.post(links()[name]).status_code == 404


def test_a_newer_request_invalidates_the_older_links(client, taro, request_change):
    request_change()
    older = links()
    request_change("third@example.com")
    for path in older.values():
        assert client.post(path).status_code == 404
    assert EmailChange.objects.get().new_email == "third@example.com"


def test_a_request_can_be_withdrawn(client, taro, request_change):
    request_change()
    client.post("/account/email/withdraw/")
    assert client.post(links()["old"]).status_code == 404


def test_a_request_requires_reauthentication(client, taro):
    client.logout()
    client.force_login(taro)
    assert "/account/reauthenticate/" in client.post(ADDRESS, {"email": NEW}).url
    assert not EmailChange.objects.exists()


def test_a_link_for_a_new_password_dies_with_the_old_address(client, taro, request_change):
    emails.send_password_reset(OLD)
    reset = link_of(mail_to(OLD), "/password/reset/key/")
    request_change()
    for path in links().values():
        client.post(path)
        if EmailChange.objects.count() == 0:
            break
    client.logout()
    assert "password1" not in client.get(reset, follow=True).content.decode()


# Addresses of other accounts
def test_the_address_of_another_account_is_not_disclosed(client, taro, request_change):
    owner = make_user("owner", email=NEW)
    page = request_change()
    letter = mail_to(NEW)
    assert page.url == ADDRESS
    assert "/account/email/" not in letter.text + letter.html
    assert "taro" not in letter.text + letter.html + letter.subject.replace(NEW, "")
    client.post(link_of(mail_to(OLD), "/email/old/"))
    assert (stored_email(taro), stored_email(owner)) == (OLD, NEW)


def test_an_account_that_gets_the_address_in_the_meantime_keeps_it(client, taro, request_change):
    request_change()
    urls = links()
    client.post(urls["old"])
    other = make_user("other", email=NEW)
    assert client.post(urls["new"]).status_code == 404
    assert (stored_email(taro), stored_email(other)) == (OLD, NEW)


@pytest.mark.parametrize("is_taken", [True, False])
def test_a_mailbox_is_written_to_once_in_a_window(taro, request_change, smtp, is_taken):
    if is_taken:
        make_user("owner", email=NEW)
    for _time in range(3):
        request_change()
    assert [mail.recipients for mail in smtp.mails].count([NEW]) == 1


def test_requests_are_rate_limited(client, taro, request_change):
    statuses = [request_change(f"t{number}@example.com").status_code for number in range(6)]
    assert statuses == [302] * 5 + [422]


@pytest.mark.parametrize(
    "typed", [OLD, OLD.upper(), "m\u0131ke@example.org", "x@y.example\r\nBcc: a@b.example", ""]
)
def test_what_is_no_new_address_is_refused(client, taro, request_change, typed):
    assert request_change(typed).status_code == 422
    assert not EmailChange.objects.exists()


def test_writing_the_letters_twice_writes_them_once(taro, request_change):
    request_change()
    email_change.send_links(EmailChange.objects.get().pk)
    assert OutgoingMail.objects.count() == 2


def test_an_account_without_an_address_needs_the_new_mailbox_only(client, taro, request_change):
    User.objects.update(email="")
    request_change()
    client.post(link_of(mail_to(NEW), "/email/new/"))
    assert stored_email(taro) == NEW


def test_an_administrator_changes_an_address_and_the_old_mailbox_is_notified(administrator_client):
    user = make_user("lost")
    form = administrator_client.get(f"/admin/accounts/user/{user.pk}/change/")
    data = {
        key: value
        for key, value in form.context["adminform"].form.initial.items()
        if key in ("username", "name", "language")
    }
    administrator_client.post(
        f"/admin/accounts/user/{user.pk}/change/", {**data, "email": NEW, "is_active": "on"}
    )
    assert stored_email(user) == NEW
    assert "メールアドレスが変わりました" in mail_to("lost@example.com").text

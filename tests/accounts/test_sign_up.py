"""Readers make an account themselves, where the owner lets them; see test_enumeration.py for what nobody learns."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import sign_up
from accounts.forms import defences
from accounts.models import AccountPolicy, SignUp, User
from mail.models import OutgoingMail
from tests.factories import make_user
from tests.mail_links import all_rows, link_of, open_every_link

pytestmark = pytest.mark.django_db

SIGN_UP = "/account/signup/"
PASSWORD = "a sentence that nobody guesses"


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch):
    monkeypatch.setattr(defences, "FASTEST_SECONDS", -1)


@pytest.fixture
def open_site(db):
    AccountPolicy(sign_up_open=True).save()


@pytest.fixture
def ask(client, worker, open_site):
    def asking(email="reader@example.org", **changes):
        page = client.get(SIGN_UP)
        data = {"email": email, "opened": page.context["form"].opened_value, "honeypot": ""}
        with worker():
            return client.post(SIGN_UP, {**data, **changes})

    return asking


def newest_link() -> str:
    return link_of(OutgoingMail.objects.latest("pk"), SIGN_UP)


def finish(client, **changes):
    data = {"name": "読み手", "password": PASSWORD, "way": "password", **changes}
    return client.post(newest_link(), data)


# Off
@pytest.mark.parametrize("path", ["", "sent/", "x/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_the_owners_leave_there_is_no_such_page(client, path, method):
    assert getattr(client, method)(f"{SIGN_UP}{path}").status_code == 404


def test_and_no_link_leads_to_it(client, reader_client):
    for visitor in (client, reader_client):
        for path in ("/", "/account/login/", "/account/password/reset/"):
            assert SIGN_UP not in visitor.get(path, follow=True).content.decode()
    AccountPolicy(sign_up_open=True).save()
    assert SIGN_UP in client.get("/account/login/").content.decode()


def test_a_link_sent_before_the_owner_closed_it_opens_nothing(ask, client):
    ask()
    AccountPolicy(sign_up_open=False).save()
    assert finish(client).status_code == 404
    make_user("taro")
    for email in ("other@example.org", "taro@example.com"):  # asked for a moment before
        sign_up.answer(email, "ja")
    assert (SignUp.objects.count(), OutgoingMail.objects.count()) == (1, 1)


# On
def test_a_reader_makes_an_account_and_is_signed_in(ask, client, smtp):
    assert ask("Reader@Example.org").url == "/account/signup/sent/"
    [received] = smtp.mails
    assert received.recipients == ["reader@example.org"]
    sent = received.text
    link = next(line for line in sent.splitlines() if SIGN_UP in line)
    path = link.removeprefix("http://testserver")
    response = client.post(path, {"name": "読み手", "password": PASSWORD, "way": "password"})
    assert response.url == "/account/"
    user = User.objects.get()
    assert (user.email, user.name, user.language) == ("reader@example.org", "読み手", "ja")
    assert (user.is_staff, user.is_superuser, user.groups.count()) == (False, False, 0)
    assert "reader@" not in user.username
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get("/admin/").status_code in (302, 403)
    client.logout()
    client.post("/account/login/", {"login": "reader@example.org", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_with_a_passkey_to_come_the_account_has_no_password(ask, client):
    ask()
    response = finish(client, way="passkey", password="")
    assert response.url == "/account/signup/passkey/"
    assert not User.objects.get().has_usable_password()
    assert client.get(response.url).status_code == 200
    assert "まだありません" in client.get("/account/").content.decode()
    assert client.get("/account/password/set/").status_code == 200


def test_opening_the_link_makes_no_account(ask, client):
    ask()
    before = all_rows()
    open_every_link(client)
    assert all_rows() == before


def test_a_link_works_once(ask, client):
    ask()
    finish(client)
    client.logout()
    before = all_rows()
    assert finish(client, name="second").status_code == 404
    assert all_rows() == before


def test_a_link_dies_after_a_day_and_is_forgotten(ask, client):
    ask()
    SignUp.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert finish(client).status_code == 404
    assert sign_up.forget_old() == 1
    assert not SignUp.objects.exists()


def test_an_invitation_in_the_meantime_makes_the_link_useless(ask, client):
    ask()
    make_user("invited", email="reader@example.org")
    assert finish(client).status_code == 404
    assert User.objects.count() == 1


def test_a_known_address_is_told_that_it_has_an_account(ask, smtp):
    make_user("taro", email="reader@example.org", language="en")
    ask()
    [received] = smtp.mails
    assert received.recipients == ["reader@example.org"]
    assert "already has one" in received.text
    assert SIGN_UP not in received.text
    assert not SignUp.objects.exists()


def test_an_inactive_account_is_not_made_anew(ask, smtp):
    make_user("gone", email="reader@example.org", is_active=False)
    ask()
    assert (smtp.mails, SignUp.objects.count()) == ([], 0)


# Limits
def test_one_address_gets_one_mail_in_a_window_whoever_asks(ask, smtp):
    for _number in range(4):
        assert ask().url == "/account/signup/sent/"
    assert len(smtp.mails) == 1
    assert ask("other@example.org").status_code == 302
    assert len(smtp.mails) == 2


def test_one_network_asks_only_so_often(ask):
    statuses = [ask(f"r{number}@example.org").status_code for number in range(11)]
    assert statuses == [302] * 10 + [429]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"honeypot": "x"}, "空のままにする欄"),
        ({"opened": "forged"}, "時間がたちすぎました"),
        ({"opened": ""}, "時間がたちすぎました"),
    ],
    ids=["trap", "forged", "none"],
)
def test_programs_are_refused_and_the_address_is_kept(ask, changes, words):
    response = ask(**changes)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "reader@example.org" in page
    assert not OutgoingMail.objects.exists()


def test_a_form_that_comes_too_fast_may_be_sent_again(ask, monkeypatch):
    monkeypatch.setattr(defences, "FASTEST_SECONDS", 60)
    response = ask()
    assert "とても速かった" in response.content.decode()
    opened = response.context["form"].opened_value
    monkeypatch.setattr(defences, "FASTEST_SECONDS", -1)
    assert ask(opened=opened).status_code == 302


@pytest.mark.parametrize(
    "typed",
    [
        "m\u0131ke@example.org",  # DOTLESS I, which is I in upper case
        "mi\u212ae@example.org",  # KELVIN SIGN, which is k in lower case
        "ｍｉｋｅ@example.org",
        "mike@example.org\r\nBcc: victim@example.com",
        "a@b.example, c@d.example",
        "mike@example.org\u2028",
    ],
    ids=ascii,
)
def test_an_address_that_only_looks_like_one_gets_no_mail(ask, typed):
    make_user("mike", email="mike@example.org")
    response = ask(typed)
    recipients = set(OutgoingMail.objects.values_list("recipient", flat=True))
    assert response.status_code == 422 or recipients == {"mike@example.org"}
    assert recipients <= {"mike@example.org"}
    assert not SignUp.objects.exists()


# The form behind the link
@pytest.mark.parametrize(
    ("field", "value"),
    [("password", ""), ("password", "12345678"), ("password", "reader@example.org"), ("name", " ")],
)
def test_a_mistake_is_told_and_the_link_still_works(ask, client, field, value):
    ask()
    response = finish(client, **{field: value})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert finish(client).status_code == 302


def test_a_forged_host_makes_no_link(ask, client):
    page = client.get(SIGN_UP)
    data = {"email": "x@example.org", "opened": page.context["form"].opened_value}
    assert client.post(SIGN_UP, data, headers={"host": "evil.example"}).status_code == 400
    assert not OutgoingMail.objects.exists()


# In the admin
def test_an_administrator_opens_the_site_to_readers(administrator_client, editor_client):
    address = "/admin/settings/accounts/"
    assert editor_client.get(address).status_code == 403
    [part] = administrator_client.get(address).context["parts"]
    administrator_client.post(address, {**dict(part.form.seen_values()), "sign_up_open": "on"})
    assert sign_up.is_open()

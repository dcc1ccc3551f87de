"""Sign-up of readers, if the settings allow it. User enumeration: see test_enumeration.py."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import signup
from accounts.models import AccountPolicy, SignUp, User
from core import antispam_forms
from mail.models import OutgoingMail
from tests.factories import make_user
from tests.mail_links import all_rows, link_of, open_every_link

pytestmark = pytest.mark.django_db

SIGN_UP = "/account/signup/"
PASSWORD = "a sentence that nobody guesses"


@pytest.fixture(autouse=True)
def _no_minimum_time(monkeypatch):
    monkeypatch.setattr(antispam_forms, "FASTEST_SECONDS", -1)


@pytest.fixture
def open_site(db):
    AccountPolicy(sign_up_open=True).save()


@pytest.fixture
def request_link(client, worker, open_site):
    def request_account(email="reader@example.org", **changes):
        page = client.get(SIGN_UP)
        data = {"email": email, **page.context["form"].security, "honeypot": ""}
        with worker():
            return client.post(SIGN_UP, {**data, **changes})

    return request_account


def newest_link() -> str:
    return link_of(OutgoingMail.objects.latest("pk"), SIGN_UP)


def finish(client, **changes):
    data = {"name": "読み手", "password": PASSWORD, "way": "password", **changes}
    return client.post(newest_link(), data)


# Closed
@pytest.mark.parametrize("path", ["", "sent/", "x/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_pages_do_not_exist_while_sign_up_is_closed(client, path, method):
    assert getattr(client, method)(f"{SIGN_UP}{path}").status_code == 404


def test_no_link_leads_to_the_closed_sign_up(client, reader_client):
    for visitor in (client, reader_client):
        for path in ("/", "/account/login/", "/account/password/reset/"):
            assert SIGN_UP not in visitor.get(path, follow=True).content.decode()
    AccountPolicy(sign_up_open=True).save()
    assert SIGN_UP in client.get("/account/login/").content.decode()


def test_a_link_sent_before_the_owner_closed_it_opens_nothing(request_link, client):
    request_link()
    AccountPolicy(sign_up_open=False).save()
    assert finish(client).status_code == 404
    make_user("taro")
    for email in ("other@example.org", "taro@example.com"):  # asked for a moment before
        signup.send_mail(email, "ja")
    assert (SignUp.objects.count(), OutgoingMail.objects.count()) == (1, 1)


# Open
def test_a_reader_makes_an_account_and_is_signed_in(request_link, client, smtp):
    assert request_link("Reader@Example.org").url == "/account/signup/sent/"
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


def test_with_a_passkey_to_come_the_account_has_no_password(request_link, client):
    request_link()
    response = finish(client, way="passkey", password="")
    assert response.url == "/account/signup/passkey/"
    assert not User.objects.get().has_usable_password()
    assert client.get(response.url).status_code == 200
    assert "まだありません" in client.get("/account/").content.decode()
    assert client.get("/account/password/set/").status_code == 200


def test_opening_the_link_makes_no_account(request_link, client):
    request_link()
    before = all_rows()
    open_every_link(client)
    assert all_rows() == before


def test_a_link_works_once(request_link, client):
    request_link()
    finish(client)
    client.logout()
    before = all_rows()
    assert finish(client, name="second").status_code == 404
    assert all_rows() == before


def test_a_link_dies_after_a_day_and_is_forgotten(request_link, client):
    request_link()
    SignUp.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert finish(client).status_code == 404
    assert signup.prune() == 1
    assert not SignUp.objects.exists()


def test_an_invitation_in_the_meantime_makes_the_link_useless(request_link, client):
    request_link()
    make_user("invited", email="reader@example.org")
    assert finish(client).status_code == 404
    assert User.objects.count() == 1


def test_a_known_address_gets_a_notice_that_it_has_an_account(request_link, smtp):
    make_user("taro", email="reader@example.org", language="en")
    request_link()
    [received] = smtp.mails
    assert received.recipients == ["reader@example.org"]
    assert "already has one" in received.text
    assert SIGN_UP not in received.text
    assert not SignUp.objects.exists()


def test_an_inactive_account_is_not_created_again(request_link, smtp):
    make_user("gone", email="reader@example.org", is_active=False)
    request_link()
    assert (smtp.mails, SignUp.objects.count()) == ([], 0)


# Limits
def test_one_address_gets_one_mail_in_a_window(request_link, smtp):
    for _number in range(4):
        assert request_link().url == "/account/signup/sent/"
    assert len(smtp.mails) == 1
    assert request_link("other@example.org").status_code == 302
    assert len(smtp.mails) == 2


def test_one_network_asks_only_so_often(request_link):
    statuses = [request_link(f"r{number}@example.org").status_code for number in range(11)]
    assert statuses == [302] * 10 + [429]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"honeypot": "x"}, "空のままにする欄"),
        ({"security_hash": "forged" * 8}, "時間がたちすぎました"),
        ({"security_hash": "", "timestamp": ""}, "時間がたちすぎました"),
    ],
    ids=["trap", "forged", "none"],
)
def test_programs_are_refused_and_the_address_is_kept(request_link, changes, words):
    response = request_link(**changes)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "reader@example.org" in page
    assert not OutgoingMail.objects.exists()


def test_a_form_that_comes_too_fast_may_be_sent_again(request_link, monkeypatch):
    monkeypatch.setattr(antispam_forms, "FASTEST_SECONDS", 60)
    response = request_link()
    assert "とても速かった" in response.content.decode()
    security = response.context["form"].security
    monkeypatch.setattr(antispam_forms, "FASTEST_SECONDS", -1)
    assert request_link(**security).status_code == 302


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
def test_an_address_that_only_looks_like_one_gets_no_mail(request_link, typed):
    make_user("mike", email="mike@example.org")
    response = request_link(typed)
    recipients = set(OutgoingMail.objects.values_list("recipient", flat=True))
    assert response.status_code == 422 or recipients == {"mike@example.org"}
    assert recipients <= {"mike@example.org"}
    assert not SignUp.objects.exists()


# Form of the link
@pytest.mark.parametrize(
    ("field", "value"),
    [("password", ""), ("password", "12345678"), ("password", "reader@example.org"), ("name", " ")],
)
def test_an_invalid_form_shows_the_error_and_the_link_still_works(
    request_link, client, field, value
):
    request_link()
    response = finish(client, **{field: value})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert finish(client).status_code == 302


def test_a_forged_host_makes_no_link(request_link, client):
    page = client.get(SIGN_UP)
    data = {"email": "x@example.org", **page.context["form"].security}
    assert client.post(SIGN_UP, data, headers={"host": "evil.example"}).status_code == 400
    assert not OutgoingMail.objects.exists()


# Admin
def test_an_administrator_opens_the_site_to_readers(administrator_client, editor_client):
    address = "/admin/settings/accounts/"
    assert editor_client.get(address).status_code == 403
    [part] = administrator_client.get(address).context["parts"]
    administrator_client.post(address, {**dict(part.form.seen_values()), "sign_up_open": "on"})
    assert signup.is_open()

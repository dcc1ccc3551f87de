"""Password reset: the link goes to the stored address (threat 11), works once, and is rate limited."""

import re

import pytest

from mail.models import OutgoingMail
from tests.factories import make_user
from tests.mail_links import all_rows, open_every_link, recipients

pytestmark = pytest.mark.django_db

NEW = "新しい合言葉-93-passphrase"


def links() -> list[str]:
    texts = OutgoingMail.objects.order_by("pk").values_list("text", flat=True)
    return [re.search(r"http://testserver(/\S+)", text)[1] for text in texts]


def test_the_link_sets_a_password_once(client, request_reset):
    user = make_user("taro")
    assert request_reset("taro@example.com").headers["Location"] == "/account/password/reset/done/"
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


def test_the_link_reaches_the_mailbox_and_is_forgotten_here(request_reset, smtp):
    make_user("taro")
    request_reset("taro@example.com")
    [received] = smtp.mails
    assert received.recipients == ["taro@example.com"]
    assert "/account/password/reset/key/" in received.text
    assert "/account/password/reset/key/" in received.html
    assert OutgoingMail.objects.get().text == ""


def test_fetching_the_link_changes_nothing(client, request_reset):
    make_user("taro")
    request_reset("taro@example.com")
    before = all_rows()
    open_every_link(client)
    assert all_rows() == before


def test_a_link_dies_with_the_password_and_with_the_address(client, request_reset):
    user = make_user("taro")
    request_reset("taro@example.com")
    user.email = "taro@elsewhere.example"
    user.save()
    assert "このリンクは使えません" in client.get(links()[0], follow=True).content.decode()


def test_a_link_dies_after_a_day(client, request_reset, settings):
    make_user("taro")
    request_reset("taro@example.com")
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "このリンクは使えません" in client.get(links()[0], follow=True).content.decode()


@pytest.mark.parametrize(
    "typed",
    ["taro@example.com\r\nBcc: victim@example.com", "taro@example.com\u2028", "a@b.jp,c@d.jp"],
)
def test_an_address_with_a_line_break_is_refused(request_reset, typed):
    make_user("taro")
    response = request_reset(typed)
    assert set(recipients()) <= {"taro@example.com"}
    assert response.status_code in (200, 302)

"""Admin of the outbox and of addresses: read, resend, cancel, suppress; secret mails stay hidden."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mail import sending
from mail.models import Address, OutgoingMail
from tests.factories import make_user
from tests.mail.rows import make_mail

pytestmark = pytest.mark.django_db

LIST = "/admin/mail/outgoingmail/"


@pytest.fixture
def mail():
    return OutgoingMail.objects.create(
        key="k",
        recipient="reader@example.com",
        subject="お知らせ",
        text="一行目\n<二行目>",
        html="<script>alert(1)</script>",
        send_after=timezone.now(),
        state="failed",
        attempts=6,
        error="SMTPDataError: 451",
    )


@pytest.fixture
def in_english(administrator_user):
    administrator_user.language = "en"
    administrator_user.save()


def test_an_administrator_reads_the_list_and_the_text(administrator_client, mail, in_english):
    assert "お知らせ" in administrator_client.get(LIST).content.decode()
    page = administrator_client.get(f"{LIST}{mail.pk}/change/").content.decode()
    assert "<pre>一行目\n&lt;二行目&gt;</pre>" in page
    assert "<pre>&lt;script&gt;alert(1)&lt;/script&gt;</pre>" in page
    assert "SMTPDataError: 451" in page
    assert 'name="_save"' not in page


def test_without_a_server_the_list_says_that_mails_are_kept(
    administrator_client, mail, in_english, settings
):
    settings.EMAIL_HOST = ""
    OutgoingMail.objects.update(state="waiting")
    assert "Held: no mail server" in administrator_client.get(LIST).content.decode()
    settings.EMAIL_HOST = "127.0.0.1"
    assert "Held: no mail server" not in administrator_client.get(LIST).content.decode()


def test_mails_cannot_be_added_or_changed(administrator_client, mail):
    assert administrator_client.get(f"{LIST}add/").status_code == 403
    assert administrator_client.post(f"{LIST}{mail.pk}/change/", {"text": "x"}).status_code == 403


@pytest.mark.parametrize("role", ["author", "editor", "moderator"])
def test_other_roles_read_nothing(role, client_of, mail):
    client = client_of(make_user(role=role))
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{mail.pk}/change/").status_code == 403


def test_an_administrator_sends_a_failed_mail_again(administrator_client, mail, in_english, smtp):
    data = {"action": "send_now", "_selected_action": [mail.pk]}
    response = administrator_client.post(LIST, data, follow=True)
    assert "1 email is being sent." in response.content.decode()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("waiting", 0)


def test_a_mail_that_opens_an_account_is_readable_for_superusers_only(
    administrator_client, client_of, mail
):
    OutgoingMail.objects.update(is_secret=True)
    address = f"{LIST}{mail.pk}/change/"
    assert "一行目" not in administrator_client.get(address).content.decode()
    root = client_of(make_user("root", is_staff=True, is_superuser=True))
    assert "一行目" in root.get(address).content.decode()


def test_the_list_shows_the_health_of_the_outbox_and_the_next_attempt(
    administrator_client, mail, in_english, smtp
):
    OutgoingMail.objects.update(failed_at=timezone.now())
    page = administrator_client.get(LIST).content.decode()
    assert "1 email failed in the last 24 hours" in page
    assert "SMTPDataError: 451" in page
    sending.send_again(OutgoingMail.objects.all())
    page = administrator_client.get(LIST).content.decode()
    assert "1 email waiting to be sent" in page
    sending.send_waiting()
    page = administrator_client.get(LIST).content.decode()
    assert "250 kept as 1" in page
    assert "0 emails waiting to be sent" in page


def test_an_administrator_cancels_what_waits(administrator_client, mail, in_english, smtp):
    OutgoingMail.objects.update(state="waiting")
    data = {"action": "cancel", "_selected_action": [mail.pk]}
    response = administrator_client.post(LIST, data, follow=True)
    assert "Sending of 1 email was cancelled." in response.content.decode()
    assert sending.send_waiting() == 0
    mail.refresh_from_db()
    assert mail.state == "cancelled"


def test_the_list_takes_the_same_queries_however_many_mails(administrator_client, mail):
    counts = []
    for number in range(3):
        administrator_client.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            administrator_client.get(LIST)
        counts.append(len(captured))
        make_mail(f"{number}")
    assert len(set(counts)) == 1


# Test mail
TEST = f"{LIST}test/"


def message_texts(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_test_mail_is_sent_at_once_and_the_response_is_shown(
    administrator_client, administrator_user, in_english, smtp
):
    response = administrator_client.post(TEST, follow=True)
    assert message_texts(response) == [
        "Sent to administrator@example.com. Server response: 250 kept as 1"
    ]
    assert smtp.recipients == [administrator_user.email]
    assert smtp.mails[0].subject == "綴: test email"


@pytest.mark.parametrize(
    ("stage", "answer"),
    [("text_answers", "554 5.7.1 spam"), ("sender_answers", "550 5.7.1 sender not allowed")],
)
def test_a_refusal_of_the_test_mail_is_shown(stage, answer, administrator_client, in_english, smtp):
    setattr(smtp, stage, [answer])
    response = administrator_client.post(TEST, follow=True)
    assert message_texts(response) == [f"The test email was not sent. Server response: {answer}"]


def test_a_test_needs_a_server_an_address_and_a_permission(
    administrator_client, administrator_user, editor_client, in_english, smtp, settings
):
    assert administrator_client.get(TEST).status_code == 405
    assert editor_client.post(TEST).status_code == 403
    administrator_user.email = ""
    administrator_user.save()
    response = administrator_client.post(TEST, follow=True)
    assert message_texts(response) == ["Your account has no email address for a test email."]
    settings.EMAIL_HOST = ""
    response = administrator_client.post(TEST, follow=True)
    assert message_texts(response) == ["No mail server is configured. Emails are held."]
    assert smtp.mails == []


# Addresses
ADDRESSES = "/admin/mail/address/"


def test_an_administrator_stops_mail_to_an_address_and_lets_it_through_again(
    administrator_client, administrator_user
):
    data = {
        "address": "Hanako@日本語.jp",
        "is_suppressed": "on",
        "reason": "by_hand",
        "note": "電話",
    }
    assert administrator_client.post(f"{ADDRESSES}add/", data).status_code == 302
    address = Address.objects.get()
    assert (address.address, address.reason, address.note, address.decided_by) == (
        "hanako@xn--wgv71a119e.jp",
        "by_hand",
        "電話",
        administrator_user,
    )
    assert address.is_suppressed
    assert "hanako@xn--wgv71a119e.jp" in administrator_client.get(ADDRESSES).content.decode()
    change = f"{ADDRESSES}{address.pk}/change/"
    assert administrator_client.post(change, {"note": "撤回"}).status_code == 302
    address.refresh_from_db()
    assert (address.is_suppressed, address.reason, address.note) == (False, "", "撤回")


@pytest.mark.parametrize(
    "data",
    [
        {"address": "nobody", "is_suppressed": "on", "reason": "by_hand"},
        {"address": "花子@example.com", "is_suppressed": "on", "reason": "by_hand"},
        {"address": "a@example.com", "is_suppressed": "on", "reason": ""},
    ],
)
def test_what_is_no_decision_about_an_address_is_refused(data, administrator_client):
    response = administrator_client.post(f"{ADDRESSES}add/", data)
    assert response.context["adminform"].form.errors
    assert not Address.objects.exists()


@pytest.mark.parametrize("role", ["author", "editor", "moderator"])
def test_other_roles_see_no_addresses(role, client_of):
    client = client_of(make_user(role=role))
    assert client.get(ADDRESSES).status_code == 403
    assert client.get(f"{ADDRESSES}add/").status_code == 403

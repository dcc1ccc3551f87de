"""The outbox in the admin: administrators read and send again, nobody writes, secrets stay secret."""

import pytest
from django.utils import timezone

from mail.models import OutgoingMail
from tests.factories import make_user

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
    assert "Kept: no mail server" in administrator_client.get(LIST).content.decode()
    settings.EMAIL_HOST = "127.0.0.1"
    assert "Kept: no mail server" not in administrator_client.get(LIST).content.decode()


def test_nobody_adds_or_changes_a_mail(administrator_client, mail):
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
    assert "1 mail is on its way." in response.content.decode()
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

"""SMTP responses: retry, permanent failure, suppression; no mail is lost or delays others."""

import pytest

from mail import sending
from mail.models import Address, OutgoingMail
from tests.mail.rows import attempts, make_due, make_mail, make_mails, reload, states

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stage", ["recipient_answers", "text_answers"])
@pytest.mark.parametrize("answer", ["450 4.2.0 greylisted", "452 4.2.2 mailbox full", "451 later"])
def test_a_temporary_refusal_is_retried_and_does_not_delay_other_mails(smtp, stage, answer):
    setattr(smtp, stage, [answer])
    make_mails("1", "2")
    assert sending.send_waiting() == 1
    assert (states(), attempts()) == ({"1": "waiting", "2": "sent"}, {"1": 1, "2": 1})
    assert OutgoingMail.objects.get(key="1").error == answer
    make_due()
    assert sending.send_waiting() == 1
    assert sorted(smtp.recipients) == ["reader1@example.com", "reader2@example.com"]
    assert not Address.objects.suppressed().exists()


@pytest.mark.parametrize(
    "answer",
    [
        "550 5.1.1 no such user here",
        "550 5.1.10 domain takes no mail",
        "550 5.2.1 mailbox disabled",
        "550 No such user here",
        "553 user unknown",
    ],
)
def test_a_mailbox_that_does_not_exist_is_not_written_to_again(smtp, answer):
    smtp.refused = {"reader1@example.com": answer}
    make_mails("1", "2")
    assert sending.send_waiting() == 1
    assert (states(), attempts()) == ({"1": "failed", "2": "sent"}, {"1": 1, "2": 1})
    address = Address.objects.suppressed().get()
    assert (address.address, address.reason, address.note) == (
        "reader1@example.com",
        "refused",
        answer,
    )


@pytest.mark.parametrize(
    ("stage", "answer"),
    [
        ("recipient_answers", "550 5.7.1 blocked by policy"),
        ("recipient_answers", "550 5.1.8 bad sender address"),
        ("recipient_answers", "552 5.2.2 mailbox full"),
        ("recipient_answers", "550 access denied"),
        ("text_answers", "554 5.7.1 looks like spam"),
        ("text_answers", "550 5.1.1 said too late"),
        ("sender_answers", "552 5.3.4 message too large"),
    ],
)
def test_a_refusal_for_another_reason_leaves_the_address_alone(smtp, stage, answer):
    setattr(smtp, stage, [answer])
    make_mails("1", "2")
    assert sending.send_waiting() == 1
    assert (states(), attempts()) == ({"1": "failed", "2": "sent"}, {"1": 1, "2": 1})
    assert not Address.objects.exists()


def test_a_line_cut_in_the_middle_of_the_text_loses_nothing(smtp):
    smtp.cut = 1
    make_mails("1", "2")
    assert sending.send_waiting() == 1
    assert (states(), attempts()) == ({"1": "waiting", "2": "sent"}, {"1": 1, "2": 1})
    make_due()
    assert sending.send_waiting() == 1
    assert sorted(smtp.recipients) == ["reader1@example.com", "reader2@example.com"]


def test_a_server_that_falls_silent_costs_one_mail_one_try(smtp, settings):
    settings.EMAIL_TIMEOUT = 0.3
    smtp.silence = 1
    mail = make_mail()
    assert sending.send_waiting() == 0
    mail = reload(mail)
    assert (mail.state, mail.attempts) == ("waiting", 1)
    assert "timed out" in mail.error
    smtp.silence = 0
    settings.EMAIL_TIMEOUT = 20
    make_due()
    assert sending.send_waiting() == 1
    assert smtp.recipients == ["reader1@example.com"]


def test_an_invalid_row_fails_and_does_not_delay_other_mails(smtp):
    make_mails("1", "2")
    OutgoingMail.objects.filter(key="1").update(subject="お知らせ\r\nBcc: victim@example.com")
    assert sending.send_waiting() == 1
    assert states() == {"1": "failed", "2": "sent"}

"""Suppression list: its addresses get no mail except password resets."""

import pytest
from django.core.exceptions import ValidationError

from accounts import emails
from mail import sending, suppression
from mail.models import Address
from tests.factories import make_user
from tests.mail.rows import make_due, make_mail, reload, states

pytestmark = pytest.mark.django_db

REASONS = list(Address.Reason)


@pytest.mark.parametrize("reason", REASONS)
def test_a_suppressed_address_gets_no_mail(smtp, reason):
    suppression.suppress("Reader1@Example.com", reason)
    make_mail("1")
    make_mail("2")
    assert sending.send_waiting() == 1
    assert (states(), smtp.recipients) == (
        {"1": "withheld", "2": "sent"},
        ["reader2@example.com"],
    )


@pytest.mark.parametrize("reason", REASONS)
def test_a_link_for_a_new_password_reaches_its_owner_all_the_same(smtp, reason):
    user = make_user("hanako")
    suppression.suppress(user.email, reason)
    emails.send_password_reset(user.email)
    assert sending.send_waiting() == 1
    assert smtp.recipients == [user.email]


def test_a_mailbox_that_takes_a_mail_again_exists_again(smtp):
    user = make_user("hanako")
    suppression.suppress(user.email, Address.Reason.REFUSED)
    emails.send_password_reset(user.email)
    sending.send_waiting()
    assert not suppression.is_suppressed(user.email)


def test_who_complained_is_left_alone_after_a_reset_too(smtp):
    user = make_user("hanako")
    suppression.suppress(user.email, Address.Reason.COMPLAINT)
    emails.send_password_reset(user.email)
    sending.send_waiting()
    assert suppression.is_suppressed(user.email)


def test_other_mails_about_the_account_are_withheld(smtp):
    user = make_user("hanako")
    suppression.suppress(user.email, Address.Reason.BY_HAND)
    emails.notify(user, "password_changed")
    assert sending.send_waiting() == 0
    assert smtp.mails == []


def test_lifting_lets_later_mails_through(smtp, administrator_user):
    suppression.suppress("reader1@example.com", Address.Reason.BY_HAND, by=administrator_user)
    mail = make_mail("1")
    sending.send_waiting()
    assert suppression.lift("reader1@EXAMPLE.com", by=administrator_user, note="電話で聞いた")
    assert not suppression.lift("reader1@example.com")
    assert Address.objects.get().note == "電話で聞いた"
    make_due()
    assert sending.send_waiting() == 0  # WITHHELD is final, until a user sends it again
    sending.send_again(type(mail).objects.all())
    assert sending.send_waiting() == 1
    assert reload(mail).state == "sent"


def test_a_withheld_secret_is_forgotten_and_never_goes_out_empty(smtp):
    suppression.suppress("reader1@example.com", Address.Reason.BY_HAND)
    mail = make_mail("1", is_secret=True)
    sending.send_waiting()
    suppression.lift("reader1@example.com")
    assert sending.send_again(type(mail).objects.all()) == 0
    assert (reload(mail).state, reload(mail).text) == ("withheld", "")
    assert sending.send_waiting() == 0
    assert smtp.mails == []


def test_what_a_person_decided_is_not_overwritten_by_the_site(administrator_user):
    suppression.suppress("a@example.com", Address.Reason.BY_HAND, by=administrator_user, note="n")
    row = suppression.suppress("a@example.com", Address.Reason.REFUSED, note="550")
    assert (row.reason, row.note, row.decided_by) == ("by_hand", "n", administrator_user)


def test_what_is_no_address_is_not_listed():
    with pytest.raises(ValidationError):
        suppression.suppress("nobody", Address.Reason.BY_HAND)
    assert not Address.objects.exists()

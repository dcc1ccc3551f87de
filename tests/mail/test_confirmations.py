"""Threat 5, mail flooding: forms cannot flood a stranger's mailbox, in any number."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mail import confirmations, sending, suppression
from mail.models import Address, Confirmation, OutgoingMail
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def ask(to="hanako@example.com", *, key="", network="", language="ja"):
    return confirmations.send(
        key=key or f"ask-{OutgoingMail.objects.count()}",
        to=to,
        template="account/password_reset",
        context={"user": None, "link": "x"},
        language=language,
        network=network,
    )


def end_windows_by(window: timedelta) -> None:
    for row in Confirmation.objects.all():
        row.free_at -= window
        row.save()


def test_a_hundred_forms_from_twenty_networks_write_one_mail(smtp):
    written = [ask(key=f"form-{number}", network=f"192.0.2.{number % 20}") for number in range(100)]
    assert written == [True] + [False] * 99
    cache.clear()  # the window is no entry of the cache
    assert not ask(key="later")
    assert sending.send_waiting() == 1
    assert smtp.recipients == ["hanako@example.com"]


@pytest.mark.parametrize(
    "other",
    ["Hanako@Example.com", "hanako+1@example.com", "hanako+2+3@EXAMPLE.com"],
)
def test_another_spelling_is_the_same_mailbox(other):
    assert (ask(), ask(other)) == (True, False)


def test_dots_count_where_the_provider_counts_them():
    assert (ask("ha.nako@gmail.com"), ask("hana.ko@googlemail.com")) == (True, False)
    assert (ask("ha.nako@example.com"), ask("hanako@example.com")) == (True, True)


def test_windows_grow_until_the_owner_confirms():
    for window in [*confirmations.WINDOWS, confirmations.WINDOWS[-1]]:
        assert (ask(), ask()) == (True, False)
        end_windows_by(window - timedelta(minutes=1))
        assert not ask()
        end_windows_by(timedelta(minutes=1))
    ask()
    confirmations.mark_confirmed("Hanako@example.com", "en")
    assert not ask()  # the window itself stays
    end_windows_by(confirmations.WINDOWS[-1])
    assert ask()
    end_windows_by(confirmations.WINDOWS[0])
    assert ask()
    address = Address.objects.get()
    assert (address.address, address.language) == ("hanako@example.com", "en")
    assert address.confirmed_at is not None


def test_no_address_is_kept_in_a_window():
    ask()
    row = Confirmation.objects.get()
    assert "hanako" not in row.mailbox
    assert len(row.mailbox) == 64


def test_windows_that_ended_long_ago_are_forgotten():
    ask()
    assert confirmations.prune() == 0
    end_windows_by(confirmations.RETENTION + confirmations.WINDOWS[0])
    assert confirmations.prune() == 1


def test_a_rollback_gives_the_window_back():
    with transaction.atomic():
        assert ask()
        transaction.set_rollback(True)
    assert ask()


@pytest.mark.django_db(transaction=True)
def test_twenty_requests_at_once_write_one_mail():
    def request(number):
        try:
            return ask(key=f"at-once-{number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(request, range(20))) == 1
    assert OutgoingMail.objects.count() == 1


def test_one_network_asks_ten_times_an_hour():
    for number in range(10):
        ask(f"a{number}@example.com", network="192.0.2.1")
    with pytest.raises(ValidationError) as refused:
        ask("other@example.com", network="192.0.2.1")
    assert refused.value.code == "flood"
    assert ask("other@example.com", network="192.0.2.2")


def test_the_whole_site_writes_no_more_than_an_hour_allows(monkeypatch):
    monkeypatch.setattr(confirmations, "SITE_LIMIT", 3)
    for number in range(3):
        assert ask(f"a{number}@example.com", network=f"192.0.2.{number}")
    with pytest.raises(ValidationError) as refused:
        ask("other@example.com", network="192.0.2.9")
    assert refused.value.code == "flood"


def test_what_is_no_address_is_refused_before_anything_is_counted():
    with pytest.raises(ValidationError):
        ask("nobody")
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("with_account", [True, False])
@pytest.mark.parametrize("is_suppressed", [True, False])
def test_known_unknown_and_suppressed_addresses_take_the_same_queries(with_account, is_suppressed):
    """Threat 10, user enumeration: the queries do not depend on the address."""
    if with_account:
        make_user("hanako", email="hanako@example.com")
    if is_suppressed:
        suppression.suppress("hanako@example.com", Address.Reason.COMPLAINT)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert ask()
    assert (len(captured), OutgoingMail.objects.count()) == (13, 1)


def test_a_suppressed_address_gets_none_of_it(smtp):
    suppression.suppress("hanako@example.com", Address.Reason.COMPLAINT)
    ask()
    assert sending.send_waiting() == 0
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts, mail.text, smtp.mails) == ("withheld", 0, "", [])


def test_the_moment_of_the_last_mail_is_known():
    ask()
    assert abs(Confirmation.objects.get().sent_at - timezone.now()) < timedelta(minutes=1)

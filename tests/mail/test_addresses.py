"""Normalisation of addresses: for delivery, comparison and rate limits."""

import pytest
from django.core.exceptions import ValidationError

from mail import outbox, sending
from mail.addresses import deliverable, mailbox, normalised
from mail.models import OutgoingMail


@pytest.mark.parametrize(
    ("typed", "sent", "compared", "counted"),
    [
        ("Hanako@Example.COM", "Hanako@example.com", "hanako@example.com", "hanako@example.com"),
        ("a@日本語.jp", "a@xn--wgv71a119e.jp", "a@xn--wgv71a119e.jp", "a@xn--wgv71a119e.jp"),
        (
            "a@XN--WGV71A119E.jp",
            "a@xn--wgv71a119e.jp",
            "a@xn--wgv71a119e.jp",
            "a@xn--wgv71a119e.jp",
        ),
        ("a@ＥＸＡＭＰＬＥ.com", "a@example.com", "a@example.com", "a@example.com"),
        ("a.b+x@example.jp", "a.b+x@example.jp", "a.b+x@example.jp", "a.b@example.jp"),
        ("A.B+x@gmail.com", "A.B+x@gmail.com", "a.b+x@gmail.com", "ab@gmail.com"),
        ("ab@googlemail.com", "ab@googlemail.com", "ab@googlemail.com", "ab@gmail.com"),
        ("+x@example.jp", "+x@example.jp", "+x@example.jp", "+x@example.jp"),
    ],
)
def test_an_address_is_spelt_in_three_ways(typed, sent, compared, counted):
    assert (deliverable(typed), normalised(typed), mailbox(typed)) == (sent, compared, counted)


@pytest.mark.parametrize(
    "typed",
    [
        "花子@example.com",
        "ma\u0131l@example.com",
        "\u212aelvin@example.com",
        "\u017fam@example.com",
        "a@exam\u2028ple.com",
        "a@exam\x85ple.com",
        "a@example.com\x00",
        "a@" + "あ" * 64 + ".jp",
        "a" * 65 + "@example.com",
        "a@" + ".".join(["b" * 60] * 5) + ".com",
        "a@b@c",
        "",
    ],
)
def test_what_not_every_server_takes_is_refused_with_a_reason(typed):
    with pytest.raises(ValidationError):
        deliverable(typed)


@pytest.mark.django_db
def test_a_mail_to_a_japanese_domain_arrives(smtp):
    outbox.enqueue(
        key="1",
        to="Hanako@日本語.jp",
        template="account/change",
        context={},
        language="ja",
    )
    assert sending.send_waiting() == 1
    assert smtp.recipients == ["Hanako@xn--wgv71a119e.jp"]
    assert OutgoingMail.objects.get().recipient == "Hanako@xn--wgv71a119e.jp"

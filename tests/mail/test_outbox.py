"""Outbox: enqueue once per key, transactions, language, headers, cancel."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template import TemplateDoesNotExist
from django_tasks_db.models import DBTaskResult

from mail import outbox
from mail.models import OutgoingMail
from tests.factories import make_user
from tests.mail.rows import make_mail

pytestmark = pytest.mark.django_db

LINE_BREAKS = ["\r\n", "\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x00", "\x85"]


@pytest.fixture(autouse=True)
def _templates(settings, tmp_path):
    folder = tmp_path / "emails"
    folder.mkdir()
    (folder / "greeting.subject.txt").write_text("{{ site.name }}: {{ name }}さんへ\n")
    (folder / "greeting.txt").write_text("{{ name }}さん\n\n\n\n\n{{ base_url }}/ {{ language }}\n")
    (folder / "greeting.html").write_text("<p>{{ name }}さん</p>\n")
    (folder / "plain.subject.txt").write_text("{% load i18n %}{% translate 'Search' %}")
    (folder / "plain.txt").write_text("x")
    (folder / "broken.subject.txt").write_text("{% include 'emails/missing.txt' %}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]


def enqueue(**fields):
    return outbox.enqueue(
        **{
            "key": "greeting-1",
            "to": "reader@example.com",
            "template": "greeting",
            "context": {"name": "花子 & 太郎"},
            "language": "ja",
            **fields,
        }
    )


def test_a_mail_is_a_row_that_waits():
    mail = enqueue()
    assert (mail.state, mail.recipient, mail.subject, mail.text, mail.html) == (
        "waiting",
        "reader@example.com",
        "綴: 花子 & 太郎さんへ",
        "花子 & 太郎さん\n\nhttp://testserver/ ja\n",
        "<p>花子 &amp; 太郎さん</p>\n",
    )


def test_the_html_part_may_be_missing_but_no_other_template():
    assert enqueue(template="plain").html == ""
    with pytest.raises(TemplateDoesNotExist):
        enqueue(template="broken", key="other")
    assert OutgoingMail.objects.count() == 1


def test_the_same_key_writes_one_mail():
    assert enqueue() is not None
    assert enqueue(to="somebody.else@example.com") is None
    assert list(OutgoingMail.objects.values_list("recipient", flat=True)) == ["reader@example.com"]


def test_the_same_key_twice_leaves_the_transaction_around_it_usable():
    enqueue()
    with transaction.atomic():
        enqueue()
        make_user("later")
    assert OutgoingMail.objects.count() == 1


def test_the_texts_are_in_the_language_of_the_recipient():
    assert enqueue(template="plain", language="en").subject == "Search"


def test_a_rollback_takes_the_mail_along():
    with transaction.atomic():
        enqueue()
        transaction.set_rollback(True)
    assert OutgoingMail.objects.count() == 0


def test_the_worker_is_woken_after_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        enqueue()
        assert DBTaskResult.objects.count() == 0
    assert [task.task_path for task in DBTaskResult.objects.all()] == ["mail.tasks.send_waiting"]


@pytest.mark.parametrize("separator", LINE_BREAKS, ids=repr)
def test_a_subject_is_one_line_for_any_name(separator):
    mail = enqueue(context={"name": f"花子{separator}Bcc: victim@example.com"})
    assert mail.subject == "綴: 花子 Bcc: victim@example.comさんへ"


def test_a_subject_that_is_too_long_is_shortened():
    subject = enqueue(context={"name": "あ" * 400}).subject
    assert len(subject) == outbox.SUBJECT_LENGTH
    assert subject.endswith("あ…")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@example.com, b@example.com",
        "a@example.com\r\nBcc: b@example.com",
        "a@example.com\u2028b@example.com",
        "Name <a@example.com>",
        "a@example.com\n",
    ],
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(ValidationError):
        enqueue(to=address)


def test_a_callers_headers_are_kept_on_one_line():
    mail = enqueue(headers={"List-Unsubscribe": "<https://a.example/>\r\nBcc: b@example.com"})
    assert mail.headers == {"List-Unsubscribe": "<https://a.example/> Bcc: b@example.com"}


@pytest.mark.parametrize("name", ["Bcc", "to", "Subject", "X-A: b\r\nBcc", "", "X A", "Message-ID"])
def test_headers_that_are_not_the_callers_are_refused(name):
    with pytest.raises(ValueError, match="header"):
        enqueue(headers={name: "x"})
    assert OutgoingMail.objects.count() == 0


def test_a_mail_without_an_attempt_is_deleted_and_its_key_can_be_used_again():
    enqueue()
    assert outbox.cancel(OutgoingMail.objects.all()) == 1
    assert enqueue() is not None


def test_what_was_tried_is_cancelled_and_what_has_left_stays():
    mails = {
        state: make_mail(state, state=state, attempts=1) for state in ("waiting", "sending", "sent")
    }
    assert outbox.cancel(OutgoingMail.objects.all()) == 1
    states = {state: OutgoingMail.objects.get(pk=mail.pk).state for state, mail in mails.items()}
    assert states == {"waiting": "cancelled", "sending": "sending", "sent": "sent"}

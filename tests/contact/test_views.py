"""Contact form, as a browser without JavaScript uses it."""

from unittest.mock import Mock

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contact.models import ContactMessage, ContactSettings
from core.models import SiteSettings
from core.reserved import reserved_segments
from mail import sending
from tests.contact.conftest import URL, form_values
from tests.factories import make_user, published_post
from tests.html import hidden_fields

pytestmark = pytest.mark.django_db

LONG = "長い本文\n" * 900


# Submission
def test_a_message_is_kept_and_mailed_to_the_administrators(
    write, stranger, administrator_user, editor_user, smtp
):
    answer = write(stranger, text="一行目\n\n二行目 <b>&")
    assert (answer.status_code, answer["Location"]) == (302, "/contact/sent/")
    assert "届きました" in stranger.get(answer["Location"]).content.decode()
    message = ContactMessage.objects.get()
    assert (message.name, message.email, message.text, message.state) == (
        "花子",
        "hanako@example.com",
        "一行目\n\n二行目 <b>&",
        "unread",
    )
    assert sending.send_waiting() == 1
    [mail] = smtp.mails
    assert mail.recipients == [administrator_user.email]
    assert mail.subject == "[綴] 花子さんからのメッセージ"
    assert str(mail.message["Reply-To"]) == "花子 <hanako@example.com>"
    assert "一行目\r\n\r\n二行目 <b>&" in mail.text.replace("\n", "\r\n").replace("\r\r", "\r")
    assert "二行目 &lt;b&gt;&amp;" in mail.html
    assert "確かめていません" in mail.text
    assert f"http://testserver/admin/contact/contactmessage/{message.pk}/change/" in mail.text


@pytest.mark.parametrize(
    "separator", ["\r\n", "\n", "\r", "\u2028", "\u2029", "\x85", "\x00", "\x0b"]
)
def test_no_line_break_in_a_name_reaches_a_header(
    separator, write, stranger, administrator_user, smtp
):
    """Threat 9, header injection."""
    write(stranger, name=f'花"子\\{separator}Bcc: victim@example.com,{separator}{separator}x')
    sending.send_waiting()
    [mail] = smtp.mails
    assert mail.recipients == [administrator_user.email]
    assert mail.message["Bcc"] is None
    [reply_to] = mail.message["Reply-To"].addresses
    assert reply_to.addr_spec == "hanako@example.com"


@pytest.mark.parametrize(
    "email",
    [
        "nobody",
        "a@example.com\r\nBcc: b@example.com",
        "花子@example.com",
        "a@b@c",
        "a@example.com,b@example.com",
    ],
)
def test_an_address_that_is_none_is_refused_and_every_character_kept(email, write, stranger):
    answer = write(stranger, email=email, text=LONG)
    assert answer.status_code == 422
    assert form_values(answer.content.decode())[2] == LONG
    assert not ContactMessage.objects.exists()


# Refused forms keep the text
@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"text": ""}, 422, "確認"),
        ({"text": "\u200b\u3164"}, 422, "確認"),
        ({"name": "\u202e"}, 422, "確認"),
        ({"text": "あ" * 5001}, 422, "確認"),
        ({"honeypot": "x"}, 422, "空のまま"),
        ({"security_hash": "0" * 40}, 422, "時間"),
        ({"timestamp": "1"}, 422, "時間"),
        ({"timestamp": "nonsense"}, 422, "時間"),
    ],
)
def test_a_rejected_form_keeps_what_was_typed(fields, status, words, write, stranger):
    typed = {
        "name": "花子",
        "email": "hanako@example.com",
        "text": "  ご相談です。\n\n<b>",
        **fields,
    }
    answer = write(stranger, **typed)
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert form_values(page) == (typed["name"], typed["email"], typed["text"])
    assert not ContactMessage.objects.exists()


def test_a_form_filled_by_a_program_is_too_fast(contact_form, stranger):
    hidden = hidden_fields(stranger.get(URL).content.decode())
    answer = stranger.post(URL, {**hidden, "name": "x", "text": "y"})
    assert answer.status_code == 422
    assert hidden_fields(answer.content.decode()) == hidden  # old enough at the next press


def test_a_form_without_djangos_token_is_refused_with_the_text_kept(contact_form, no_minimum_time):
    client = Client(enforce_csrf_checks=True)
    hidden = hidden_fields(client.get(URL).content.decode())
    answer = client.post(URL, {**hidden, "name": "花子", "text": LONG})
    assert (answer.status_code, form_values(answer.content.decode())[2]) == (403, LONG)
    assert not ContactMessage.objects.exists()


def test_a_form_of_another_page_is_refused(contact_form, no_minimum_time, stranger):
    post = published_post()
    page = stranger.get(f"/comments/form/blog.post/{post.pk}/").content.decode()
    answer = stranger.post(URL, {**hidden_fields(page), "name": "花子", "text": "x"})
    assert answer.status_code == 422


# Enumeration
def test_addresses_with_and_without_an_account_get_the_same_answer_and_the_same_work(
    write, stranger
):
    """Threat 10, user enumeration: nothing is looked up by the address."""
    make_user("known", email="hanako@example.com")
    write(stranger, email="warm@example.com", address="192.0.2.1")
    pages, queries = [], []
    for email in ("hanako@example.com", "nobody@example.com"):
        cache.clear()
        hidden = hidden_fields(stranger.get(URL).content.decode())
        data = {**hidden, "name": "x", "email": email, "text": email}
        with CaptureQueriesContext(connection) as captured:
            answer = stranger.post(URL, data)
        headers = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
        pages.append((answer.status_code, answer.content, headers))
        queries.append(len(captured))
    assert pages[0] == pages[1]
    assert queries[0] == queries[1]


# Page
def test_without_the_setting_there_is_no_form_and_no_link(stranger):
    assert stranger.get(URL).status_code == 404
    assert stranger.get("/contact/sent/").status_code == 404
    assert stranger.post(URL, {"name": "x", "text": "y"}).status_code == 404
    assert URL not in stranger.get("/").content.decode()


def test_the_link_is_at_the_foot_of_public_pages_which_stay_free_of_cookies(contact_form, stranger):
    answer = stranger.get("/")
    assert f'href="{URL}"' in answer.content.decode()
    assert not answer.cookies


def test_the_page_is_kept_nowhere_and_speaks_the_sites_language(contact_form, stranger):
    answer = stranger.get(URL, headers={"accept-language": "en"})
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Content-Language"] == "ja"
    assert '<html lang="ja"' in answer.content.decode()
    SiteSettings.objects.filter(pk=1).update(language="en")
    assert "Send the message" in stranger.get(URL).content.decode()


def test_the_introduction_is_above_the_form_without_scripts(contact_form, stranger):
    settings = ContactSettings(intro="**土曜**に読みます。<script>alert(1)</script>")
    settings.derive()
    settings.save()
    page = stranger.get(URL).content.decode()
    assert "<strong>土曜</strong>" in page
    assert "<script>alert" not in page


def test_no_other_page_can_take_the_address():
    assert "contact" in reserved_segments()


def test_reading_changes_nothing(contact_form, stranger):
    for _number in range(2):
        stranger.get(URL)
        stranger.head(URL)
        stranger.get("/contact/sent/")
    assert not ContactMessage.objects.exists()
    assert not ContactSettings.objects.exists()


def test_while_nothing_can_be_saved_the_form_comes_back_with_the_text(
    stranger, write, monkeypatch: pytest.MonkeyPatch
):
    error = OperationalError("database is locked")
    monkeypatch.setattr("contact.views.submissions.submit", Mock(side_effect=error))
    answer = write(stranger, text="停電中の相談")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert ">\n停電中の相談</textarea>" in answer.content.decode()


def test_a_database_that_is_away_altogether_answers_with_the_text(
    stranger, contact_form, monkeypatch: pytest.MonkeyPatch
):
    error = OperationalError("connection refused")
    monkeypatch.setattr("contact.views.ContactSettings.load", Mock(side_effect=error))
    answer = stranger.post(URL, {"text": "残る<文章>"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert ">\n残る&lt;文章&gt;</textarea>" in answer.content.decode()

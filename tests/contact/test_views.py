"""A stranger writes to the owner, as a browser without JavaScript does it."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contact import receiving
from contact.models import ContactMessage, ContactSettings
from core.models import SiteSettings
from core.reserved import reserved_segments
from mail import sending
from mail.models import OutgoingMail
from tests.contact.conftest import URL
from tests.factories import make_user, published_post
from tests.html import hidden_fields

pytestmark = pytest.mark.django_db

LONG = "長い本文\n" * 900


def kept(page: str) -> tuple[str, str, str]:
    """What the fields of a page hold: name, address, text."""
    name, email = (
        re.search(rf'name="{field}" value="([^"]*)"', page) or re.search("()", "")
        for field in ("name", "email")
    )
    text = re.search(r'<textarea name="text"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL)
    return tuple(unescape(found[1]) for found in (name, email, text))


# Taking a message
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


def test_named_recipients_get_it_instead(write, stranger, administrator_user, smtp):
    ContactSettings(recipients="owner@example.jp\nDesk@日本語.jp").save()
    write(stranger)
    sending.send_waiting()
    assert sorted(smtp.recipients) == ["desk@xn--wgv71a119e.jp", "owner@example.jp"]


def test_nothing_is_mailed_to_the_address_that_was_typed(write, stranger, smtp):
    write(stranger)
    assert (sending.send_waiting(), smtp.mails) == (0, [])
    assert ContactMessage.objects.count() == 1


def test_a_message_without_an_address_has_none_to_reply_to(
    write, stranger, administrator_user, smtp
):
    write(stranger, email="")
    sending.send_waiting()
    assert smtp.mails[0].message["Reply-To"] is None


@pytest.mark.parametrize(
    "separator", ["\r\n", "\n", "\r", "\u2028", "\u2029", "\x85", "\x00", "\x0b"]
)
def test_no_line_break_in_a_name_reaches_a_header(
    separator, write, stranger, administrator_user, smtp
):
    """Threat 9."""
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
    assert kept(answer.content.decode())[2] == LONG
    assert not ContactMessage.objects.exists()


def test_sending_twice_makes_one_message_and_one_mail(stranger, administrator_user, write):
    hidden = hidden_fields(stranger.get(URL).content.decode())
    data = {**hidden, "name": "花子", "email": "", "text": "ご相談です。"}
    answers = [stranger.post(URL, data) for _ in range(3)]
    assert {answer["Location"] for answer in answers} == {"/contact/sent/"}
    assert (ContactMessage.objects.count(), OutgoingMail.objects.count()) == (1, 1)
    stranger.post(URL, {**data, "text": "別のご相談です。"})
    assert ContactMessage.objects.count() == 2


# Refusals lose nothing
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
    assert kept(page) == (typed["name"], typed["email"], typed["text"])
    assert not ContactMessage.objects.exists()


def test_a_form_filled_by_a_program_is_too_fast(offered, stranger):
    hidden = hidden_fields(stranger.get(URL).content.decode())
    answer = stranger.post(URL, {**hidden, "name": "x", "text": "y"})
    assert answer.status_code == 422
    assert hidden_fields(answer.content.decode()) == hidden  # old enough at the next press


def test_a_form_without_djangos_token_is_refused_with_the_text_kept(offered, patient):
    client = Client(enforce_csrf_checks=True)
    hidden = hidden_fields(client.get(URL).content.decode())
    answer = client.post(URL, {**hidden, "name": "花子", "text": LONG})
    assert (answer.status_code, kept(answer.content.decode())[2]) == (403, LONG)
    assert not ContactMessage.objects.exists()


def test_a_form_of_another_page_is_refused(offered, patient, stranger):
    post = published_post()
    page = stranger.get(f"/comments/form/blog.post/{post.pk}/").content.decode()
    answer = stranger.post(URL, {**hidden_fields(page), "name": "花子", "text": "x"})
    assert answer.status_code == 422


# Limits
def test_a_network_may_write_five_messages_an_hour(write, stranger):
    for number in range(5):
        assert write(stranger, text=f"{number}").status_code == 302
    answer = write(stranger, text="六通目")
    assert (answer.status_code, kept(answer.content.decode())[2]) == (429, "六通目")
    assert write(stranger, text="別の網", address="192.0.2.1").status_code == 302
    assert ContactMessage.objects.count() == 6


def test_everybody_together_writes_no_more_than_an_hour_allows(write, stranger, monkeypatch):
    monkeypatch.setattr(receiving, "SITE_LIMIT", 2)
    for number in range(2):
        write(stranger, text=f"{number}", address=f"192.0.2.{number}")
    cache.clear()
    answer = write(stranger, text="三通目", address="192.0.2.9")
    assert (answer.status_code, kept(answer.content.decode())[2]) == (429, "三通目")


# Enumeration
def test_addresses_with_and_without_an_account_get_the_same_answer_and_the_same_work(
    write, stranger
):
    """Threat 10: nothing is looked up by the address."""
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


# The page
def test_without_the_setting_there_is_no_form_and_no_link(stranger):
    assert stranger.get(URL).status_code == 404
    assert stranger.get("/contact/sent/").status_code == 404
    assert stranger.post(URL, {"name": "x", "text": "y"}).status_code == 404
    assert URL not in stranger.get("/").content.decode()


def test_the_link_is_at_the_foot_of_public_pages_which_stay_free_of_cookies(offered, stranger):
    answer = stranger.get("/")
    assert f'href="{URL}"' in answer.content.decode()
    assert not answer.cookies


def test_the_page_is_kept_nowhere_and_speaks_the_sites_language(offered, stranger):
    answer = stranger.get(URL, headers={"accept-language": "en"})
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Content-Language"] == "ja"
    assert '<html lang="ja"' in answer.content.decode()
    site = SiteSettings.load()
    site.language = "en"
    site.save()
    assert "Send the message" in stranger.get(URL).content.decode()


def test_the_owners_words_stand_above_the_form_and_hold_no_script(offered, stranger):
    settings = ContactSettings(words="**土曜**に読みます。<script>alert(1)</script>")
    settings.derive()
    settings.save()
    page = stranger.get(URL).content.decode()
    assert "<strong>土曜</strong>" in page
    assert "<script>alert" not in page


def test_no_other_page_can_take_the_address():
    assert "contact" in reserved_segments()


def test_reading_changes_nothing(offered, stranger):
    for _number in range(2):
        stranger.get(URL)
        stranger.head(URL)
        stranger.get("/contact/sent/")
    assert not ContactMessage.objects.exists()
    assert not ContactSettings.objects.exists()


def test_messages_are_forgotten_as_the_settings_say(write, stranger):
    ContactSettings(keep_days=100).save()
    ages = {
        "new": (99, "read"),
        "old": (101, "read"),
        "spam": (31, "spam"),
        "newer spam": (29, "spam"),
    }
    for key, (days, state) in ages.items():
        ContactMessage.objects.create(key=key, name="x", text="y", state=state)
        moment = timezone.now() - timedelta(days=days)
        ContactMessage.objects.filter(key=key).update(created_at=moment)
    assert receiving.prune() == 2
    assert set(ContactMessage.objects.values_list("key", flat=True)) == {"new", "newer spam"}

"""Hostile strings as name, text and address: stored clean or refused with a message, never a header."""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from blog.models import Post
from comments import reply_notifications, submission
from comments.forms import CommentForm
from comments.models import Comment, CommentPolicy, ReplySubscription
from mail import sending
from mail.models import OutgoingMail
from tests.comments.conftest import form_url
from tests.comments.naughty import ADDRESSES, SCRIPTS, VICTIM, strings
from tests.factories import approved_comment
from tests.html import hidden_fields
from tests.smtp import Inbox

pytestmark = pytest.mark.django_db

# Characters that a name may never contain: they reorder, hide or break the text around it.
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
OWN_HEADERS = {
    *("content-type", "mime-version", "subject", "from", "to", "date", "message-id"),
    *("auto-submitted", "list-unsubscribe", "list-unsubscribe-post"),
}
TAGS = {
    *("p", "br", "a", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "del", "s"),
    *("hr", "span", "ruby", "rt", "rp", "wbr"),
}


def send(
    post: Post, fields: dict[str, str], *, name: str = "読者", text: str = "感想", email: str = ""
) -> Comment | CommentForm:
    """Fill the form as a guest does: the comment that was written, or the form that says why not."""
    data = {**fields, "name": name, "comment": text, "email": email}
    form = CommentForm(post, data, policy=CommentPolicy.load())
    if not form.is_valid():
        return form
    return submission.submit(
        entry=post,
        text=form.cleaned_data["comment"],
        name=form.signed_name,
        email=form.cleaned_data["email"],
    )


@pytest.fixture
def fields(stranger: Client, post: Post, patient: None) -> dict[str, str]:
    """The hidden fields of the form on `post`."""
    return hidden_fields(stranger.get(form_url(post)).content.decode())


def unseen(text: str) -> set[str]:
    return {char for char in text if unicodedata.category(char) in UNSEEN}


def scheme_of(address: str) -> str:
    """The scheme as browsers find it: they pass over tabs and line ends, and controls before it."""
    address = re.sub(r"[\t\r\n]", "", address).lstrip("".join(map(chr, range(0x21))))
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", address, re.I)
    return scheme[1].lower() if scheme else ""


def test_there_are_five_hundred_of_them() -> None:
    assert len(strings()) >= 500


def test_a_name_is_clean_or_refused_in_words(post: Post, fields: dict[str, str]) -> None:
    written = 0
    for string in strings():
        result = send(post, fields, name=string, text=f"感想 {written}")
        if isinstance(result, CommentForm):
            assert all(result.errors["name"]), string
            continue
        result.refresh_from_db()
        written += 1
        assert result.user_name == result.user_name.strip() != "", string
        assert unseen(result.user_name) == set(), string
    assert written > 400


def test_a_text_is_stored_with_harmless_html_or_refused_in_words(
    post: Post, fields: dict[str, str]
) -> None:
    written = 0
    for string in strings():
        result = send(post, fields, text=string)
        if isinstance(result, CommentForm):
            assert all(result.errors["comment"]), string
            continue
        result.refresh_from_db()
        written += 1
        tags = re.findall(r"<\s*([a-z!?][^\s/>]*)([^>]*)>", result.body_html, re.I)
        assert {name.lower() for name, _attributes in tags} <= TAGS, string
        assert not re.search(r"\son\w+\s*=", " ".join(rest for _name, rest in tags)), string
        links = re.findall(r'(?:href|src)="([^"]*)"', result.body_html)
        assert {scheme_of(unescape(link)) for link in links} <= {"http", "https", "mailto", ""}
    assert written > 400


def test_an_address_is_one_address_or_refused_in_words(post: Post, fields: dict[str, str]) -> None:
    for number, string in enumerate(strings()):
        result = send(post, fields, email=string, text=f"感想 {number}")
        if isinstance(result, CommentForm):
            assert all(result.errors["email"]), string
            continue
        assert not re.search(r"[\s,;<>]", result.user_email), string
    parent = approved_comment(post)
    for string in [text for text in strings() if text] + ADDRESSES:
        with suppress(ValidationError):  # the form has said so before
            reply_notifications.subscribe(parent, address=string, language="ja")
            stored = ReplySubscription.objects.get().address
            assert re.fullmatch(r"[!-~]+@[a-z0-9.:\[\]-]+", stored), string
            ReplySubscription.objects.all().delete()


@pytest.mark.parametrize("string", [*SCRIPTS, "\x00", "名前\r\nBcc: x", "", "あ" * 3001])
def test_the_page_answers_with_thanks_or_with_the_text_and_the_reason(
    stranger: Client, post: Post, write: Callable[..., HttpResponse], string: str
) -> None:
    sent = string.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    answer = write(stranger, post, name=sent, comment=sent)
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        assert 'class="errorlist"' in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_none_of_them_reaches_the_head_of_a_mail(
    post: Post, fields: dict[str, str], moderator_user: User, smtp: Inbox
) -> None:
    parent = approved_comment(post)
    row = reply_notifications.subscribe(parent, address="reader@example.com", language="ja")
    assert row
    reply_notifications.confirm(row)
    for number, string in enumerate(strings()):
        held = send(post, fields, name=string, text=string)
        if isinstance(held, Comment) and number % 3 == 0:
            reply_notifications.notify(_below(parent, held), post)
    OutgoingMail.objects.update(send_after=parent.submit_date)
    sending.send_waiting(limit=5000)
    assert len(smtp.mails) > 500
    assert set(smtp.recipients) == {moderator_user.email, "reader@example.com"}
    for mail in smtp.mails:
        names = [name.lower() for name in mail.message]
        assert set(names) <= OWN_HEADERS
        assert len(set(names)) == len(names)
        assert VICTIM not in str(mail.message.items())
        assert "X-Evil" not in str(mail.message.items())
        assert unseen(mail.subject) == set()
        assert mail.message.get_content_type() == "multipart/alternative"
        assert "\x00" not in mail.text


def _below(parent: Comment, comment: Comment) -> Comment:
    """The comment as an answer that was approved, without the page in between."""
    Comment.objects.filter(pk=comment.pk).update(
        parent_id=parent.pk, root=parent.root, level=1, path=parent.path + comment.path
    )
    comment.refresh_from_db()
    return comment

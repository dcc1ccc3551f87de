"""Admin of contact messages: editors and administrators read, annotate, mark and delete them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from blog.models import BlogSettings
from contact.models import ContactMessage, ContactSettings
from tests.factories import make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/contact/contactmessage/"
SETTINGS = "/admin/settings/contact/"


@pytest.fixture
def message():
    return ContactMessage.objects.create(
        key="k", name="花子", email="hanako@example.com", text="一行目\n<script>alert(1)</script>"
    )


@pytest.mark.parametrize("visitor", ["editor_client", "administrator_client"])
def test_who_answers_messages_reads_and_annotates_them(visitor, request, message):
    client = request.getfixturevalue(visitor)
    assert "一行目" in client.get(LIST).content.decode()
    page = client.get(f"{LIST}{message.pk}/change/").content.decode()
    assert "一行目\n&lt;script&gt;alert(1)&lt;/script&gt;" in page
    message.refresh_from_db()
    assert message.state == "unread"  # opening changes nothing
    assert '<option value="read" selected>' in page
    client.post(f"{LIST}{message.pk}/change/", {"state": "read", "note": "電話した"})
    message.refresh_from_db()
    assert (message.state, message.note, message.text[:3]) == ("read", "電話した", "一行目")


@pytest.mark.parametrize(
    ("action", "state"), [("mark_read", "read"), ("mark_spam", "spam"), ("mark_unread", "unread")]
)
def test_many_are_marked_at_once(action, state, editor_client, message):
    editor_client.post(LIST, {"action": action, "_selected_action": [message.pk]})
    message.refresh_from_db()
    assert message.state == state


def test_a_deleted_message_is_logged_without_the_sender(editor_client, message):
    editor_client.post(f"{LIST}{message.pk}/delete/", {"post": "yes"})
    assert not ContactMessage.objects.exists()
    [event] = Event.objects.filter(verb="deleted")
    assert "花子" not in event.target_title


@pytest.mark.parametrize("role", ["author", "moderator"])
def test_other_roles_read_nothing(role, client_of, message):
    client = client_of(make_user(role=role))
    for address in (LIST, f"{LIST}{message.pk}/change/", SETTINGS):
        assert client.get(address).status_code == 403
    data = {"action": "mark_spam", "_selected_action": [message.pk]}
    assert client.post(LIST, data).status_code == 403


def test_messages_cannot_be_added_in_the_admin(administrator_client):
    assert administrator_client.get(f"{LIST}add/").status_code == 403


def test_the_owner_says_who_gets_messages(editor_client):
    data = {
        "contact_form": "on",
        "intro": "**どうぞ**",
        "recipients": "a@example.jp\nb@example.jp",
        "keep_days": "100",
    }
    editor_client.post(SETTINGS, data)
    row = ContactSettings.objects.get()
    assert (row.recipients.split(), row.intro_html, row.keep_days) == (
        ["a@example.jp", "b@example.jp"],
        "<p><strong>どうぞ</strong></p>\n",
        100,
    )
    assert BlogSettings.load().contact_form
    editor_client.post(SETTINGS, {**data, "recipients": "a@example.jp\nnobody"})
    assert ContactSettings.load().recipients.split() == ["a@example.jp", "b@example.jp"]


def test_the_list_takes_the_same_queries_however_many_messages(editor_client):
    counts = []
    for number in range(3):
        ContactMessage.objects.create(key=f"{number}", name="x", text="y")
        editor_client.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            editor_client.get(LIST)
        counts.append(len(captured))
    assert len(set(counts)) == 1

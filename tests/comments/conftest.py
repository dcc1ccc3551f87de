"""What tests of the comments share."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from blog.models import Entry, Post
from comments import signals
from comments.models import CommentPolicy
from tests.factories import make_user, published_post
from tests.html import hidden_fields


@pytest.fixture
def post(db: None) -> Post:
    """A public post."""
    return published_post()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers who write as fast as they like."""
    monkeypatch.setattr("core.antispam_forms.FASTEST_SECONDS", 0)


@pytest.fixture
def open_policy(db: None) -> CommentPolicy:
    """Comments appear at once."""
    policy = CommentPolicy(admission="open")
    policy.save()
    return policy


@pytest.fixture
def write(patient: None) -> Callable[..., HttpResponse]:
    """A function that opens the form of an entry as `client` and sends it with `fields`."""

    def send(client: Client, entry: Entry, **fields: str) -> HttpResponse:
        url = form_url(entry)
        hidden = hidden_fields(client.get(url).content.decode())
        return client.post(
            url, {**hidden, "name": "読者", "comment": "感想です。", "post": "1", **fields}
        )

    return send


def form_url(entry: Entry) -> str:
    """The address of the form to comment on `entry`."""
    return f"/comments/form/{entry._meta.label_lower}/{entry.pk}/"


@pytest.fixture
def english_client(client_of: Callable[[User], Client]) -> Client:
    """A moderator who reads English, signed in."""
    return client_of(make_user("english", role="moderator", language="en"))


@pytest.fixture
def sent_signals() -> Iterator[list[tuple[str, int]]]:
    """The signals of the comments during a test, in order: (name, pk of the comment)."""
    received: list[tuple[str, int]] = []
    names = ("comment_submitted", "comment_approved", "comment_removed")
    receivers = {}
    for name in names:
        receivers[name] = lambda name=name, **facts: received.append((name, facts["pk"]))
        getattr(signals, name).connect(receivers[name])
    yield received
    for name in names:
        getattr(signals, name).disconnect(receivers[name])

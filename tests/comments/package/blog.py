"""The blog in which defects are looked for: one article, a moderator, and what people do there.

Two blogs answer to this: ours (ours.py, which documents each verb), and one that mounts the package
as it is shipped (shipped/blog.py). Only a defect may fail by an assertion, so verbs assert nothing.
"""

import html
import re
import threading
import time
import zlib
from base64 import urlsafe_b64decode
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import django_comments
import pytest
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client
from django_comments_xtd.models import XtdComment

from tests.html import hidden_fields


@dataclass(frozen=True)
class Mail:
    """A mail as it leaves. `text` is all that it says, HTML and headers too."""

    to: str
    text: str

    @property
    def tokens(self) -> list[bytes]:
        """What its links hold, unpacked as anybody can do who has them."""
        runs = re.findall(r"[A-Za-z0-9_-]{16,}", self.text)
        return [_unpacked(urlsafe_b64decode(run[: len(run) // 4 * 4])) for run in runs]


def _unpacked(token: bytes) -> bytes:
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(token)
    return token


class Blog:
    """What both share. Comments are rows of the package's table in both; errors come as pages."""

    moderator: Any
    article: Any
    elsewhere: Any  # another article
    form_address: str  # of the form to comment on the article
    answer_address: str  # of the form to answer the comment {pk}
    post_address: str  # where forms go
    desk_address: str  # where the moderator sees the comments
    removal_address: str  # where a moderator removes the comment {pk}
    answers_field: str  # the box of the form that asks for answers by mail
    thread_template: str  # what the blog itself has to show the comments of an article

    def __init__(self, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
        self.patch, self.settings = monkeypatch, settings
        self.is_secure = False
        self.threads: list[threading.Thread] = []
        monkeypatch.setattr(threading.Thread, "start", lambda thread: self._run(thread))
        self.guest = Client(raise_request_exception=False)

    def _run(self, thread: threading.Thread) -> None:
        """Do at once what a thread would do, and keep that there was one."""
        self.threads.append(thread)
        thread.run()

    def client(self, person: Any) -> Client:
        """`person`, signed in."""
        client = Client(raise_request_exception=False)
        client.force_login(person, backend=self.settings.AUTHENTICATION_BACKENDS[0])
        return client

    def use_https(self) -> None:
        """Be a site on https."""
        self.is_secure = True

    def page(self) -> HttpResponse:
        """The article and its comments, as a guest gets them."""
        return self.guest.get(self.article.get_absolute_url())

    def responses(self, comment: XtdComment) -> dict[str, str]:
        """What a guest gets at each of its addresses, headers and body."""
        answers = {address: self.guest.get(address) for address in self.addresses(comment)}
        return {
            address: f"{answer.headers}\n{answer.content.decode()}"
            for address, answer in answers.items()
        }

    def filled(self, client: Client, **fields: str) -> dict[str, str]:
        """The form as `client` gets it, and what a person writes into it."""
        hidden = hidden_fields(client.get(self.form_address).content.decode())
        typed = {"name": "読者", "email": "guest@example.com", "comment": "感想です。"}
        return {**hidden, **typed, "post": "1", **fields}

    def post(self, client: Client, form: dict[str, str]) -> HttpResponse:
        """Press the button of a form."""
        return client.post(self.post_address, form, secure=self.is_secure)

    def send(self, client: Client, **fields: str) -> HttpResponse:
        """Write a comment as readers do."""
        return self.post(client, self.filled(client, **fields))

    def wait(self, *, days: int) -> None:
        """Let time pass, as far as anybody looks at the clock."""
        now = time.time() + days * 24 * 3600
        self.patch.setattr(time, "time", lambda: now)

    def comments(self) -> QuerySet[XtdComment]:
        """All comments."""
        return django_comments.get_model().objects.all()

    def links(self) -> list[str]:
        """Every address in the mails, once."""
        text = html.unescape("\n".join(mail.text for mail in self.mails()))
        links = re.findall(r'https?://[^\s"<>]+', text)
        if not links:
            raise RuntimeError("no mail with a link")
        return list(dict.fromkeys(links))

    def paths(self) -> list[str]:
        """The same without their origin."""
        return [re.sub(r"^https?://[^/]+", "", link) for link in self.links()]

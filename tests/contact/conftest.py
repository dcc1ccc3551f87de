"""Fixtures of the contact form."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from blog.models import BlogSettings
from tests.html import hidden_fields

URL = "/contact/"


def form_values(page: str) -> tuple[str, str, str]:
    """Return the values of the fields of a page: name, address, text."""
    name, email = (
        re.search(rf'name="{field}" value="([^"]*)"', page) or re.search("()", "")
        for field in ("name", "email")
    )
    text = re.search(r'<textarea name="text"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL)
    return tuple(unescape(found[1]) for found in (name, email, text))


@pytest.fixture
def contact_form(db: None) -> None:
    """A site with a contact form."""
    BlogSettings(contact_form=True).save()


@pytest.fixture
def no_minimum_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Disable the minimum time between opening and sending a form."""
    monkeypatch.setattr("core.antispam_forms.FASTEST_SECONDS", 0)


@pytest.fixture
def write(contact_form: None, no_minimum_time: None) -> Callable[..., HttpResponse]:
    """Return a function that opens the form as `client` and sends it with `fields`."""

    def send(client: Client, *, address: str = "127.0.0.1", **fields: Any) -> HttpResponse:
        hidden = hidden_fields(client.get(URL).content.decode())
        data = {**hidden, "name": "花子", "email": "hanako@example.com", "text": "ご相談です。"}
        return client.post(URL, {**data, **fields}, REMOTE_ADDR=address)

    return send

"""What tests of the contact form share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from core.models import SiteSettings
from tests.html import hidden_fields

URL = "/contact/"


@pytest.fixture
def offered(db: None) -> None:
    """A site with a contact form."""
    SiteSettings(contact_form=True).save()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Strangers who write as fast as they like."""
    monkeypatch.setattr("core.guarded_forms.FASTEST_SECONDS", 0)


@pytest.fixture
def write(offered: None, patient: None) -> Callable[..., HttpResponse]:
    """A function that opens the form as `client` and sends it with `fields`."""

    def send(client: Client, *, address: str = "127.0.0.1", **fields: Any) -> HttpResponse:
        hidden = hidden_fields(client.get(URL).content.decode())
        data = {**hidden, "name": "花子", "email": "hanako@example.com", "text": "ご相談です。"}
        return client.post(URL, {**data, **fields}, REMOTE_ADDR=address)

    return send

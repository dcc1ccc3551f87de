"""Threat 4: programs that scan mails open every link. This helper does so too, and compares every table.

rows = all_rows()
open_every_link(client)          # GET and HEAD, with redirects
assert all_rows() == rows
"""

import html
import re
from typing import Any

from django.apps import apps
from django.conf import settings
from django.test import Client

from mail.models import OutgoingMail

# What a visitor's browser keeps is theirs, and nothing that the site knows: no link is opened by it.
OWN_TO_THE_VISITOR = {"sessions.Session"}


def paths_of(mail: OutgoingMail) -> list[str]:
    """Return the paths of all links of a mail that lead to this site, text and HTML, each once.

    Fails where a link leads anywhere else: mails name the configured origin only.
    """
    addresses = re.findall(r"https?://\S+", mail.text)
    addresses += map(html.unescape, re.findall(r'(?:href|src|action)="([^"]+)"', mail.html))
    foreign = [
        address for address in addresses if not f"{address}/".startswith(f"{settings.BASE_URL}/")
    ]
    assert not foreign, foreign
    return list(dict.fromkeys(address.removeprefix(settings.BASE_URL) for address in addresses))


def link_of(mail: OutgoingMail, part: str) -> str:
    """Return the one path in `mail` that holds `part`."""
    [path] = [path for path in paths_of(mail) if part in path]
    return path


def open_every_link(client: Client) -> list[str]:
    """GET and HEAD every link of every mail in the outbox; return the paths that were opened.

    Without mails it fails: a test that opens nothing proves nothing.
    """
    paths = [path for mail in OutgoingMail.objects.all() for path in paths_of(mail)]
    assert paths
    for path in paths:
        for method in (client.get, client.head):
            response = method(path, follow=True)
            assert response.status_code < 500, (path, response.status_code)
    return paths


def all_rows() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table that models have, by the model's label."""
    return {
        model._meta.label: sorted(model._default_manager.values_list(), key=repr)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.label not in OWN_TO_THE_VISITOR
    }


def recipients() -> list[str]:
    """Return the recipients of all outgoing mails."""
    return list(OutgoingMail.objects.values_list("recipient", flat=True))

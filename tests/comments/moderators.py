"""Helpers for tests of the moderation queue: its pages, its forms, its JSON."""

import re
from typing import Any

from django.test import Client

from comments.models import Comment, Report

QUEUE = "/admin/comments/queue/"


def shown(client: Client, query: str = "") -> list[int]:
    page = client.get(f"{QUEUE}{query}").content.decode()
    return [int(pk) for pk in re.findall(r'<article class="queue-card" id="comment-(\d+)"', page)]


def card_of(client: Client, query: str = "") -> str:
    """The first card of the page."""
    page = client.get(f"{QUEUE}{query}").content.decode()
    return page[page.index('<article class="queue-card"') : page.index("</article>")]


def ask(client: Client, path: str, **fields: object) -> dict[str, Any]:
    """POST like the script, and return the JSON of the response."""
    response = client.post(f"{QUEUE}{path}", fields, headers={"accept": "application/json"})
    return dict(response.json())


def decide(client: Client, comment: Comment, verb: str, **fields: str) -> object:
    return client.post(f"{QUEUE}{comment.pk}/{verb}/", fields)


def report(comment: Comment, reader: str = "r") -> None:
    Report.objects.create(comment=comment, reader_key=reader, reason="other", text="個人的な事情")

"""What moderators see of the queue, and how they press its buttons."""

import re
from typing import Any

from django.test import Client

from comments.models import Comment

QUEUE = "/admin/comments/queue/"


def shown(client: Client, query: str = "") -> list[int]:
    page = client.get(f"{QUEUE}{query}").content.decode()
    return [int(pk) for pk in re.findall(r'<article class="queue-card" id="comment-(\d+)"', page)]


def card_of(client: Client, query: str = "") -> str:
    """The first card of the page."""
    page = client.get(f"{QUEUE}{query}").content.decode()
    return page[page.index('<article class="queue-card"') : page.index("</article>")]


def ask(client: Client, path: str, **fields: object) -> dict[str, Any]:
    """Send what the script sends, and return what it is told."""
    answer = client.post(f"{QUEUE}{path}", fields, headers={"accept": "application/json"})
    return dict(answer.json())


def decide(client: Client, comment: Comment, verb: str, **fields: str) -> object:
    return client.post(f"{QUEUE}{comment.pk}/{verb}/", fields)

"""Akismet, for owners who have a key: asked by the worker after a comment is saved, never without a key.

Akismet must be told the network of the writer, which is kept with no comment: it stands sealed in the
row of the task until the worker has asked. The answer becomes one finding more, and deletes nothing.
https://akismet.com/developers/detailed-docs/comment-check/
"""

import base64
import hashlib
import http.client
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction
from django_tasks import task

from comments import moderation
from comments.entries import find
from comments.models import Comment, FilterSettings
from comments.spam.findings import Code, Finding
from comments.spam.judging import MOST, Verdict, verdict_of
from core.site_urls import absolute

ADDRESS = "https://rest.akismet.com/1.1/comment-check"
TIMEOUT = 5  # seconds
POINTS = 60
# What is read of an answer: "true", "false" or a word about the key.
_ANSWER_LENGTH = 200
_USER_AGENT = "Tsuzuri/0.1 | comments/0.1"


class AkismetError(Exception):
    """Akismet could not be asked, or gave no answer that counts."""


@dataclass(frozen=True)
class Client:
    """Asks one question. `address` is another one in tests only."""

    key: str
    address: str = ADDRESS

    def is_spam(self, facts: dict[str, str]) -> bool:
        """Return what Akismet says; raise AkismetError where it says nothing or knows no such key."""
        body = urlencode({"api_key": self.key, **facts})
        answer = self._post(body)
        if answer not in ("true", "false"):
            raise AkismetError(f"Akismet answered {answer!r}.")
        return answer == "true"

    def _post(self, body: str) -> str:
        url = urlsplit(self.address)
        kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        connection = kind(url.netloc, timeout=TIMEOUT)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": _USER_AGENT}
        try:
            connection.request("POST", url.path, body, headers)
            response = connection.getresponse()
            text = response.read(_ANSWER_LENGTH).decode(errors="replace").strip()
        except (OSError, http.client.HTTPException) as error:
            raise AkismetError(f"Akismet could not be reached: {error}") from error
        finally:
            connection.close()
        if response.status != HTTPStatus.OK:
            raise AkismetError(f"Akismet answered with status {response.status}.")
        return text


def ask_later(comment: Comment, network: str) -> None:
    """Let the worker ask about a guest's comment once it is committed; nothing without a key."""
    if comment.user_id is None and FilterSettings.load().akismet_key:
        sealed = _seal().encrypt(network.encode()).decode()
        transaction.on_commit(lambda: ask_akismet.enqueue(comment.pk, sealed))


def ask_about(pk: int, sealed: str, *, address: str = ADDRESS) -> bool:
    """Ask about a guest's comment and keep the answer; return whether there was anything to ask.

    Asked once for each comment: an answer that is kept is not asked for again. Where it makes the points
    reach a threshold, a comment that nobody has decided about waits from then on. Raises AkismetError.
    """
    wanted = FilterSettings.load()
    comment = Comment.objects.filter(pk=pk, user=None).first() if wanted.akismet_key else None
    if comment is None or _was_asked(comment):
        return False
    facts = {**_facts(comment), "user_ip": _unsealed(sealed)}
    points = _keep(comment, is_spam=Client(wanted.akismet_key, address).is_spam(facts))
    if verdict_of(points, wanted.hold_at, wanted.spam_at) is not Verdict.PASS:
        moderation.hold_back(comment)
    return True


@task
def ask_akismet(pk: int, sealed: str) -> bool:
    """The worker's door to `ask_about`. Running it twice asks once."""
    return ask_about(pk, sealed)


def _keep(comment: Comment, *, is_spam: bool) -> int:
    """Add the answer to the findings, once; return the points that the comment has then."""
    finding = Finding(Code.AKISMET, POINTS if is_spam else 0, {"is_spam": is_spam})
    with transaction.atomic():
        stored = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
        if not _was_asked(stored):
            stored.signals = [*stored.signals, finding.row]
            stored.spam_score = min((stored.spam_score or 0) + finding.points, MOST)
            stored.save(update_fields=["signals", "spam_score"])
    return stored.spam_score or 0


def _was_asked(comment: Comment) -> bool:
    return any(row.get("code") == Code.AKISMET for row in comment.signals)


def _seal() -> Fernet:
    """What seals a network: only who knows SECRET_KEY reads it."""
    key = hashlib.sha256(f"comments.spam.akismet {settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _unsealed(sealed: str) -> str:
    """Return the address that was sealed, of an IPv6 network its first; "" where the key has changed."""
    try:
        return _seal().decrypt(sealed).decode().partition("/")[0]
    except InvalidToken:
        return ""


def _facts(comment: Comment) -> dict[str, str]:
    entry = find(comment.entry_key)
    return {
        "blog": settings.BASE_URL,
        "permalink": absolute(entry.get_absolute_url()) if entry else settings.BASE_URL,
        "comment_type": "comment",
        "comment_author": comment.user_name,
        "comment_content": comment.comment,
        "comment_date_gmt": comment.submit_date.isoformat(),
        "blog_lang": comment.language,
        "blog_charset": "UTF-8",
    }

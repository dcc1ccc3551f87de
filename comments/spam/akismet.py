"""Akismet client, used only if the owner has set a key: the worker checks a comment after it is saved.

Akismet needs the writer's IP address, which is not stored with comments: it is encrypted in the arguments
of the task until the worker has run it. The result is stored as one more rule hit and deletes nothing.
https://akismet.com/developers/detailed-docs/comment-check/
"""

import base64
import hashlib
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction
from django_tasks import task

from comments import moderation
from comments.models import Comment, FilterSettings
from comments.spam.rule_hits import Code, RuleHit
from comments.spam.score import MOST, Verdict, verdict_of
from comments.targets import target_of
from core import http_client
from core.http_client import FetchError
from core.site_urls import absolute

ADDRESS = "https://rest.akismet.com/1.1/comment-check"
TIMEOUT = 5  # seconds
POINTS = 60
# Bytes to use of a response: "true", "false" or an error about the key.
_ANSWER_LENGTH = 200
_USER_AGENT = "Tsuzuri/0.1 | comments/0.1"


class AkismetError(Exception):
    """Akismet could not be reached, or sent an invalid response."""


@dataclass(frozen=True)
class Client:
    """HTTP client of Akismet's comment-check; tests set another `address`."""

    key: str
    address: str = ADDRESS

    def is_spam(self, facts: dict[str, str]) -> bool:
        """Return Akismet's answer; raise AkismetError for an invalid response or key."""
        body = urlencode({"api_key": self.key, **facts})
        answer = self._post(body)
        if answer not in ("true", "false"):
            raise AkismetError(f"Akismet answered {answer!r}.")
        return answer == "true"

    def _post(self, body: str) -> str:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": _USER_AGENT}
        try:
            response = http_client.fetch(
                self.address, method="POST", headers=headers, body=body.encode(), timeout=TIMEOUT
            )
        except FetchError as error:
            raise AkismetError(f"Akismet could not be reached: {error}") from error
        if response.status != HTTPStatus.OK:
            raise AkismetError(f"Akismet answered with status {response.status}.")
        return response.content[:_ANSWER_LENGTH].decode(errors="replace").strip()


def ask_later(comment: Comment, network: str) -> None:
    """Enqueue a check of a guest's comment after commit; nothing without a key."""
    if comment.user_id is None and FilterSettings.load().akismet_key:
        encrypted = _fernet().encrypt(network.encode()).decode()
        transaction.on_commit(lambda: ask_akismet.enqueue(comment.pk, encrypted))


def check_comment(pk: int, encrypted: str, *, address: str = ADDRESS) -> bool:
    """Check a guest's comment and store the result; return whether a check was needed.

    A stored result is not requested again. If it makes the points reach a threshold, the comment is held,
    unless a moderator has decided about it. Raises AkismetError.
    """
    policy = FilterSettings.load()
    comment = Comment.objects.filter(pk=pk, user=None).first() if policy.akismet_key else None
    if comment is None or _is_checked(comment):
        return False
    facts = {**_facts(comment), "user_ip": _decrypt(encrypted)}
    points = _store_result(comment, is_spam=Client(policy.akismet_key, address).is_spam(facts))
    if verdict_of(points, policy.hold_threshold, policy.spam_threshold) is not Verdict.PASS:
        moderation.hold(comment)
    return True


@task
def ask_akismet(pk: int, sealed: str) -> bool:
    """Task of `check_comment`; safe to run twice. Its name and arguments are stored in the queue."""
    return check_comment(pk, sealed)


def _store_result(comment: Comment, *, is_spam: bool) -> int:
    """Add the result to the rule hits, once; return the new points of the comment."""
    hit = RuleHit(Code.AKISMET, POINTS if is_spam else 0, {"is_spam": is_spam})
    with transaction.atomic():
        stored = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
        if not _is_checked(stored):
            stored.signals = [*stored.signals, hit.row]
            stored.spam_score = min((stored.spam_score or 0) + hit.points, MOST)
            stored.save(update_fields=["signals", "spam_score"])
    return stored.spam_score or 0


def _is_checked(comment: Comment) -> bool:
    return any(row.get("code") == Code.AKISMET for row in comment.signals)


def _fernet() -> Fernet:
    """Return the cipher for IP addresses; its key is derived from SECRET_KEY."""
    key = hashlib.sha256(f"comments.spam.akismet {settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _decrypt(encrypted: str) -> str:
    """Return the IP address, the first one of an IPv6 network; "" if SECRET_KEY has changed."""
    try:
        return _fernet().decrypt(encrypted).decode().partition("/")[0]
    except InvalidToken:
        return ""


def _facts(comment: Comment) -> dict[str, str]:
    entry = target_of(comment.entry_key)
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

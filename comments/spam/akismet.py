"""Akismet, for owners who have a key: asked by the worker after a comment is saved, never without a key.

Text, name and address of the post are sent, and the network where it is still known to the request is
not: no address is kept with a comment. The answer becomes one finding more; it never deletes anything.
https://akismet.com/developers/detailed-docs/comment-check/
"""

import http.client
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import transaction

from comments.entries import find
from comments.enums import HeldFor, State
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
        if response.status != http.HTTPStatus.OK:
            raise AkismetError(f"Akismet answered with status {response.status}.")
        return text


def ask_about(pk: int, *, address: str = ADDRESS) -> bool:
    """Ask about a guest's comment and keep the answer; return whether there was anything to ask.

    Asked once for each comment: an answer that is kept is not asked for again. Where it makes the points
    reach a threshold, a comment that nobody has decided about waits from then on. Raises AkismetError.
    """
    key = FilterSettings.load().akismet_key
    comment = Comment.objects.filter(pk=pk, user=None).first() if key else None
    if comment is None or _was_asked(comment):
        return False
    is_spam = Client(key, address).is_spam(_facts(comment))
    keep(comment, is_spam=is_spam)
    return True


def keep(comment: Comment, *, is_spam: bool) -> None:
    """Add the answer to the findings, once, and let the thresholds decide again where nobody has."""
    with transaction.atomic():
        stored = Comment.objects.select_for_update().get(pk=comment.pk)
        if _was_asked(stored):
            return
        finding = Finding(Code.AKISMET, POINTS if is_spam else 0)
        stored.signals = [*stored.signals, finding.row]
        stored.spam_score = min((stored.spam_score or 0) + finding.points, MOST)
        stored.save(update_fields=["signals", "spam_score"])


def _was_asked(comment: Comment) -> bool:
    return any(row.get("code") == Code.AKISMET for row in comment.signals)


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

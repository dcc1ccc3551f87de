"""Counts 404s and followed redirects, without a database write per request.

Each process counts in memory and writes in batches after a response has been sent. Counts that are
not written when it ends are lost, which is acceptable for a report. No data about the reader is
stored, and parts of a path that look like secrets are masked. Memory and table are bounded: a flood
of paths only evicts those that are rare and old.
"""

import re
import time
from collections import Counter
from dataclasses import dataclass, field
from threading import Lock
from unicodedata import normalize
from urllib.parse import urlsplit

from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from blog.models import NotFoundPath, Redirect
from core.http_cache import is_personal
from core.site_urls import site_hosts

INTERVAL = 30.0  # seconds between two writes of one process
PATHS_IN_MEMORY = 500
ROWS = 2000
SHOWN_LENGTH = 200

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ADDRESS = re.compile(r"[^/@]+@[^/@]+\.[^/@]+")
_NUMBER = re.compile(r"\d{9,}")
_PIECE = re.compile(r"[A-Za-z0-9_~=]{16,}")


@dataclass
class Counters:
    """Counts of one process since the last write."""

    not_found: Counter[str] = field(default_factory=Counter)
    internal: set[str] = field(default_factory=set)
    followed: Counter[int] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)
    next_at: float = 0.0

    def take(self) -> tuple[Counter[str], set[str], Counter[int]]:
        """Return the counts and reset them."""
        with self.lock:
            counts = self.not_found, self.internal, self.followed
            self.not_found, self.internal, self.followed = Counter(), set(), Counter()
        return counts


COUNTERS = Counters()


def count_not_found(request: HttpRequest) -> None:
    """Count a 404, except under the prefixes of personal pages."""
    path = shown(request.path)
    if is_personal(request.path):
        return
    with COUNTERS.lock:
        if path not in COUNTERS.not_found and len(COUNTERS.not_found) >= PATHS_IN_MEMORY:
            return
        COUNTERS.not_found[path] += 1
        if _has_own_referer(request):
            COUNTERS.internal.add(path)


def count_redirect(rule: Redirect) -> None:
    """Count a request that a redirect rule answered."""
    with COUNTERS.lock:
        COUNTERS.followed[rule.pk] += 1


def shown(path: str) -> str:
    """Return `path` as stored and shown: secrets masked, no control characters, limited length."""
    clean = _CONTROL.sub("", normalize("NFC", path))
    for secret in (_ADDRESS, _NUMBER):
        clean = secret.sub("…", clean)
    return _PIECE.sub(_masked, clean)[:SHOWN_LENGTH]


def flush_periodically(**kwargs: object) -> None:
    """Receiver of request_finished: flush if the last write was INTERVAL seconds ago."""
    now = time.monotonic()
    if now < COUNTERS.next_at or not (COUNTERS.not_found or COUNTERS.followed):
        return
    COUNTERS.next_at = now + INTERVAL
    flush()


def flush() -> None:
    """Add the counts of this process to the tables. After a DatabaseError the next flush retries."""
    not_found, internal, followed = COUNTERS.take()
    try:
        with transaction.atomic():
            _write_not_found(not_found, internal)
            _write_followed(followed)
    except DatabaseError:
        with COUNTERS.lock:
            COUNTERS.not_found.update(not_found)
            COUNTERS.internal |= internal
            COUNTERS.followed.update(followed)


def _masked(piece: re.Match[str]) -> str:
    """Return a piece of a path, or "…" for a long mixture of letters and digits: no word is one."""
    text = piece[0]
    is_mixed = any(map(str.isdigit, text)) and any(map(str.isalpha, text))
    is_hex = set(text.lower()) <= set("0123456789abcdef")
    return "…" if is_mixed and (is_hex or len(text) >= 20) else text


def _write_not_found(counts: Counter[str], internal: set[str]) -> None:
    if not counts:
        return
    today = timezone.localdate()
    known = NotFoundPath.objects.in_bulk(list(counts), field_name="path")
    for path, row in known.items():
        row.count += counts[path]
        row.last_on = today
        row.is_internal = row.is_internal or path in internal
    NotFoundPath.objects.bulk_update(known.values(), ["count", "last_on", "is_internal"])
    new = [
        NotFoundPath(
            path=path, count=count, is_internal=path in internal, first_on=today, last_on=today
        )
        for path, count in counts.items()
        if path not in known
    ]
    NotFoundPath.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        _delete_rare()


def _delete_rare() -> None:
    """Limit the table to ROWS rows: delete the least frequent and oldest paths."""
    surplus = NotFoundPath.objects.count() - ROWS
    if surplus > 0:
        rare = NotFoundPath.objects.order_by("is_ignored", "is_internal", "count", "last_on", "pk")
        keys = list(rare.values_list("pk", flat=True)[:surplus])
        NotFoundPath.objects.filter(pk__in=keys).delete()


def _write_followed(followed: Counter[int]) -> None:
    today = timezone.localdate()
    for pk, count in followed.items():
        Redirect.objects.filter(pk=pk).update(hits=F("hits") + count, last_hit_on=today)


def _has_own_referer(request: HttpRequest) -> bool:
    try:
        return urlsplit(request.headers.get("Referer", "")).netloc in site_hosts()
    except ValueError:
        return False

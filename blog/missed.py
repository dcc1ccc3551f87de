"""What readers did not find, and which redirects they followed: counted without a write for each.

A process counts in memory and writes once in a while, after an answer has gone out, in a handful of
queries. What it has not written when it ends is lost: this is a report, no ledger. Nothing about the
reader is kept, and what in a path looks like a secret is taken out. Both the memory and the table are
bounded: whoever asks for a million paths only drives out what was met rarely and long ago.
"""

import re
import time
from collections import Counter
from dataclasses import dataclass, field
from threading import Lock
from unicodedata import normalize
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from blog.models import MissedPath, Redirect
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
class Tally:
    """Counts of one process since the last write."""

    missed: Counter[str] = field(default_factory=Counter)
    internal: set[str] = field(default_factory=set)
    followed: Counter[int] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)
    next_at: float = 0.0

    def take(self) -> tuple[Counter[str], set[str], Counter[int]]:
        """Return the counts and begin anew."""
        with self.lock:
            taken = self.missed, self.internal, self.followed
            self.missed, self.internal, self.followed = Counter(), set(), Counter()
        return taken


TALLY = Tally()


def note_missed(request: HttpRequest) -> None:
    """Count a 404. Pages that are made for one person are nobody's business."""
    path = shown(request.path)
    if request.path.startswith(settings.PERSONAL_URL_PREFIXES):
        return
    with TALLY.lock:
        if path not in TALLY.missed and len(TALLY.missed) >= PATHS_IN_MEMORY:
            return
        TALLY.missed[path] += 1
        if _comes_from_here(request):
            TALLY.internal.add(path)


def note_followed(rule: Redirect) -> None:
    """Count a redirect by hand that a reader followed."""
    with TALLY.lock:
        TALLY.followed[rule.pk] += 1


def shown(path: str) -> str:
    """Return `path` as the report shows it: without secrets and control characters, not too long."""
    clean = _CONTROL.sub("", normalize("NFC", path))
    for secret in (_ADDRESS, _NUMBER):
        clean = secret.sub("…", clean)
    return _PIECE.sub(_masked, clean)[:SHOWN_LENGTH]


def write_now_and_then(**kwargs: object) -> None:
    """Receiver of request_finished: the answer is out; write if the last time is long enough ago."""
    now = time.monotonic()
    if now < TALLY.next_at or not (TALLY.missed or TALLY.followed):
        return
    TALLY.next_at = now + INTERVAL
    write()


def write() -> None:
    """Add the counts of this process to the tables. A database that refuses is asked next time."""
    missed, internal, followed = TALLY.take()
    try:
        with transaction.atomic():
            _write_missed(missed, internal)
            _write_followed(followed)
    except DatabaseError:
        with TALLY.lock:
            TALLY.missed.update(missed)
            TALLY.internal |= internal
            TALLY.followed.update(followed)


def _masked(piece: re.Match[str]) -> str:
    """Return a piece of a path, or "…" for a long mixture of letters and digits: no word is one."""
    text = piece[0]
    is_mixed = any(map(str.isdigit, text)) and any(map(str.isalpha, text))
    is_hex = set(text.lower()) <= set("0123456789abcdef")
    return "…" if is_mixed and (is_hex or len(text) >= 20) else text


def _write_missed(missed: Counter[str], internal: set[str]) -> None:
    if not missed:
        return
    today = timezone.localdate()
    known = MissedPath.objects.in_bulk(list(missed), field_name="path")
    for path, row in known.items():
        row.count += missed[path]
        row.last_on = today
        row.is_internal = row.is_internal or path in internal
    MissedPath.objects.bulk_update(known.values(), ["count", "last_on", "is_internal"])
    new = [
        MissedPath(
            path=path, count=count, is_internal=path in internal, first_on=today, last_on=today
        )
        for path, count in missed.items()
        if path not in known
    ]
    MissedPath.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        _drop_rare()


def _drop_rare() -> None:
    """Keep the table within ROWS: what was met least, and longest ago, goes first."""
    surplus = MissedPath.objects.count() - ROWS
    if surplus > 0:
        rare = MissedPath.objects.order_by("is_ignored", "is_internal", "count", "last_on", "pk")
        keys = list(rare.values_list("pk", flat=True)[:surplus])
        MissedPath.objects.filter(pk__in=keys).delete()


def _write_followed(followed: Counter[int]) -> None:
    today = timezone.localdate()
    for pk, count in followed.items():
        Redirect.objects.filter(pk=pk).update(hits=F("hits") + count, last_hit_on=today)


def _comes_from_here(request: HttpRequest) -> bool:
    try:
        return urlsplit(request.headers.get("Referer", "")).netloc in site_hosts()
    except ValueError:
        return False

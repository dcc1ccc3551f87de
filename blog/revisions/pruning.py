"""Deletes old revisions.

Kept of each entry: all with a name, the newest saved one, as many of the newest others as the site's
settings say (BlogSettings.revisions_kept), and of the rest the last of each day. Texts that were not saved (conflicts, autosaves) are kept for at least UNSAVED_DAYS
days, so that their writers can see them, and those of a conflict until it is decided.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from blog.enums import RevisionKind
from blog.models import (
    BlogSettings,
    CreationKey,
    Entry,
    Page,
    Post,
    Revision,
    RevisionSnapshot,
    TextConflict,
)

#: The smallest number that the setting allows.
MIN_KEPT = 5
UNSAVED_DAYS = 30
UNSAVED_KINDS = (RevisionKind.CONFLICT, RevisionKind.AUTOSAVED)
#: Keys that created nothing are deleted after this many days.
KEY_DAYS = 30


class _Row(NamedTuple):
    pk: int
    kind: str
    updated_at: datetime


def prune(now: datetime | None = None) -> int:
    """Prune every entry that has too many revisions without a name; return the number of deleted ones."""
    now = now or timezone.now()
    deleted, kept = 0, _kept()
    for model in (Post, Page):
        name = str(model._meta.model_name)
        rows = Revision.objects.filter(name="").exclude(**{name: None}).order_by()
        many = rows.values_list(name).annotate(count=Count("pk")).filter(count__gt=kept)
        unused = RevisionSnapshot.objects.filter(revisions=None).exclude(**{name: None})
        pks = {pk for pk, _count in many} | set(unused.values_list(name, flat=True))
        for pk in sorted(pks):
            with transaction.atomic():
                entry = model.objects.select_for_update().filter(pk=pk).first()
                if entry is not None:
                    deleted += prune_entry(entry, now=now)
                    _delete_unused_snapshots(entry)
    old = CreationKey.objects.filter(created_at__lt=now - timedelta(days=KEY_DAYS))
    old.filter(post=None, page=None).delete()
    return deleted


def prune_entry(entry: Entry, *, now: datetime | None = None) -> int:
    """Prune the revisions of `entry`, whose row is locked; return the number of deleted ones."""
    rows = Revision.objects.of(entry).filter(name="").order_by("-pk")
    if rows.count() <= MIN_KEPT:
        return 0
    others = [_Row(*values) for values in rows.values_list("pk", "kind", "updated_at")]
    old = {*_superfluous(others, _kept(), now or timezone.now())} - _of_conflicts(entry)
    Revision.objects.filter(pk__in=old).delete()
    if old:
        _delete_unused_snapshots(entry)
    return len(old)


def _of_conflicts(entry: Entry) -> set[int]:
    """Return the keys of the revisions that an undecided conflict needs."""
    rows = TextConflict.objects.of(entry).filter(decided_at=None)
    return {pk for keys in rows.values_list("base", "mine", "theirs") for pk in keys if pk}


def _kept() -> int:
    """Return the number of revisions that the site keeps of each entry (one query)."""
    stored: int | None = BlogSettings.objects.values_list("revisions_kept", flat=True).first()
    return stored or BlogSettings().revisions_kept


def _superfluous(rows: list[_Row], number: int, now: datetime) -> list[int]:
    """Return the keys to delete of `rows`, newest first, of which `number` are kept."""
    kept = {row.pk for row in rows[:number]} | _last_of_each_day(rows[number:])
    kept |= {row.pk for row in rows if row.kind in UNSAVED_KINDS and _is_recent(row, now)}
    kept |= {row.pk for row in [row for row in rows if row.kind not in UNSAVED_KINDS][:1]}
    return [row.pk for row in rows if row.pk not in kept]


def _last_of_each_day(rows: Iterable[_Row]) -> set[int]:
    days: dict[object, int] = {}
    for row in rows:
        days.setdefault(timezone.localdate(row.updated_at), row.pk)
    return set(days.values())


def _is_recent(row: _Row, now: datetime) -> bool:
    return now - row.updated_at < timedelta(days=UNSAVED_DAYS)


def _delete_unused_snapshots(entry: Entry) -> None:
    RevisionSnapshot.objects.of(entry).filter(revisions=None).delete()

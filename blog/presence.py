"""Who has the write screen of an entry open. Each window reports itself; without a report it expires."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from blog.models import Entry, OpenWindow
from blog.models.revision import EntryRowQuerySet

#: A window that was last seen before this time is closed. Windows report every 20 s (presence.js).
EXPIRY = timedelta(seconds=60)


def report(entry: Entry, *, user: User, key: str, now: datetime | None = None) -> None:
    """Store that the window `key` of `user` has `entry` open (one query, two for a new window)."""
    now = now or timezone.now()
    name = str(entry._meta.model_name)
    rows = OpenWindow.objects.of(entry).filter(user=user, key=key)
    if not rows.update(seen_at=now):
        window = OpenWindow(**{name: entry}, user=user, key=key, seen_at=now)
        OpenWindow.objects.bulk_create([window], ignore_conflicts=True)


def leave(entry: Entry, *, user: User, key: str) -> None:
    """Store that the window `key` of `user` was closed."""
    OpenWindow.objects.of(entry).filter(user=user, key=key).delete()


def others(entry: Entry, *, user: User) -> list[str]:
    """Return the names of the other accounts that have `entry` open (one query)."""
    rows = _open_windows(user).of(entry)
    return _names(rows)


def others_by_entry(entries: Collection[Entry], *, user: User) -> dict[int, list[str]]:
    """Return the same for several entries of one model, by their keys (one query)."""
    if not entries:
        return {}
    name = str(next(iter(entries))._meta.model_name)
    rows = _open_windows(user).filter(**{f"{name}__in": [entry.pk for entry in entries]})
    by_entry: dict[int, list[OpenWindow]] = {}
    for row in rows:
        by_entry.setdefault(getattr(row, f"{name}_id"), []).append(row)
    return {pk: _names(windows) for pk, windows in by_entry.items()}


def prune(now: datetime | None = None) -> None:
    """Delete the windows that have expired."""
    OpenWindow.objects.filter(seen_at__lt=(now or timezone.now()) - EXPIRY).delete()


def _open_windows(user: User) -> EntryRowQuerySet:
    rows: EntryRowQuerySet = OpenWindow.objects.exclude(user=user).select_related("user")
    return rows.filter(seen_at__gte=timezone.now() - EXPIRY).order_by("pk")


def _names(windows: Collection[OpenWindow] | EntryRowQuerySet) -> list[str]:
    return list(dict.fromkeys(str(window.user) for window in windows))

"""Stores and reads revisions. Each function that writes needs the entry's row locked (blog.publishing).

The content of a revision is a dict of texts (FIELDS). A revision is stored as a difference to a
snapshot; a new snapshot is made when the difference becomes large.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from blog.enums import RevisionKind
from blog.models import BlogSettings, Entry, Post, Revision, RevisionSnapshot
from blog.models.revision import EntryRowQuerySet
from blog.rendering import derive
from blog.revisions import deltas, pruning
from blog.revisions.deltas import Content
from core.cleaning import unix_line_ends

#: Columns of an entry that its revisions have.
COLUMNS = ("title", "slug", "body", "excerpt", "meta_description")
#: Columns that restoring a revision writes.
RESTORED_COLUMNS = ("title", "body", "excerpt", "meta_description")
#: Fields of the content; `tags` are names, joined by "、".
FIELDS = (*COLUMNS, "tags")
SAVED_KINDS = (RevisionKind.SAVED, RevisionKind.RESTORED)
#: Size in bytes up to which a difference needs no new snapshot, however small the snapshot is.
SMALL = 1024
#: Key of the autosave of a window that sends none.
DEFAULT_WINDOW = "0"
#: A form saves tags after the row: a change of tags so soon afterwards belongs to the same revision.
SAME_SAVE = timedelta(seconds=5)


def current_content(entry: Entry) -> Content:
    """Return the content of `entry` (a query for the tags of a post)."""
    tags = entry.tags.order_by("name") if isinstance(entry, Post) else ()
    return {**_columns(entry), "tags": "、".join(tag.name for tag in tags)}


def content_of(revision: Revision) -> Content:
    """Return the content of `revision` (a query, unless the snapshot is selected)."""
    return deltas.apply(deltas.decompress(revision.snapshot.data), revision.data)


def of(entry: Entry) -> EntryRowQuerySet:
    """Return the revisions of `entry` with their snapshots, newest first."""
    rows: EntryRowQuerySet = Revision.objects.of(entry).select_related("snapshot").order_by("-pk")
    return rows


def latest_saved(entry: Entry) -> Revision | None:
    """Return the newest revision that was saved or restored."""
    return of(entry).filter(kind__in=SAVED_KINDS).first()


def latest_pk(entry: Entry) -> int | None:
    """Return the key of `latest_saved`, without its texts."""
    rows = Revision.objects.of(entry).filter(kind__in=SAVED_KINDS).order_by("-pk")
    pk: int | None = rows.values_list("pk", flat=True).first()
    return pk


def pending_autosaves(entry: Entry, user: User | int) -> EntryRowQuerySet:
    """Return the autosaved revisions of `user` whose window has not saved yet, newest first."""
    rows: EntryRowQuerySet = of(entry).filter(user=user, kind=RevisionKind.AUTOSAVED)
    return rows.exclude(window="").order_by("-updated_at", "-pk")


def newest_draft(entry: Entry, user: User | int) -> Revision | None:
    """Return the autosaved revision of `user` that is newer than the saved text, if any."""
    return pending_autosaves(entry, user).filter(updated_at__gt=entry.updated_at).first()


def finish_autosaves(rows: EntryRowQuerySet) -> None:
    """Store that autosaved revisions are saved or not wanted. They stay, but are offered no more."""
    rows.filter(kind=RevisionKind.AUTOSAVED).update(window="")


def show(revision: Revision, entry: Entry) -> None:
    """Set the texts of `revision` on `entry`, unsaved, for a preview."""
    content = content_of(revision)
    for name in RESTORED_COLUMNS:
        setattr(entry, name, content[name])
    derive(entry, blog_settings=BlogSettings.load())


def record(
    entry: Entry, *, kind: RevisionKind, user: User | None, name: str = ""
) -> Revision | None:
    """Store the content of `entry`; return None if it is that of the newest revision.

    With a name, an equal newest revision gets the name and is returned.
    """
    with transaction.atomic():
        latest = latest_saved(entry)
        content = current_content(entry)
        if latest is None or content_of(latest) != content:
            row = _add(entry, content, kind, user.pk if user else None, name=name, near=latest)
            pruning.prune_entry(entry)
            return row
        if name:
            latest.name = name
            latest.save(update_fields=["name"])
        return latest if name else None


def record_change(
    before: Entry | None, entry: Entry, *, kind: RevisionKind, user_pk: int | None
) -> None:
    """Store the content of `entry` after a change; `before` is None for a new entry.

    The content before the change is stored too, if it is in no revision: an entry that is older than
    the revisions, or a change past blog.publishing. An autosave with the same text is deleted.
    """
    if before is None:
        _add(entry, {**_columns(entry), "tags": ""}, kind, user_pk)
        return
    if _columns(before) == _columns(entry):
        return
    latest = latest_saved(entry)
    content = current_content(entry)
    if latest is None or not _is_same(content_of(latest), _columns(before), COLUMNS):
        old = {**content, **_columns(before)}
        latest = _add(entry, old, RevisionKind.SAVED, None, near=latest, at=before.updated_at)
    for pending in pending_autosaves(entry, user_pk).filter(name="") if user_pk else ():
        if _is_same(content_of(pending), content, RESTORED_COLUMNS):
            pending.delete()
    _add(entry, content, kind, user_pk, near=latest)
    pruning.prune_entry(entry)


def record_tags(entry: Entry, *, user_pk: int | None) -> None:
    """Store a change of the tags: in the revision of the same save, else in a new one."""
    latest, content = latest_saved(entry), current_content(entry)
    if latest is not None and content_of(latest) == content:
        return
    is_same_save = (
        latest is not None
        and latest.user_id == user_pk
        and timezone.now() - latest.updated_at < SAME_SAVE
    )
    if latest is not None and is_same_save:
        _update(latest, entry, content)
    else:
        _add(entry, content, RevisionKind.SAVED, user_pk, near=latest)


def autosave(
    entry: Entry, *, user: User, content: Mapping[str, str], window: str = DEFAULT_WINDOW
) -> Revision:
    """Store `content`, which is not saved yet, in the autosaved revision of the window of `user`.

    There is one for each window until it saves (`finish_autosaves`); it is updated. Fields that
    `content` lacks are taken from it, else from the entry. Locks the entry. Without a change since the
    newest revision nothing is stored, and that revision is returned.
    """
    with transaction.atomic():
        row: Entry = type(entry).objects.select_for_update().get(pk=entry.pk)
        pending: Revision | None = pending_autosaves(row, user).filter(window=window).first()
        known = content_of(pending) if pending else current_content(row)
        complete = {**known, **_normalised(content)}
        if pending is not None and not pending.name:
            if complete != known:
                _update(pending, row, complete, now=timezone.now())
            return pending
        latest = pending or latest_saved(row)
        if latest is not None and content_of(latest) == complete:
            return latest
        kind = RevisionKind.AUTOSAVED
        return _add(row, complete, kind, user.pk, near=latest, window=window)


def keep_conflict(entry: Entry, *, user: User, content: Mapping[str, str]) -> Revision:
    """Store a text of `user` that lost a conflict, and the stored text that won, if it is in no revision.

    Sending the same text again stores nothing.
    """
    with transaction.atomic():
        row: Entry = type(entry).objects.select_for_update().get(pk=entry.pk)
        latest, current = latest_saved(row), current_content(row)
        if latest is None or not _is_same(content_of(latest), current, COLUMNS):
            latest = _add(row, current, RevisionKind.SAVED, None, near=latest, at=row.updated_at)
        complete = {**current, **_normalised(content)}
        known = of(row).filter(kind=RevisionKind.CONFLICT, user=user).first()
        if known is not None and content_of(known) == complete:
            return known
        return _add(row, complete, RevisionKind.CONFLICT, user.pk, near=latest)


def _add(
    entry: Entry,
    content: Content,
    kind: RevisionKind,
    user_pk: int | None,
    *,
    name: str = "",
    near: Revision | None = None,
    at: datetime | None = None,
    window: str = "",
) -> Revision:
    """Insert a revision; `near` is one with a similar content."""
    snapshot, data = _stored(entry, content, near.snapshot if near else None)
    at = at or timezone.now()
    row: Revision = Revision.objects.create(
        **{str(entry._meta.model_name): entry},
        kind=kind,
        user_id=user_pk,
        name=name,
        window=window,
        created_at=at,
        updated_at=at,
        snapshot=snapshot,
        data=data,
    )
    return row


def _update(
    revision: Revision, entry: Entry, content: Content, *, now: datetime | None = None
) -> None:
    revision.snapshot, revision.data = _stored(entry, content, revision.snapshot)
    revision.updated_at = now or revision.updated_at
    revision.save(update_fields=["snapshot", "data", "updated_at"])


def _stored(
    entry: Entry, content: Content, near: RevisionSnapshot | None
) -> tuple[RevisionSnapshot, bytes]:
    """Return a snapshot, `near` if it is similar enough, and the difference to it."""
    if near is not None:
        data = deltas.delta(deltas.decompress(near.data), content)
        if len(data) <= max(SMALL, len(near.data) // 4):
            return near, data
    snapshot = RevisionSnapshot.objects.create(
        **{str(entry._meta.model_name): entry}, data=deltas.compress(content)
    )
    return snapshot, deltas.delta(content, content)


def _columns(entry: Entry) -> Content:
    return {name: getattr(entry, name) for name in COLUMNS}


def _is_same(one: Content, other: Content, names: tuple[str, ...]) -> bool:
    return all(one.get(name) == other.get(name) for name in names)


def _normalised(content: Mapping[str, str]) -> Content:
    """Return the known fields of `content` with "\\n" as line end, as forms clean them."""
    return {name: unix_line_ends(content[name]) for name in FIELDS if name in content}

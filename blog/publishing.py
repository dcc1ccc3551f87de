"""Publishing workflow: save, publish, schedule, unpublish, trash, restore and delete entries.

Each function reads the row again under its lock and writes only the columns that it changes,
because the caller's instance may be stale. In the same transaction it records the previous URL and a
revision of the text (blog/revisions/), updates the publication timestamps, writes the audit log and
sends the signals (blog/signals.py).
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import datetime, timedelta

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from audit import log
from audit.enums import Verb
from blog import preview_links, review_requests, signals
from blog.enums import HomePlace, RevisionKind, Status
from blog.external_pages import store as external_pages
from blog.models import BlogSettings, Entry, Page, Post, Revision, SidebarWidget
from blog.redirects import slug_history
from blog.rendering import DERIVED_FIELDS, derive, derive_widget
from blog.revisions import store
from core.cleaning import typed_line
from core.markdown import Notice
from core.trash import TRASH_DAYS

ENTRY_MODELS: tuple[type[Post] | type[Page], ...] = (Post, Page)
# A change of one of these sets `updated_at` and sends entry_changed.
CONTENT_FIELDS = (
    "title",
    "body",
    "excerpt",
    "cover_id",
    "hard_breaks",
    "language",
    "ai_use",
    "is_advertising",
)
# Columns that follow from other changes. The audit log does not name them.
UNLOGGED_FIELDS = {
    *DERIVED_FIELDS,
    *("id", "created_at", "updated_at", "first_published_at", "comment_count"),
    *("status", "status_before_trash", "trashed_at"),
}
# Audit verb of a change to this status.
VERBS = {
    Status.IN_REVIEW: Verb.SUBMITTED,
    Status.SCHEDULED: Verb.SCHEDULED,
    Status.PUBLISHED: Verb.PUBLISHED,
    Status.TRASHED: Verb.TRASHED,
}


def save(
    entry: Entry,
    *,
    fields: Collection[str] | None = None,
    now: datetime | None = None,
    kind: RevisionKind = RevisionKind.SAVED,
) -> Sequence[Notice]:
    """Save the `fields` of `entry`; return the notices for its author.

    A new entry is inserted with all columns; `fields` is not used. For a stored one, the row is read
    again under its lock, and only the named fields are copied to it; `entry` is refreshed afterwards.
    In order: derive the HTML, synchronise status and timestamps (`_sync_status`), record the previous
    URL, write, register the cards of other sites, record a revision of this `kind`, log, follow the
    review, send the signal. Without a change nothing is recorded, logged or sent.
    """
    now = now or timezone.now()
    if entry._state.adding:
        with transaction.atomic():
            document = derive(entry, blog_settings=BlogSettings.load())
            _write(None, entry, now, kind)
        return document.notices
    if fields is None:
        raise TypeError("Name the fields to save: a stored entry is never written whole.")
    with _locked(entry, now, kind) as row:
        _copy(entry, row, fields)
        document = derive(row, blog_settings=BlogSettings.load())
    return document.notices


def restore_revision(entry: Entry, revision: Revision) -> Sequence[Notice]:
    """Save the texts of a revision of `entry` again; slug, tags and status stay as they are.

    Autosaved texts were not validated: a blank title is not restored, a text that is too long is cut.
    """
    content = store.content_of(revision)
    for name in store.RESTORED_COLUMNS:
        text = content[name][: entry._meta.get_field(name).max_length]  # type: ignore[union-attr]
        if name == "title":
            text = typed_line(text) or entry.title
        setattr(entry, name, text)
    return save(entry, fields=store.RESTORED_COLUMNS, kind=RevisionKind.RESTORED)


def record_tags(post: Post) -> None:
    """Record the tags of `post` in its revisions, after they were changed."""
    store.record_tags(post, user_pk=log.current_actor().user_pk)


def publish(entry: Entry, *, now: datetime | None = None) -> bool:
    """Publish `entry` now, also if it is scheduled for later. A public entry does not change.

    Returns False without a change for an entry in the trash, and for a password-protected one: only
    the write screen takes a password away. Raises ValidationError with the code "expired" if its
    expiry has passed.
    """
    now = now or timezone.now()
    with _locked(entry, now) as row:
        if row.status in (Status.TRASHED, Status.PROTECTED):
            return False
        row.check_expiry(now)
        if row.published_at is not None and row.published_at > now:
            row.published_at = None
        row.status = Status.PUBLISHED
        row.go_live_at = None
    return True


def schedule(entry: Entry, *, at: datetime) -> bool:
    """Schedule `entry` for `at`; publish it now if that time has passed.

    Returns False without a change for an entry in the trash, and for a password-protected one. Raises
    ValidationError with the code "expired" if it would have expired by then.
    """
    now = timezone.now()
    with _locked(entry, now) as row:
        if row.status in (Status.TRASHED, Status.PROTECTED):
            return False
        row.check_expiry(max(at, now))
        row.status = Status.SCHEDULED
        row.go_live_at = at
    return True


def submit(entry: Entry) -> bool:
    """Submit a draft for review. Returns False for an entry of another status."""
    with _locked(entry) as row:
        if row.status != Status.DRAFT:
            return False
        row.status = Status.IN_REVIEW
    return True


def unpublish(entry: Entry) -> bool:
    """Make `entry` a draft, so that its URL returns 404. Returns False for an entry in the trash."""
    with _locked(entry) as row:
        if row.status == Status.TRASHED:
            return False
        row.status = Status.DRAFT
        row.go_live_at = None
    return True


def trash(entry: Entry) -> bool:
    """Move `entry` to the trash; its URL returns 410 if it was ever public. False if it is there.

    Its preview links are revoked: restoring does not bring them back.
    """
    with _locked(entry) as row:
        if row.status == Status.TRASHED:
            return False
        row.status_before_trash = row.status
        row.status = Status.TRASHED
        row.trashed_at = timezone.now()
        preview_links.revoke_all(row)
    return True


def may_restore(entry: Entry, *, may_publish: bool) -> bool:
    """Whether the user may restore `entry`: that must not publish it without the permission."""
    return may_publish or entry.status_before_trash in (Status.DRAFT, Status.IN_REVIEW, "")


def restore(entry: Entry) -> bool:
    """Restore `entry` from the trash with its previous status; return whether it was there."""
    with _locked(entry) as row:
        if row.status != Status.TRASHED:
            return False
        row.status = Status(row.status_before_trash or Status.DRAFT)
        row.status_before_trash = ""
        row.trashed_at = None
    return True


def publish_due(now: datetime | None = None) -> int:
    """Set scheduled entries whose time has passed to published and announce them; return the number.

    Readers see them already (EntryQuerySet.published), so downtime of the worker delays only the
    announcement. The row lock prevents a second worker from announcing an entry again.
    """
    now = now or timezone.now()
    return sum(
        _publish_due(model, pk, now)
        for model in ENTRY_MODELS
        for pk in model.objects.due(now).values_list("pk", flat=True)
    )


def expire_due(now: datetime | None = None) -> int:
    """Turn expired entries into drafts and send entry_unpublished; return the number."""
    now = now or timezone.now()
    return sum(
        _expire(model, pk, now)
        for model in ENTRY_MODELS
        for pk in model.objects.expired(now).values_list("pk", flat=True)
    )


def empty_trash(now: datetime | None = None) -> int:
    """Permanently delete entries trashed more than TRASH_DAYS days ago; return the number."""
    limit = (now or timezone.now()) - timedelta(days=TRASH_DAYS)
    return sum(
        delete(entry)
        for model in ENTRY_MODELS
        for entry in model.objects.trashed().filter(trashed_at__lt=limit).iterator()
    )


def delete(entry: Entry) -> bool:
    """Permanently delete `entry` if it is in the trash; return whether it was."""
    with transaction.atomic():
        row = type(entry).objects.trashed().select_for_update().filter(pk=entry.pk).first()
        if row is None:
            return False
        log.record(Verb.DELETED, row)
        row.delete()
    return True


def rebuild(entry: Entry) -> bool:
    """Derive DERIVED_FIELDS of `entry` again, after a change of the renderer; return whether any changed.

    The row is locked during rendering, so that a concurrent save is not overwritten.
    """
    with transaction.atomic():
        row = type(entry).objects.select_for_update().filter(pk=entry.pk).first()
        if row is None:
            return False
        before = copy(row)
        derive(row, blog_settings=BlogSettings.load())
        changed = _changed(before, row)
        row.save(update_fields=changed)
        external_pages.register(row.body_html)
    _copy(row, entry, DERIVED_FIELDS)
    return bool(changed)


def rebuild_all() -> int:
    """Rebuild entries and sidebar texts, each entry in its own transaction; return the changes."""
    changed = 0
    for model in ENTRY_MODELS:
        for pk in model.objects.values_list("pk", flat=True):
            changed += rebuild(model(pk=pk))
    return changed + _rebuild_sidebar()


def place_on_home(post: Post, place: HomePlace) -> None:
    """Set the placement of `post` on the home page.

    Its content does not change, so no signal is sent and `updated_at` stays.
    """
    Post.objects.filter(pk=post.pk).update(home_place=place)
    post.home_place = place


def set_comment_count(entry: Entry, count: int) -> None:
    """Store the number of public comments; the comments app calls this in its transaction."""
    type(entry).objects.filter(pk=entry.pk).update(comment_count=count)
    entry.comment_count = count


def _rebuild_sidebar() -> int:
    """Render the texts of the sidebar again; return the number of changes."""
    changed = 0
    with transaction.atomic():
        for widget in SidebarWidget.objects.select_for_update().exclude(body=""):
            before = widget.body_html
            derive_widget(widget)
            widget.save(update_fields=["body_html", "renderer_version"])
            changed += widget.body_html != before
    return changed


@contextmanager
def _locked(
    entry: Entry, now: datetime | None = None, kind: RevisionKind = RevisionKind.SAVED
) -> Iterator[Entry]:
    """Yield the locked row of `entry`; on exit, write the changed columns as `_write` does.

    `entry` is refreshed afterwards. Raises DoesNotExist if the row does not exist.
    """
    with transaction.atomic():
        row = type(entry).objects.select_for_update().get(pk=entry.pk)
        before = copy(row)
        yield row
        _write(before, row, now or timezone.now(), kind)
    _copy(row, entry, [field.name for field in row._meta.concrete_fields])


def _write(before: Entry | None, row: Entry, now: datetime, kind: RevisionKind) -> None:
    """Write the columns of `row` that differ from `before`; insert it if `before` is None."""
    _sync_status(row, before, now)
    if before is None or _content(before) != _content(row):
        row.updated_at = now
    with slug_history.recording_old_path(row):
        row.save(update_fields=_changed(before, row) if before else None)
    if before is None or before.body_html != row.body_html:
        external_pages.register(row.body_html)
    store.record_change(before, row, kind=kind, user_pk=log.current_actor().user_pk)
    if _has_public_status(row) and not (before and _has_public_status(before)):
        BlogSettings.store_id_host()
    _log(before, row)
    review_requests.follow(before, row, now)
    _announce(before, row, now)


def _changed(before: Entry, row: Entry) -> list[str]:
    """Return the names of the columns in which both differ."""
    names = [field.name for field in row._meta.concrete_fields]
    return [name for name in names if _value(before, name) != _value(row, name)]


def _copy(source: Entry, target: Entry, names: Collection[str]) -> None:
    """Copy the columns `names` from `source` to `target`."""
    for name in names:
        setattr(target, target._meta.get_field(name).attname, _value(source, name))  # type: ignore[union-attr]


def _sync_status(entry: Entry, before: Entry | None, now: datetime) -> None:
    """Synchronise status and timestamps: an entry scheduled for the past is published, for example."""
    if entry.status == Status.SCHEDULED and entry.go_live_at is not None:
        entry.published_at = entry.go_live_at
        if entry.go_live_at <= now:
            entry.status = Status.PUBLISHED
    elif entry.status == Status.PUBLISHED:
        if entry.published_at is None:
            entry.published_at = now
        elif entry.published_at > now:
            entry.status = Status.SCHEDULED
            entry.go_live_at = entry.published_at
    elif entry.status == Status.PROTECTED and entry.published_at is None:
        entry.published_at = now
    for state in (before, entry):
        if state and state.is_public_at(now) and entry.first_published_at is None:
            entry.first_published_at = state.published_at


def _log(before: Entry | None, entry: Entry) -> None:
    """Write the audit log: the verb of the status change, if any, and the changed fields."""
    verb = _verb(before, entry)
    names = _changed(before, entry) if before else []
    changed = [name for name in names if name not in UNLOGGED_FIELDS]
    if verb != Verb.CHANGED:
        changed = [name for name in changed if name not in ("published_at", "go_live_at")]
    if changed or verb != Verb.CHANGED:
        log.record(verb, entry, changed=changed)


def _verb(before: Entry | None, entry: Entry) -> Verb:
    """Return the audit verb for the change from `before` to `entry`."""
    status = Status(entry.status)
    if before is None:
        return VERBS.get(status, Verb.ADDED)
    if status == before.status:
        return Verb.CHANGED
    if before.status == Status.TRASHED:
        return Verb.RESTORED
    if before.status == Status.IN_REVIEW and status == Status.DRAFT:
        return Verb.RETURNED
    if status in VERBS:
        return VERBS[status]
    return Verb.UNPUBLISHED if _has_public_status(before) else Verb.CHANGED


def _has_public_status(entry: Entry) -> bool:
    return entry.status in (Status.PUBLISHED, Status.SCHEDULED)


def _value(entry: Entry, name: str) -> object:
    return getattr(entry, entry._meta.get_field(name).attname)  # type: ignore[union-attr]


def _content(entry: Entry) -> tuple[object, ...]:
    return tuple(getattr(entry, field) for field in CONTENT_FIELDS)


def _announce(before: Entry | None, entry: Entry, now: datetime) -> None:
    """Send the signal for the change that is visible to readers, if any."""
    url = entry.get_absolute_url()
    old_url = before.get_absolute_url() if before else url
    was_public = before is not None and _was_announced(before)
    is_public = entry.is_public_at(now)
    signal: Signal | None = None
    if is_public and not was_public:
        signal = signals.entry_published
    elif was_public and not is_public:
        signal = signals.entry_unpublished
    elif is_public and before and (_content(before), old_url) != (_content(entry), url):
        signal = signals.entry_changed
    if signal is not None:
        signal.send(
            sender=type(entry), model=entry._meta.label_lower, pk=entry.pk, url=url, old_url=old_url
        )


def _was_announced(entry: Entry) -> bool:
    """Whether entry_published was sent: for scheduled entries, only `publish_due` sends it."""
    return entry.status == Status.PUBLISHED and entry.first_published_at is not None


def _publish_due(model: type[Post] | type[Page], pk: int, now: datetime) -> int:
    with transaction.atomic():
        entry = model.objects.select_for_update().due(now).filter(pk=pk).first()
        if entry is None:
            return 0
        with _locked(entry, now):
            pass  # `_sync_status` sets the status
    return 1


def _expire(model: type[Post] | type[Page], pk: int, now: datetime) -> int:
    with transaction.atomic():
        entry = model.objects.select_for_update().expired(now).filter(pk=pk).first()
        if entry is None:
            return 0
        with _locked(entry, now) as row:
            row.status = Status.DRAFT
    return 1

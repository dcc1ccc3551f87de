"""Every change to a post or page that has consequences, each in one function.

`save` is the only place where entries are written. It derives the stored HTML, keeps the old
address, moves the moments of publication, and announces in the same transaction what readers will
notice (signals: blog/signals.py).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from audit import trail
from audit.enums import Verb
from blog import moves, signals
from blog.enums import HomePlace, Status
from blog.models import Entry, Page, Post, SidebarWidget
from blog.rendering import DERIVED_FIELDS, derive, derive_widget
from core.markdown import Notice
from core.models import SiteSettings
from core.trashing import TRASH_DAYS

ENTRY_MODELS: tuple[type[Post] | type[Page], ...] = (Post, Page)
# A change in one of these is news to readers and feeds; the rest is housekeeping.
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
# What changes by itself along with something else: no row of the log names it.
CONSEQUENCES = {
    *DERIVED_FIELDS,
    *("id", "created_at", "updated_at", "first_published_at", "comment_count"),
    *("status", "status_before_trash", "trashed_at"),
}
# What a change of status is called in the log.
DEEDS = {
    Status.IN_REVIEW: Verb.HANDED_IN,
    Status.SCHEDULED: Verb.SCHEDULED,
    Status.PUBLISHED: Verb.PUBLISHED,
    Status.TRASHED: Verb.TRASHED,
}


def save(entry: Entry, *, now: datetime | None = None) -> Sequence[Notice]:
    """Write `entry` as it stands, with every consequence; return what its author should know.

    In order: settle status and moments (`_settle`), derive the HTML, keep the old address, write
    the row, record, announce. Saving without a change records and announces nothing.
    """
    now = now or timezone.now()
    with transaction.atomic():
        before = type(entry).objects.select_for_update().filter(pk=entry.pk).first()
        _settle(entry, before, now)
        if before is None or _content(before) != _content(entry):
            entry.updated_at = now
        document = derive(entry, site=SiteSettings.load())
        with moves.remembered(entry):
            entry.save()
        _record(before, entry)
        _announce(before, entry, now)
    return document.notices


def publish(entry: Entry, *, now: datetime | None = None) -> None:
    """Show `entry` to readers now, also one scheduled for later. One already public stays as it is."""
    now = now or timezone.now()
    if entry.published_at is not None and entry.published_at > now:
        entry.published_at = None
    entry.status = Status.PUBLISHED
    entry.go_live_at = None
    save(entry, now=now)


def schedule(entry: Entry, *, at: datetime) -> None:
    """Let `entry` appear at `at`; at once if that moment has passed."""
    entry.status = Status.SCHEDULED
    entry.go_live_at = at
    save(entry)


def unpublish(entry: Entry) -> None:
    """Take `entry` back to a draft; its address answers 404 from now on."""
    entry.status = Status.DRAFT
    entry.go_live_at = None
    save(entry)


def trash(entry: Entry) -> None:
    """Put `entry` into the trash; 410 for readers if it was ever public. Twice does no harm."""
    if entry.status == Status.TRASHED:
        return
    entry.status_before_trash = entry.status
    entry.status = Status.TRASHED
    entry.trashed_at = timezone.now()
    save(entry)


def may_restore(entry: Entry, *, may_publish: bool) -> bool:
    """Whether taking `entry` out of the trash would not publish past the person's permission."""
    return may_publish or entry.status_before_trash in (Status.DRAFT, Status.IN_REVIEW, "")


def restore(entry: Entry) -> bool:
    """Take `entry` out of the trash, to the status it had before; return whether it was there."""
    if entry.status != Status.TRASHED:
        return False
    entry.status = Status(entry.status_before_trash or Status.DRAFT)
    entry.status_before_trash = ""
    entry.trashed_at = None
    save(entry)
    return True


def publish_due(now: datetime | None = None) -> int:
    """Announce scheduled entries whose moment has come; return how many.

    Readers see them already (EntryQuerySet.published): this settles the status, so a worker that
    was down loses nothing and a second one announces nothing twice.
    """
    now = now or timezone.now()
    return sum(
        _settle_due(model, pk, now)
        for model in ENTRY_MODELS
        for pk in model.objects.due(now).values_list("pk", flat=True)
    )


def expire_due(now: datetime | None = None) -> int:
    """Turn entries whose time is over into drafts and announce that they are gone; return how many."""
    now = now or timezone.now()
    return sum(
        _expire(model, pk, now)
        for model in ENTRY_MODELS
        for pk in model.objects.expired(now).values_list("pk", flat=True)
    )


def empty_trash(now: datetime | None = None) -> int:
    """Delete for good what has been in the trash for more than TRASH_DAYS days; return how many."""
    limit = (now or timezone.now()) - timedelta(days=TRASH_DAYS)
    return sum(
        delete(entry)
        for model in ENTRY_MODELS
        for entry in model.objects.trashed().filter(trashed_at__lt=limit).iterator()
    )


def delete(entry: Entry) -> bool:
    """Delete `entry` for good, out of the trash only; return whether it was there."""
    with transaction.atomic():
        rows = type(entry).objects.trashed().select_for_update().filter(pk=entry.pk)
        if not rows.exists():
            return False
        trail.record(Verb.DELETED, entry)
        entry.delete()
    return True


def rebuild(entry: Entry) -> bool:
    """Make the derived fields anew, as after a change of the renderer; return whether any changed."""
    before = [getattr(entry, field) for field in DERIVED_FIELDS]
    derive(entry, site=SiteSettings.load())
    if before == [getattr(entry, field) for field in DERIVED_FIELDS]:
        return False
    entry.save(update_fields=DERIVED_FIELDS)
    return True


def rebuild_all() -> int:
    """Rebuild every entry, each in a transaction of its own; return how many changed.

    A row is locked while it is rendered, so that an author's save in between is not overwritten.
    """
    changed = 0
    for model in ENTRY_MODELS:
        for pk in model.objects.values_list("pk", flat=True):
            with transaction.atomic():
                entry = model.objects.select_for_update().filter(pk=pk).first()
                changed += entry is not None and rebuild(entry)
    return changed + _rebuild_sidebar()


def place_on_home(post: Post, place: HomePlace) -> None:
    """Pin `post` to the top of the home, put it among the picks, or neither.

    Nothing of the post itself changes, so nobody is told and its date of change stays.
    """
    Post.objects.filter(pk=post.pk).update(home_place=place)
    post.home_place = place


def set_comment_count(entry: Entry, count: int) -> None:
    """Store how many public comments `entry` has; called by the comments in their transaction."""
    type(entry).objects.filter(pk=entry.pk).update(comment_count=count)
    entry.comment_count = count


def _rebuild_sidebar() -> int:
    """Render the texts of the sidebar again; return how many changed."""
    changed = 0
    with transaction.atomic():
        for widget in SidebarWidget.objects.select_for_update().exclude(body=""):
            before = widget.body_html
            derive_widget(widget)
            widget.save(update_fields=["body_html", "renderer_version"])
            changed += widget.body_html != before
    return changed


def _settle(entry: Entry, before: Entry | None, now: datetime) -> None:
    """Make status and moments agree: what is scheduled for the past is published."""
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
    for state in (before, entry):
        if state and state.is_public_at(now) and entry.first_published_at is None:
            entry.first_published_at = state.published_at


def _record(before: Entry | None, entry: Entry) -> None:
    """Write into the log what was done: the change of status where there is one, with the fields."""
    verb = _deed(before, entry)
    names = [field.name for field in entry._meta.concrete_fields if field.name not in CONSEQUENCES]
    changed = [n for n in names if before and _kept(before, n) != _kept(entry, n)]
    if verb != Verb.CHANGED:
        changed = [name for name in changed if name not in ("published_at", "go_live_at")]
    if changed or verb != Verb.CHANGED:
        trail.record(verb, entry, changed=changed)


def _deed(before: Entry | None, entry: Entry) -> Verb:
    """Return what it is called to bring `before` to where `entry` is."""
    status = Status(entry.status)
    if before is None:
        return DEEDS.get(status, Verb.ADDED)
    if status == before.status:
        return Verb.CHANGED
    if before.status == Status.TRASHED:
        return Verb.RESTORED
    if status in DEEDS:
        return DEEDS[status]
    return Verb.UNPUBLISHED if _was_shown(before) else Verb.CHANGED


def _was_shown(before: Entry) -> bool:
    return before.status in (Status.PUBLISHED, Status.SCHEDULED)


def _kept(entry: Entry, name: str) -> object:
    return getattr(entry, entry._meta.get_field(name).attname)  # type: ignore[union-attr]


def _content(entry: Entry) -> tuple[object, ...]:
    return tuple(getattr(entry, field) for field in CONTENT_FIELDS)


def _announce(before: Entry | None, entry: Entry, now: datetime) -> None:
    """Send the one signal that says what readers will notice, if anything."""
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
    """Whether the stored entry has been told to the world: scheduled ones only once they are settled."""
    return entry.status == Status.PUBLISHED and entry.first_published_at is not None


def _settle_due(model: type[Post] | type[Page], pk: int, now: datetime) -> int:
    with transaction.atomic():
        entry = model.objects.select_for_update().due(now).filter(pk=pk).first()
        if entry is None:
            return 0
        save(entry, now=now)
    return 1


def _expire(model: type[Post] | type[Page], pk: int, now: datetime) -> int:
    with transaction.atomic():
        entry = model.objects.select_for_update().expired(now).filter(pk=pk).first()
        if entry is None:
            return 0
        entry.status = Status.DRAFT
        save(entry, now=now)
    return 1

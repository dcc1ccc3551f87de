"""Writes the audit log. Write functions call `record` in the transaction of their change:

    log.record(Verb.PUBLISHED, post)

The actor is the user of the request (audit.middleware), or the worker or command that `as_actor` names.
`by=` overrides it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from audit.enums import ActorKind, Verb
from audit.models import TITLE_LENGTH, AuditSettings, Event
from audit.querysets import normalize_search_text

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: Saves of one target by one actor with shorter pauses than this are merged into one row …
MERGE_WINDOW = timedelta(minutes=10)
#: … which never spans more than this.
MAX_SPAN = timedelta(hours=1)
#: A change so soon after another action (a form saves tags and authors after the row) is merged into it.
SAME_SAVE = timedelta(seconds=5)
#: Verbs of which consecutive events are merged.
MERGEABLE = {Verb.CHANGED, Verb.SETTINGS_CHANGED, Verb.SIGN_IN_FAILED}
#: Rows deleted per statement, so that other writers of SQLite do not wait long.
BATCH = 2000


@dataclass(frozen=True)
class Actor:
    """An actor. `name` is stored as it is now; `user_pk` is set for a PERSON only."""

    kind: ActorKind
    name: str = ""
    user_pk: int | None = None


SYSTEM = Actor(ActorKind.SYSTEM)
VISITOR = Actor(ActorKind.VISITOR)
WORKER = Actor(ActorKind.WORKER)

_actor: ContextVar[Callable[[], Actor]] = ContextVar("actor", default=lambda: SYSTEM)
_request_id: ContextVar[str] = ContextVar("request_id", default="")
_is_collapsed: ContextVar[bool] = ContextVar("is_collapsed", default=False)


def user_actor(user: "User | AnonymousUser") -> Actor:
    """Return the actor of `user`; VISITOR for an anonymous user."""
    if not user.is_authenticated:
        return VISITOR
    return Actor(ActorKind.PERSON, str(user), user.pk)


def command_actor(name: str) -> Actor:
    """Return the actor of the management command `name`."""
    return Actor(ActorKind.COMMAND, name)


def current_actor() -> Actor:
    """Return the actor of what is done now."""
    return _actor.get()()


@contextmanager
def as_actor(actor: Actor | Callable[[], Actor], *, request_id: str = "") -> Iterator[None]:
    """Set the actor of everything recorded inside. A function is called only when a row is written."""
    tokens = (
        _actor.set(actor if callable(actor) else lambda: actor),
        _request_id.set(request_id),
    )
    try:
        yield
    finally:
        _actor.reset(tokens[0])
        _request_id.reset(tokens[1])


@contextmanager
def collapsed(verb: Verb, target: Model | None = None, *, note: str = "") -> Iterator[None]:
    """Write one row for everything that is recorded inside, if the block succeeds.

    For commands that change many rows.
    """
    token = _is_collapsed.set(True)
    try:
        yield
    finally:
        _is_collapsed.reset(token)
    record(verb, target, note=note)


def record(
    verb: Verb,
    target: Model | None = None,
    *,
    by: "User | AnonymousUser | Actor | None" = None,
    changed: Iterable[str] = (),
    title: str = "",
    note: str = "",
) -> Event | None:
    """Write a row: `verb` was done to `target`. Call it in the transaction of the change.

    `by` defaults to the current actor. `changed` are names of fields, never values. `title` replaces
    str(target), which may identify a reader. Record a deletion before it happens, while the target has
    its key. Returns the row (an earlier one if the event was merged into it), or None inside `collapsed`.
    """
    if _is_collapsed.get():
        return None
    event = Event(
        verb=verb,
        changed=sorted(set(changed)),
        note=_truncate(note),
        request_id=_request_id.get()[:64],
        **_actor_columns(by),
        **_target_columns(target, title),
    )
    event.search_text = normalize_search_text(
        f"{event.target_title} {event.actor_name} {event.note}"
    )
    with transaction.atomic():
        earlier = _get_mergeable(event)
        if earlier is not None:
            return _merge(earlier, event)
        event.save()
    return event


def prune(now: datetime | None = None) -> int:
    """Delete rows older than AuditSettings.keep_days, in batches; return how many."""
    limit = (now or timezone.now()) - timedelta(days=AuditSettings.load().keep_days)
    deleted = 0
    while batch := list(
        Event.objects.filter(created_at__lt=limit)
        .order_by("created_at")
        .values_list("pk", flat=True)[:BATCH]
    ):
        deleted += Event.objects.filter(pk__in=batch).delete()[0]
    return deleted


def _actor_columns(by: "User | AnonymousUser | Actor | None") -> dict[str, Any]:
    actor = by if isinstance(by, Actor) else user_actor(by) if by is not None else current_actor()
    return {
        "actor_kind": actor.kind,
        "actor_name": _truncate(actor.name),
        "actor_id": actor.user_pk,
    }


def _target_columns(target: Model | None, title: str) -> dict[str, str]:
    if target is None:
        return {"target_title": _truncate(title)}
    return {
        "target_kind": target._meta.label_lower,
        "target_pk": str(target.pk)[:40],
        "target_title": _truncate(title or str(target)),
    }


def _truncate(text: str) -> str:
    return text.replace("\x00", "")[:TITLE_LENGTH]


def _get_mergeable(event: Event) -> Event | None:
    """Return the row, locked, into which `event` can be merged, or None.

    Only the latest row of the target qualifies: a change after another actor's is a separate row.
    """
    if event.verb not in MERGEABLE:
        return None
    same = Event.objects.about(event.target_kind, event.target_pk)
    if not event.target_kind:
        same = same.filter(verb=event.verb)
    latest = same.select_for_update().newest_first().first()
    if latest is None or not _continues(latest, event):
        return None
    return latest


def _continues(latest: Event, event: Event) -> bool:
    columns = ("actor_kind", "actor_id", "actor_name")
    if any(getattr(latest, name) != getattr(event, name) for name in columns):
        return False
    pause = event.created_at - latest.last_at
    if latest.verb == event.verb:
        return pause < MERGE_WINDOW and event.created_at - latest.created_at < MAX_SPAN
    return event.verb == Verb.CHANGED and latest.verb != Verb.DELETED and pause < SAME_SAVE


def _merge(earlier: Event, event: Event) -> Event:
    """Merge `event` into `earlier`, save and return `earlier`."""
    earlier.changed = sorted({*earlier.changed, *event.changed})
    if earlier.verb == event.verb:
        earlier.repeat_count += 1
        earlier.repeated_until = event.created_at
        earlier.target_title = event.target_title
        earlier.search_text = event.search_text
    earlier.save(
        update_fields=["changed", "repeat_count", "repeated_until", "target_title", "search_text"]
    )
    return earlier

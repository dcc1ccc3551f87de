"""Writes the log. Whoever changes something says so here, in the transaction of the change:

    trail.record(Verb.PUBLISHED, post)

Who acts is known without being asked: the person of the request (audit.middleware), the worker and
commands name themselves by `acting`. `by=` says it where a function is told.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from audit.enums import ActorKind, Verb
from audit.models import TITLE_LENGTH, AuditSettings, Event
from audit.querysets import folded

#: Saves of one thing by one person with shorter pauses than this are one row …
TOGETHER = timedelta(minutes=10)
#: … but a row never spans more than this.
LONGEST = timedelta(hours=1)
#: What a form saves after the row itself (tags, authors) belongs to what was done a moment ago.
SAME_DEED = timedelta(seconds=5)
#: Verbs of which several in a row are one.
REPEATED = {Verb.CHANGED, Verb.SETTINGS_CHANGED, Verb.SIGN_IN_FAILED}
#: Rows deleted at once, so that other writers of SQLite do not wait long.
BATCH = 2000


@dataclass(frozen=True)
class Actor:
    """Who acts: a person with an account, or what `kind` says; `name` is kept as it is now."""

    kind: ActorKind
    name: str = ""
    user_pk: Any = None


SYSTEM = Actor(ActorKind.SYSTEM)
VISITOR = Actor(ActorKind.VISITOR)
WORKER = Actor(ActorKind.WORKER)

_actor: ContextVar[Callable[[], Actor]] = ContextVar("actor", default=lambda: SYSTEM)
_request_id: ContextVar[str] = ContextVar("request_id", default="")
_is_summed_up: ContextVar[bool] = ContextVar("is_summed_up", default=False)


def person(user: Any) -> Actor:
    """Return the actor that `user` is; a VISITOR where nobody is signed in."""
    if not user.is_authenticated:
        return VISITOR
    return Actor(ActorKind.PERSON, str(user), user.pk)


def command(name: str) -> Actor:
    """Return the actor that a management command is."""
    return Actor(ActorKind.COMMAND, name)


@contextmanager
def acting(actor: Actor | Callable[[], Actor], *, request_id: str = "") -> Iterator[None]:
    """Let `actor` be who does what is recorded inside; a function is asked only when that happens."""
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
def summed_up(verb: Verb, target: Model | None = None, *, note: str = "") -> Iterator[None]:
    """Write one row for everything that is recorded inside, when the block succeeds.

    For commands that touch more rows than anybody wants to read about.
    """
    token = _is_summed_up.set(True)
    try:
        yield
    finally:
        _is_summed_up.reset(token)
    record(verb, target, note=note)


def record(
    verb: Verb,
    target: Model | None = None,
    *,
    by: Any = None,
    changed: Iterable[str] = (),
    title: str = "",
    note: str = "",
) -> Event | None:
    """Write that `verb` was done to `target`; call it in the transaction that does it.

    `by` is a user or an Actor, else whoever acts at present. `changed` are names of fields, never
    values. `title` replaces str(target) where that would tell of a reader. A deleted thing is
    recorded before it is deleted, while it has its key. Returns the row, which is an earlier one
    where the same person goes on with the same thing, or None inside `summed_up`.
    """
    if _is_summed_up.get():
        return None
    event = Event(
        verb=verb,
        changed=sorted(set(changed)),
        note=_short(note),
        request_id=_request_id.get()[:64],
        **_actor_columns(by),
        **_target_columns(target, title),
    )
    event.words = folded(f"{event.target_title} {event.actor_name} {event.note}")
    with transaction.atomic():
        earlier = _earlier(event)
        if earlier is not None:
            return _merged(earlier, event)
        event.save()
    return event


def prune(now: datetime | None = None) -> int:
    """Delete rows that are older than the settings say, a batch at a time; return how many."""
    limit = (now or timezone.now()) - timedelta(days=AuditSettings.load().keep_days)
    deleted = 0
    while batch := list(
        Event.objects.filter(moment__lt=limit)
        .order_by("moment")
        .values_list("pk", flat=True)[:BATCH]
    ):
        deleted += Event.objects.filter(pk__in=batch).delete()[0]
    return deleted


def _actor_columns(by: Any) -> dict[str, Any]:
    actor = by if isinstance(by, Actor) else person(by) if by is not None else _actor.get()()
    return {
        "actor_kind": actor.kind,
        "actor_name": _short(actor.name),
        "actor_id": actor.user_pk,
    }


def _target_columns(target: Model | None, title: str) -> dict[str, str]:
    if target is None:
        return {"target_title": _short(title)}
    return {
        "target_kind": target._meta.label_lower,
        "target_pk": str(target.pk)[:40],
        "target_title": _short(title or str(target)),
    }


def _short(text: str) -> str:
    return text.replace("\x00", "")[:TITLE_LENGTH]


def _earlier(event: Event) -> Event | None:
    """Return the row that `event` goes on with, locked, or None.

    It is the last one about the thing: a change after somebody else's is a row of its own.
    """
    if event.verb not in REPEATED:
        return None
    same = Event.objects.about(event.target_kind, event.target_pk)
    if not event.target_kind:
        same = same.filter(verb=event.verb)
    latest = same.select_for_update().newest_first().first()
    if latest is None or not _goes_on(latest, event):
        return None
    return latest


def _goes_on(latest: Event, event: Event) -> bool:
    who = ("actor_kind", "actor_id", "actor_name")
    if any(getattr(latest, name) != getattr(event, name) for name in who):
        return False
    pause = event.moment - latest.last_at
    if latest.verb == event.verb:
        return pause < TOGETHER and event.moment - latest.moment < LONGEST
    return event.verb == Verb.CHANGED and latest.verb != Verb.DELETED and pause < SAME_DEED


def _merged(earlier: Event, event: Event) -> Event:
    """Let `earlier` tell of `event` too."""
    earlier.changed = sorted({*earlier.changed, *event.changed})
    if earlier.verb == event.verb:
        earlier.times += 1
        earlier.until = event.moment
        earlier.target_title = event.target_title
        earlier.words = event.words
    earlier.save(update_fields=["changed", "times", "until", "target_title", "words"])
    return earlier

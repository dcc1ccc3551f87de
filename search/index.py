"""Keeps the index in step with what it is about. Everything here may run twice and at any time.

Whether something may be found is never asked here: a post becomes public by the clock alone, so the
search asks when it is asked (search/queries.py). Unpublished texts are indexed too, for the admin.
"""

import time
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from search.backends import backend
from search.enums import Kind
from search.models import IndexEntry
from search.sources import SOURCES

#: Objects written in one transaction: their rows are locked meanwhile.
BATCH = 50


def update(kind: Kind, keys: Sequence[int], *, anew: bool = False) -> int:
    """Bring the entries of these objects up to date, also of those that are gone; return how many changed.

    The objects' rows are locked, so that a text that is being saved meanwhile is not overtaken. With
    `anew`, entries that look right are written again too.
    """
    return sum(_update(kind, list(some), anew=anew) for some in _batches(keys))


def _update(kind: Kind, keys: list[int], *, anew: bool) -> int:
    engine, source = backend(), SOURCES[kind]
    with transaction.atomic():
        rows = source.rows.select_for_update(of=("self",)).order_by("pk").in_bulk(keys)
        texts = {key: source.read(row) for key, row in rows.items()}
        stale, known = [], set()
        for entry in IndexEntry.objects.of(kind).filter(object_id__in=keys):
            found = texts.get(entry.object_id)
            right = found is not None and entry.digest == found.digest and engine.holds(entry)
            if right and not anew:
                known.add(entry.object_id)
            else:
                stale.append(entry)
        fresh = [found.entry(kind, key) for key, found in texts.items() if key not in known]
        if stale:
            engine.erase(stale)
            IndexEntry.objects.filter(pk__in=[entry.pk for entry in stale]).delete()
        if fresh:
            engine.write(IndexEntry.objects.bulk_create(fresh))
    return max(len(stale), len(fresh))


def all_keys(kind: Kind) -> list[int]:
    """Return the keys of everything of a kind that is or has been indexed, newest first."""
    objects = SOURCES[kind].model._default_manager.values_list("pk", flat=True)
    entries = IndexEntry.objects.of(kind).values_list("object_id", flat=True)
    return sorted({*objects, *entries}, reverse=True)


def rebuild(*, kinds: Sequence[Kind] = tuple(Kind)) -> Iterator[int]:
    """Write every entry anew, and yield how many objects were looked at since the last time.

    A batch is one transaction: the search goes on meanwhile, and a run that is broken off has done
    what it has done.
    """
    for kind in kinds:
        for keys in _batches(all_keys(kind)):
            update(kind, keys, anew=True)
            yield len(keys)


def discard() -> None:
    """Throw the whole index away, in one transaction; what is searched for is not found until it is rebuilt."""
    engine = backend()
    with transaction.atomic():
        IndexEntry.objects.all().delete()
        with connection.cursor() as cursor:
            for statement in (*engine.drop(), *engine.create()):
                cursor.execute(statement)


def analyse() -> None:
    """Let the database count what the index holds, so that it plans well at once."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_indexentry")


def forget_leftovers(**kwargs: Any) -> None:
    """Receiver of post_migrate, which `flush` sends too: an index of nothing holds nothing."""
    backend().forget_leftovers()


class Caretaker:
    """Finds entries that are missing, left over or wrong, a little at a time, and mends them."""

    #: Objects compared with their entries at a time, and seconds that one visit may take.
    ROUND, PATIENCE = 200, 2.0

    def __init__(self) -> None:
        self._next = dict.fromkeys(Kind, 0)

    def work(self) -> int:
        """Mend what is missing or left over, then compare the next few; return how many were mended."""
        until = time.monotonic() + self.PATIENCE
        mended = 0
        for kind in Kind:
            for find in (_missing, _left_over):
                while (keys := list(find(kind)[: self.ROUND])) and time.monotonic() < until:
                    mended += update(kind, keys)
            mended += self._compare(kind)
        return mended

    def _compare(self, kind: Kind) -> int:
        keys = list(
            SOURCES[kind]
            .model._default_manager.filter(pk__gt=self._next[kind])
            .order_by("pk")
            .values_list("pk", flat=True)[: self.ROUND]
        )
        self._next[kind] = keys[-1] if len(keys) == self.ROUND else 0
        return update(kind, keys)


def gaps() -> int:
    """Return how many objects have no entry, and entries no object."""
    return sum(_missing(kind).count() + _left_over(kind).count() for kind in Kind)


def _missing(kind: Kind) -> QuerySet[Any, int]:
    """Keys of objects without an entry, newest first."""
    entry = IndexEntry.objects.of(kind).filter(object_id=OuterRef("pk"))
    rows: QuerySet[Any, Any] = SOURCES[kind].model._default_manager.filter(~Exists(entry))
    return rows.order_by("-pk").values_list("pk", flat=True)


def _left_over(kind: Kind) -> QuerySet[Any, int]:
    """Keys of entries without an object."""
    owner = SOURCES[kind].model._default_manager.filter(pk=OuterRef("object_id"))
    return IndexEntry.objects.of(kind).filter(~Exists(owner)).values_list("object_id", flat=True)


def _batches(keys: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), BATCH):
        yield list(keys[start : start + BATCH])

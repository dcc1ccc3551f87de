"""Updates, rebuilds and repairs the search index. All functions are idempotent and may run in parallel.

Visibility is not checked here: a scheduled post becomes public without a write, so each search filters
by itself (search/queries.py). Unpublished texts are indexed too, for the admin.
"""

import time
from collections.abc import Iterator, Sequence

from django.db import connection, transaction
from django.db.models import Exists, Model, OuterRef, QuerySet

from search.backends import backend
from search.documents import SOURCES
from search.enums import Kind
from search.models import IndexEntry

#: Objects indexed in one transaction, which locks their rows.
BATCH = 50


def update(kind: Kind, keys: Sequence[int], *, force: bool = False) -> int:
    """Update the entries of these objects, and delete those of deleted ones; return how many changed.

    The objects' rows are locked, so that an older text cannot overwrite one that is being saved. With
    `force`, entries that look right are rewritten too.
    """
    return sum(_update(kind, batch, force=force) for batch in _batches(keys))


def _update(kind: Kind, keys: list[int], *, force: bool) -> int:
    engine, source = backend(), SOURCES[kind]
    with transaction.atomic():
        rows = source.rows.select_for_update(of=("self",)).order_by("pk").in_bulk(keys)
        texts = {key: source.read(row) for key, row in rows.items()}
        stale, current = [], set()
        for entry in IndexEntry.objects.of_kind(kind).filter(object_id__in=keys):
            text = texts.get(entry.object_id)
            is_current = text and entry.digest == text.digest and engine.contains(entry)
            if is_current and not force:
                current.add(entry.object_id)
            else:
                stale.append(entry)
        fresh = [text.entry(kind, key) for key, text in texts.items() if key not in current]
        if stale:
            engine.delete(stale)
            IndexEntry.objects.filter(pk__in=[entry.pk for entry in stale]).delete()
        if fresh:
            engine.write(IndexEntry.objects.bulk_create(fresh))
    return max(len(stale), len(fresh))


def all_keys(kind: Kind) -> list[int]:
    """Return the keys of all objects and all entries of a kind, in descending order."""
    objects = SOURCES[kind].model._default_manager.values_list("pk", flat=True)
    entries = IndexEntry.objects.of_kind(kind).values_list("object_id", flat=True)
    return sorted({*objects, *entries}, reverse=True)


def rebuild(*, kinds: Sequence[Kind] = tuple(Kind)) -> Iterator[int]:
    """Rewrite every entry; yield the number of objects of each batch.

    A batch is one transaction: searches work meanwhile, and an interrupted run leaves a valid index.
    """
    for kind in kinds:
        for keys in _batches(all_keys(kind)):
            update(kind, keys, force=True)
            yield len(keys)


def discard() -> None:
    """Drop and create the index, empty, in one transaction; searches find nothing until `rebuild`."""
    engine = backend()
    with transaction.atomic():
        IndexEntry.objects.all().delete()
        with connection.cursor() as cursor:
            for statement in (*engine.drop(), *engine.create()):
                cursor.execute(statement)


def analyse() -> None:
    """Update the statistics of the query planner for the index (ANALYZE)."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_indexentry")


def clear_if_empty(**kwargs: object) -> None:
    """Clear the backend's index if there are no entries. Receiver of post_migrate, which `flush` sends too."""
    backend().clear_if_empty()


class IndexReconciler:
    """Repairs missing, orphaned and wrong entries, a batch per run."""

    #: Objects per batch, and seconds after which a run takes no further batch.
    BATCH_SIZE, MAX_SECONDS = 200, 2.0

    def __init__(self) -> None:
        self._next = dict.fromkeys(Kind, 0)

    def run(self) -> int:
        """Repair missing and orphaned entries, then check the next batch; return how many changed."""
        until = time.monotonic() + self.MAX_SECONDS
        repaired = 0
        for kind in Kind:
            for keys_of in (_missing, _orphaned):
                while (keys := list(keys_of(kind)[: self.BATCH_SIZE])) and time.monotonic() < until:
                    repaired += update(kind, keys)
            repaired += self._check_next(kind)
        return repaired

    def _check_next(self, kind: Kind) -> int:
        keys = list(
            SOURCES[kind]
            .model._default_manager.filter(pk__gt=self._next[kind])
            .order_by("pk")
            .values_list("pk", flat=True)[: self.BATCH_SIZE]
        )
        self._next[kind] = keys[-1] if len(keys) == self.BATCH_SIZE else 0
        return update(kind, keys)


def gaps() -> int:
    """Return the number of objects without an entry plus that of entries without an object."""
    return sum(_missing(kind).count() + _orphaned(kind).count() for kind in Kind)


def _missing(kind: Kind) -> QuerySet[Model, int]:
    """Return the keys of objects without an entry, newest first."""
    entry = IndexEntry.objects.of_kind(kind).filter(object_id=OuterRef("pk"))
    rows = SOURCES[kind].model._default_manager.filter(~Exists(entry))
    return rows.order_by("-pk").values_list("pk", flat=True)


def _orphaned(kind: Kind) -> QuerySet[IndexEntry, int]:
    """Return the object keys of entries without an object."""
    owner = SOURCES[kind].model._default_manager.filter(pk=OuterRef("object_id"))
    entries = IndexEntry.objects.of_kind(kind).filter(~Exists(owner))
    return entries.values_list("object_id", flat=True)


def _batches(keys: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), BATCH):
        yield list(keys[start : start + BATCH])

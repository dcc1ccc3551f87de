"""What can be commented on: posts and pages, named by their model and key."""

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.http import Http404

from blog.models import Entry, Page, Post

MODELS: dict[str, type[Post] | type[Page]] = {
    model._meta.label_lower: model for model in (Post, Page)
}


def key_of(entry: Entry) -> str:
    """Return the name of `entry` in columns and addresses: "blog.post:12"."""
    return f"{entry._meta.label_lower}:{entry.pk}"


def label_of(entry: Entry) -> str:
    """Return the model of `entry` as addresses name it: "blog.post"."""
    return entry._meta.label_lower


def keys_of(entries: QuerySet[Entry]) -> QuerySet[Entry, Any]:
    """Return the names of all `entries` as a subquery."""
    prefix = Value(f"{entries.model._meta.label_lower}:")
    key = Concat(prefix, Cast("pk", CharField()), output_field=CharField())
    return entries.order_by().annotate(entry_key=key).values("entry_key")


def find(key: str) -> Entry | None:
    """Return the entry of that name, in whatever status, or None when it is gone."""
    label, _colon, pk = key.partition(":")
    return MODELS[label].objects.filter(pk=pk).first() if label in MODELS else None


def locked(key: str) -> Entry | None:
    """Return the entry of that name like find(), and wait for everybody who changes comments on it.

    Inside a transaction only: the lock is held until its end.
    """
    label, _colon, pk = key.partition(":")
    if label not in MODELS:
        return None
    return MODELS[label].objects.select_for_update().filter(pk=pk).first()


def titles_of(keys: Iterable[str]) -> dict[str, Entry]:
    """Return the entries of those names that are still there, without their texts; a query for each model."""
    wanted: dict[str, set[str]] = {}
    for key in keys:
        label, _colon, pk = key.partition(":")
        wanted.setdefault(label, set()).add(pk)
    found: dict[str, Entry] = {}
    for label in wanted.keys() & MODELS.keys():
        rows = MODELS[label].objects.filter(pk__in=wanted[label])
        rows = rows.defer("body", "body_html", "body_text", "toc")
        found |= {f"{label}:{entry.pk}": entry for entry in rows}
    return found


def public_or_404(label: str, pk: int) -> Entry:
    """Return the public entry with its authors; raise Http404 for one that readers do not see."""
    model = MODELS.get(label)
    entry = model.objects.published().with_authors().filter(pk=pk).first() if model else None
    if entry is None:
        raise Http404
    return entry

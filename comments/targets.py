"""Targets of comments: posts and pages, identified by an entry key such as "blog.post:12"."""

from collections.abc import Iterable

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.http import Http404

from blog.models import Entry, Page, Post

MODELS: dict[str, type[Post] | type[Page]] = {
    model._meta.label_lower: model for model in (Post, Page)
}


def key_of(entry: Entry) -> str:
    """Return the entry key of `entry`."""
    return f"{entry._meta.label_lower}:{entry.pk}"


def label_of(entry: Entry) -> str:
    """Return the model of `entry` as in URLs: "blog.post"."""
    return entry._meta.label_lower


def keys_of(entries: QuerySet[Entry]) -> QuerySet[Entry, dict[str, str]]:
    """Return the entry keys of `entries` as a subquery."""
    prefix = Value(f"{entries.model._meta.label_lower}:")
    key = Concat(prefix, Cast("pk", CharField()), output_field=CharField())
    return entries.order_by().annotate(entry_key=key).values("entry_key")


def target_of(key: str) -> Entry | None:
    """Return the entry with that entry key, in any status; None when it is gone."""
    label, _colon, pk = key.partition(":")
    return MODELS[label].objects.filter(pk=pk).first() if label in MODELS else None


def lock_target(key: str) -> Entry | None:
    """Return the entry like `target_of`, with its row locked until the end of the transaction."""
    label, _colon, pk = key.partition(":")
    if label not in MODELS:
        return None
    return MODELS[label].objects.select_for_update().filter(pk=pk).first()


def titles_of(keys: Iterable[str]) -> dict[str, Entry]:
    """Return the existing entries by their entry key, without their texts; a query for each model."""
    pks: dict[str, set[str]] = {}
    for key in keys:
        label, _colon, pk = key.partition(":")
        pks.setdefault(label, set()).add(pk)
    entries: dict[str, Entry] = {}
    for label in pks.keys() & MODELS.keys():
        rows = MODELS[label].objects.filter(pk__in=pks[label])
        rows = rows.defer("body", "body_html", "body_text", "toc")
        entries |= {f"{label}:{entry.pk}": entry for entry in rows}
    return entries


def public_or_404(label: str, pk: int) -> Entry:
    """Return the public entry with its authors; raise Http404 for any other."""
    model = MODELS.get(label)
    entry = model.objects.published().with_authors().filter(pk=pk).first() if model else None
    if entry is None:
        raise Http404
    return entry

"""Posts and pages that a writer can link to, found by words of their title."""

from typing import TypedDict
from unicodedata import normalize
from urllib.parse import unquote

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.models import User
from blog.enums import Status
from blog.models import Entry, Page, Post
from blog.querysets import EntryQuerySet, public_now

LIMIT = 12
_COLUMNS = ("pk", "title", "slug", "status", "published_at", "expire_at", "updated_at")


class LinkTarget(TypedDict):
    """A post or page; `state` is "" for a public one, otherwise the label of its status."""

    title: str
    path: str
    kind: str
    state: str


def link_targets(user: User | AnonymousUser, text: str) -> list[LinkTarget]:
    """Return the entries whose title or slug has every word of `text`, the newest first; two queries.

    They are the public ones of everybody and those that `user` may change, except in the trash. Words
    match in full width and in half width.
    """
    found: list[Entry] = []
    for model in (Post, Page):
        entries: EntryQuerySet = model.objects.all()
        entries = entries.filter(public_now() | Q(pk__in=entries.editable_by(user).values("pk")))
        entries = entries.exclude(status=Status.TRASHED).filter(_has_words(text))
        found.extend(entries.only(*_COLUMNS).order_by("-updated_at", "-pk")[:LIMIT])
    found.sort(key=lambda entry: entry.updated_at, reverse=True)
    return [_target(entry) for entry in found[:LIMIT]]


def _has_words(text: str) -> Q:
    condition = Q()
    for word in text.split():
        spellings = {normalize("NFC", word), normalize("NFKC", word)}
        matches = Q()
        for spelling in sorted(spellings):
            matches |= Q(title__icontains=spelling) | Q(slug__icontains=spelling)
        condition &= matches
    return condition


def _target(entry: Entry) -> LinkTarget:
    return {
        "title": entry.title,
        "path": unquote(entry.get_absolute_url()),
        "kind": str(entry._meta.verbose_name),
        "state": "" if entry.is_published else str(Status(entry.status).label),
    }

"""Querysets of the audit log: permissions, target, search, keyset pagination."""

import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class EventQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Filter: events that `user` may read, which are at least their own.

        `view_every_event` allows all; `view_content_events` also those about models that `user` may
        change.
        """
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("audit.view_every_event"):
            return self
        own = Q(actor=user.pk)
        if user.has_perm("audit.view_content_events"):
            own |= Q(target_kind__in=changeable_kinds(user))
        return self.filter(own)

    def about(self, kind: str, pk: str = "") -> Self:
        """Filter: events about a model ("blog.post"), or about one object of it."""
        rows = self.filter(target_kind=kind)
        return rows.filter(target_pk=pk) if pk else rows

    def newest_first(self) -> Self:
        """Order by time, newest first; the key breaks ties, so that pages never overlap."""
        return self.order_by("-created_at", "-pk")

    def before(self, created_at: datetime, pk: int) -> Self:
        """Filter: events older than the one with `created_at` and `pk`."""
        # The first condition is redundant, but databases can use an index for it.
        return self.filter(
            Q(created_at__lte=created_at), Q(created_at__lt=created_at) | Q(pk__lt=pk)
        )

    def after(self, created_at: datetime, pk: int) -> Self:
        """Filter: events newer than the one with `created_at` and `pk`, oldest first."""
        rows = self.filter(
            Q(created_at__gte=created_at), Q(created_at__gt=created_at) | Q(pk__gt=pk)
        )
        return rows.order_by("created_at", "pk")

    def containing_words(self, words: str) -> Self:
        """Filter: title, actor or note contain all `words`, ignoring case and width."""
        rows = self
        for word in normalize_search_text(words).split():
            rows = rows.filter(search_text__contains=word)
        return rows


def normalize_search_text(text: str) -> str:
    """Return `text` in NFKC, case-folded and without NUL (PostgreSQL rejects it)."""
    return unicodedata.normalize("NFKC", text).casefold().replace("\x00", "")


def changeable_kinds(user: "User | AnonymousUser") -> list[str]:
    """Return the labels of all models that `user` may change in the admin."""
    return [
        model._meta.label_lower
        for model in apps.get_models()
        if user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")
    ]

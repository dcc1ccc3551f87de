"""Which rows of the log: by person, by thing, by moment; a page at a time however many there are."""

import unicodedata
from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q


class EventQuerySet(models.QuerySet[Any]):
    """Rows of the log."""

    def visible_to(self, user: Any) -> Self:
        """Those that `user` may read: their own doings; with the permissions for it, others'.

        `view_every_event` shows all; `view_content_events` those about kinds of things that the
        person may change.
        """
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("audit.view_every_event"):
            return self
        own = Q(actor=user.pk)
        if user.has_perm("audit.view_content_events"):
            own |= Q(target_kind__in=kinds_within_reach(user))
        return self.filter(own)

    def about(self, kind: str, pk: str = "") -> Self:
        """Those about one kind of thing ("blog.post"), or about one thing."""
        rows = self.filter(target_kind=kind)
        return rows.filter(target_pk=pk) if pk else rows

    def newest_first(self) -> Self:
        """By moment; the key breaks ties so that pages never overlap."""
        return self.order_by("-moment", "-pk")

    def before(self, moment: datetime, pk: int) -> Self:
        """Those further down than the row with `moment` and `pk`."""
        # The first condition says nothing new, but an index can begin there.
        return self.filter(Q(moment__lte=moment), Q(moment__lt=moment) | Q(pk__lt=pk))

    def after(self, moment: datetime, pk: int) -> Self:
        """Those further up than the row with `moment` and `pk`, nearest first."""
        rows = self.filter(Q(moment__gte=moment), Q(moment__gt=moment) | Q(pk__gt=pk))
        return rows.order_by("moment", "pk")

    def holding(self, words: str) -> Self:
        """Those whose title, person or note holds every one of `words`, whatever their case or width."""
        rows = self
        for word in folded(words).split():
            rows = rows.filter(words__contains=word)
        return rows


def folded(text: str) -> str:
    """Return `text` as it is kept for searching: NFKC, without case, without NUL."""
    return unicodedata.normalize("NFKC", text).casefold().replace("\x00", "")


def kinds_within_reach(user: Any) -> list[str]:
    """Return the labels of all models whose rows `user` may change in the admin."""
    return [
        model._meta.label_lower
        for model in apps.get_models()
        if user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")
    ]

"""Changelist of posts and pages: the filter by status, and its rows."""

from typing import cast

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from accounts.models import User
from blog import presence
from blog.enums import Status
from blog.models import Entry
from blog.querysets import EntryQuerySet

#: Long texts that the changelist defers.
DEFERRED_FIELDS = ("body", "body_html", "body_text", "toc", "title_html", "derived_excerpt")


class StatusFilter(admin.SimpleListFilter):
    """Filter by status; the default is everything except the trash."""

    title = gettext_lazy("status")
    parameter_name = "status"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Entry]
    ) -> list[tuple[str, str]]:
        return [(status.value, str(status.label)) for status in Status]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        if self.value():
            return queryset.filter(status=self.value())
        return queryset.exclude(status=Status.TRASHED)


class EntryList(ChangeList):
    """ChangeList with the authors and the accounts that have a row open, without the long texts."""

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: list[str | None] | None = None
    ) -> EntryQuerySet:
        rows = cast(EntryQuerySet, super().get_queryset(request, exclude_parameters))
        return rows.with_authors().defer(*DEFERRED_FIELDS)

    def get_results(self, request: HttpRequest) -> None:
        """Read the rows of the page, with the names of the other people who have them open."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        user = cast(User, request.user)
        others = presence.others_by_entry(self.result_list, user=user)
        for entry in self.result_list:
            entry.open_by = others.get(entry.pk, [])

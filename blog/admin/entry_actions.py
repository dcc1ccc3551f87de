"""Actions of the lists of posts and pages: publish, revert to draft, trash and restore."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from blog import publishing
from blog.enums import Status
from blog.models import Entry
from core.merging_forms import MergingAdmin


class EntryActions(MergingAdmin[Entry]):
    """Adds actions to the admin of posts or pages; each entry is changed in a transaction of its own."""

    actions = ["publish", "unpublish", "trash", "restore"]

    if TYPE_CHECKING:  # defined by EntryAdmin

        def has_publish_permission(self, request: HttpRequest) -> bool: ...

    @admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Entry]) -> None:
        """Publish the selected entries, except those in the trash."""
        self._for_each(request, queryset.exclude(status=Status.TRASHED), publishing.publish)

    @admin.action(description=gettext_lazy("Revert to draft"), permissions=["publish"])
    def unpublish(self, request: HttpRequest, queryset: QuerySet[Entry]) -> None:
        """Turn the selected entries into drafts, except those in the trash."""
        self._for_each(request, queryset.exclude(status=Status.TRASHED), publishing.unpublish)

    @admin.action(description=gettext_lazy("Move to the trash"), permissions=["change"])
    def trash(self, request: HttpRequest, queryset: QuerySet[Entry]) -> None:
        """Move the selected entries to the trash."""
        self._for_each(request, queryset.exclude(status=Status.TRASHED), publishing.trash)

    @admin.action(description=gettext_lazy("Restore from the trash"), permissions=["change"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Entry]) -> None:
        """Restore the selected entries from the trash."""
        self._for_each(request, queryset.filter(status=Status.TRASHED), publishing.restore)

    def _for_each(
        self, request: HttpRequest, entries: QuerySet[Entry], action: Callable[[Entry], object]
    ) -> None:
        """Call `action` for each entry that the user may change, one transaction each.

        Each row is read again under its lock, because the permission depends on its current status.
        """
        done = 0
        for pk in list(entries.values_list("pk", flat=True)):
            with transaction.atomic():
                entry = self.get_queryset(request).select_for_update().filter(pk=pk).first()
                if entry is None or not self._may(request, entry, action):
                    continue
                try:
                    done += action(entry) is not False
                except ValidationError as error:
                    text = _("“%(title)s”: %(reason)s")
                    reason = " ".join(error.messages)
                    messages.error(request, text % {"title": entry.title, "reason": reason})
        text = ngettext("%(count)d entry changed.", "%(count)d entries changed.", done)
        messages.success(request, text % {"count": done})

    def _may(self, request: HttpRequest, entry: Entry, action: Callable[[Entry], object]) -> bool:
        may_publish = self.has_publish_permission(request)
        return self.has_change_permission(request, entry) and (
            action is not publishing.restore
            or publishing.may_restore(entry, may_publish=may_publish)
        )

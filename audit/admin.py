"""The log in the admin's index: a page to read. Nobody adds, changes or deletes a row."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, path

from audit import views
from audit.models import Event
from core.read_only import ReadOnly


@admin.register(Event)
class EventAdmin(ReadOnly, admin.ModelAdmin[Event]):
    """The place of the log in the index; its pages are in audit/views.py."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever works here reads at least of their own doings."""
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def get_urls(self) -> list[URLPattern]:
        """Replace the list and the forms of a model by the log."""
        view = self.admin_site.admin_view
        return [
            path("", view(views.log), name="audit_event_changelist"),
            path("export/", view(views.export), name="audit_event_export"),
        ]

"""Admin entry of the audit log. It is read-only; its pages are in audit/log_pages.py."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, path

from audit import log_pages
from audit.models import Event
from core.read_only import ReadOnly


@admin.register(Event)
class EventAdmin(ReadOnly, admin.ModelAdmin[Event]):
    """Entry of the log in the admin's index."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Return whether the user has access to the admin: everyone there may read their own activity."""
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return self.admin_site.has_permission(request)

    def get_urls(self) -> list[URLPattern]:
        """Return the URLs of the log pages instead of the model's list and forms."""
        view = self.admin_site.admin_view
        return [
            path("", view(log_pages.log), name="audit_event_changelist"),
            path("export/", view(log_pages.export), name="audit_event_export"),
        ]

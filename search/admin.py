"""What readers looked for in vain, for the owner. Synonyms are in the settings section."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.read_only import NotWritten
from search.models import MissedQuery


@admin.register(MissedQuery)
class MissedQueryAdmin(NotWritten, admin.ModelAdmin[MissedQuery]):
    """What readers searched for and did not find: to read, and to clear."""

    list_display = ("query", "count", "last_on")
    list_display_links = None
    list_per_page = 100
    search_fields = ("query",)
    ordering = ("-count", "-last_on", "query")
    change_list_template = "admin/search/missed_queries.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the button that clears the list."""
        clear = self.admin_site.admin_view(require_POST(self.clear_view))
        return [path("clear/", clear, name="search_missedquery_clear"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list under a title of its own."""
        context = {
            "title": self.opts.verbose_name_plural,
            "may_clear": self.has_delete_permission(request),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def clear_view(self, request: HttpRequest) -> HttpResponse:
        """Forget every search without results."""
        if not self.has_delete_permission(request):
            raise PermissionDenied
        MissedQuery.objects.all().delete()
        messages.success(request, _("The list is empty again."))
        return HttpResponseRedirect(reverse("admin:search_missedquery_changelist"))

"""Admin list of searches without results. Synonyms are in the settings section."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.read_only import NoAddOrChange
from search.models import ZeroResultQuery


@admin.register(ZeroResultQuery)
class ZeroResultQueryAdmin(NoAddOrChange, admin.ModelAdmin[ZeroResultQuery]):
    """Searches without results. Read-only; the whole list can be cleared."""

    list_display = ("query", "count", "last_on")
    list_display_links = None
    list_per_page = 100
    search_fields = ("query",)
    ordering = ("-count", "-last_on", "query")
    change_list_template = "admin/search/zero_results.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the button that clears the list."""
        clear = self.admin_site.admin_view(require_POST(self.clear_view))
        return [path("clear/", clear, name="search_zeroresultquery_clear"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Use the plural name as the title, without Django's "Select … to view"."""
        context = {
            "title": self.opts.verbose_name_plural,
            "may_clear": self.has_delete_permission(request),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def clear_view(self, request: HttpRequest) -> HttpResponse:
        """Delete every search without results (POST); 403 without the delete permission."""
        if not self.has_delete_permission(request):
            raise PermissionDenied
        ZeroResultQuery.objects.all().delete()
        messages.success(request, _("The list was cleared."))
        return HttpResponseRedirect(reverse("admin:search_zeroresultquery_changelist"))

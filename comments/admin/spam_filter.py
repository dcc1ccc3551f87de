"""The report on the spam filter in the admin."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, path

from comments.models import FilterSettings
from comments.querysets import MODERATE
from comments.spam import filter_page
from core.read_only import ReadOnly


@admin.register(FilterSettings)
class FilterAdmin(ReadOnly, admin.ModelAdmin[FilterSettings]):
    """The filter's entry in the admin index: a report. Its settings are in the settings section."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MODERATE)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(MODERATE)

    def get_urls(self) -> list[URLPattern]:
        """Replace the model's pages by one page."""
        view = self.admin_site.admin_view(filter_page.show)
        return [path("", view, name="comments_filtersettings_changelist")]

"""A settings table in the admin: one page instead of a list with one row."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


class SingletonAdmin(admin.ModelAdmin[Any]):
    """Leads from the list straight to the form; the row is made when it is first opened."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Redirect those who may see the settings to them."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(self._address())

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Return the row, or one with the defaults, which the first save writes."""
        row = self.model.load()
        row.pk = 1
        return row

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Stay on the page, with Django's message."""
        super().response_change(request, obj)
        return HttpResponseRedirect(self._address())

    def _address(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[1])

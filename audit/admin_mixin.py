"""ModelAdmin mixin that writes the audit log instead of django.contrib.admin's LogEntry."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms import BaseModelFormSet, ModelForm
from django.http import Http404, HttpRequest, HttpResponse

from audit import log
from audit.enums import Verb
from audit.log_pages import history_of


class AuditLogMixin:
    """Mixin that the admin site (desk/sites.py) adds to every ModelAdmin.

    A ModelAdmin whose write functions record themselves sets `records_itself = True`.
    """

    def construct_change_message(
        self,
        request: HttpRequest,
        form: ModelForm[Model],
        formsets: "Iterable[BaseModelFormSet[Model, ModelForm[Model]]] | None",
        add: bool = False,
    ) -> list[str]:
        """Return the names of the changed fields and formsets; `log_change` gets them as `message`."""
        names = list(form.changed_data)
        for formset in formsets or []:
            if formset.new_objects or formset.changed_objects or formset.deleted_objects:
                names.append(str(formset.prefix))
        return names

    def log_addition(self, request: HttpRequest, obj: Model, message: object) -> None:
        """Record the addition of a row."""
        self._record(Verb.ADDED, obj)

    def log_change(self, request: HttpRequest, obj: Model, message: Iterable[object]) -> None:
        """Record the names of the changed fields; record nothing if there are none."""
        changed = [name for name in message if isinstance(name, str)]
        if changed:
            self._record(Verb.CHANGED, obj, changed)

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Model]) -> None:
        """Record the deletion of each row, before it is deleted."""
        for obj in queryset:
            self._record(Verb.DELETED, obj)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Redirect to the log filtered by the object, instead of Django's history page."""
        site: Any = self
        obj = site.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        if not site.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        return history_of(obj)

    def _record(self, verb: Verb, obj: Model, changed: Iterable[str] = ()) -> None:
        if not getattr(self, "records_itself", False):
            log.record(verb, obj, changed=changed)

"""Lets every form of the admin write into the log, in place of Django's own table of it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse

from audit import trail
from audit.enums import Verb
from audit.views import history_of


class Recorded:
    """Woven by the admin site into every ModelAdmin, so that none can forget.

    A ModelAdmin whose rows are written by verbs that record themselves says `records_itself = True`.
    """

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[str]:
        """Return names of fields where Django would write a message with their labels."""
        names = list(form.changed_data)
        for formset in formsets or []:
            if formset.new_objects or formset.changed_objects or formset.deleted_objects:
                names.append(formset.prefix)
        return names

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """Record that a row was made."""
        self._record(Verb.ADDED, obj)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """Record which fields were changed; nothing where none was."""
        changed = [name for name in message if isinstance(name, str)]
        if changed:
            self._record(Verb.CHANGED, obj, changed)

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Model]) -> None:
        """Record what is about to be deleted."""
        for obj in queryset:
            self._record(Verb.DELETED, obj)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Lead to the rows of the log about one thing, in place of Django's own history."""
        site: Any = self
        obj = site.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        if not site.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        return history_of(obj)

    def _record(self, verb: Verb, obj: Model, changed: Iterable[str] = ()) -> None:
        if not getattr(self, "records_itself", False):
            trail.record(verb, obj, changed=changed)

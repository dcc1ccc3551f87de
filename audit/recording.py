"""Lets every form of the admin write into the log, in place of Django's own table of it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from audit import trail
from audit.enums import Verb
from core.models import Singleton


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
            verb = Verb.SETTINGS_CHANGED if isinstance(obj, Singleton) else Verb.CHANGED
            self._record(verb, obj, changed)

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Model]) -> None:
        """Record what is about to be deleted."""
        for obj in queryset:
            self._record(Verb.DELETED, obj)

    def _record(self, verb: Verb, obj: Model, changed: Iterable[str] = ()) -> None:
        if not getattr(self, "records_itself", False):
            trail.record(verb, obj, changed=changed)

"""Forms of the settings section, which write what a person changed and nothing else.

A form shows columns of a row that other forms, and other people, change too. It remembers what the
person saw (a digest for each field). On saving, a field they left alone keeps what the row holds by
then; one that they and somebody else changed is refused once, with the other's value.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from core.models import SiteSettings
from core.signals import settings_changed

SEEN = "seen-"
#: A button of this name and a field's puts its value in place of what was typed there.
USE = "use-"


@dataclass(frozen=True)
class Change:
    """One column that was changed: its label for people, and its values before and after."""

    field: str
    label: str
    before: Any
    after: Any


class SettingsForm(forms.ModelForm[Any]):
    """Columns of a singleton (core.models.Singleton). Fields without a column are for the form alone."""

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        row = self._meta.model.load()
        data = self._with_offers(data)
        super().__init__(data, files, instance=row, **kwargs)
        self.stored = self._values(row)

    @property
    def columns(self) -> list[str]:
        """Names of the fields that the row has."""
        return [name for name in self.fields if name in self.stored]

    def seen_values(self) -> list[tuple[str, str]]:
        """Hidden fields (name, value) that tell what the person of this page saw.

        After a conflict they have seen the other's value too, so saving again is meant.
        """
        return [(SEEN + name, self._seen_now(name)) for name in self.columns]

    def conflicts_with(self, row: Any) -> bool:
        """Whether somebody changed a field of `row` that the person changed too; it gets an error."""
        current = self._values(row)
        for name in self._touched():
            if digest(current[name]) not in (self._seen(name), digest(self._mine(name))):
                self.add_error(name, self._told(row, name))
        self.stored = current
        return bool(self.errors)

    def write(self, row: Any) -> list[Change]:
        """Put what the person changed on the locked `row` and save those columns."""
        before = self._values(row)
        touched = [name for name in self._touched() if self._mine(name) != before[name]]
        several = {field.name for field in row._meta.many_to_many}
        for name in touched:
            if name in several:
                getattr(row, name).set(self.cleaned_data[name])
            else:
                setattr(row, name, self.cleaned_data[name])
        columns = [name for name in (*touched, *self.derive(row, touched)) if name not in several]
        if columns:
            row.save(update_fields=columns)
        return [
            Change(name, str(self.fields[name].label or name), before[name], self._mine(name))
            for name in touched
        ]

    def derive(self, row: Any, touched: Sequence[str]) -> Sequence[str]:
        """Set columns of `row` that follow from the `touched` ones; return their names."""
        return ()

    def offer(self, name: str, value: str) -> None:
        """Put a button beside the field `name` that takes `value` and saves."""
        self.fields[name].offer = value  # type: ignore[attr-defined]

    def _with_offers(self, data: Any) -> Any:
        """Return what was sent, with the offers that the person took."""
        taken = {name: data[USE + name] for name in self.base_fields if USE + name in (data or ())}
        if taken:
            data = data.copy()
            for name, value in taken.items():
                data[name] = value
        return data

    def _values(self, row: Any) -> dict[str, Any]:
        """The row's columns that this form shows, as the database keeps them; rows as their keys."""
        columns = {field.name: field for field in row._meta.concrete_fields}
        several = {field.name for field in row._meta.many_to_many}
        found = {}
        for name in self.base_fields:
            if name in columns:
                found[name] = columns[name].value_from_object(row)
            elif name in several:
                rows = [] if row.pk is None else getattr(row, name).values_list("pk", flat=True)
                found[name] = sorted(rows)
        return found

    def _mine(self, name: str) -> Any:
        """What the person wants in the column `name`."""
        if self._meta.model._meta.get_field(name).many_to_many:
            return sorted(row.pk for row in self.cleaned_data.get(name) or ())
        return self._meta.model._meta.get_field(name).value_from_object(self.instance)

    def _seen(self, name: str) -> str:
        """What they saw there; a request that does not say so has seen what is there."""
        return str(self.data.get(self.add_prefix(SEEN + name)) or digest(self.stored[name]))

    def _seen_now(self, name: str) -> str:
        if not self.is_bound or self.has_error(name, "conflict"):
            return digest(self.stored[name])
        return self._seen(name)

    def _touched(self) -> list[str]:
        return [name for name in self.columns if digest(self._mine(name)) != self._seen(name)]

    def _told(self, row: Any, name: str) -> forms.ValidationError:
        value = self._values(row)[name]
        return forms.ValidationError(
            _("Somebody has changed this meanwhile, to “%(value)s”. Save again to replace that."),
            code="conflict",
            params={"value": str(value)[:200]},
        )


def save(forms_of_page: Sequence[SettingsForm], *, by: Any, group: str) -> list[Change] | None:
    """Save the valid forms of one page in one transaction; return what changed, in order.

    Effects: rows are made where they do not exist yet; changed columns are written; the version of
    the site's settings rises (pages kept elsewhere are told by it); `settings_changed` is sent.
    Returns None, and writes nothing, where somebody else changed the same fields meanwhile; their
    forms hold the errors then. Saving the same again changes nothing.
    """
    with transaction.atomic():
        SiteSettings.locked()  # first, whatever the page is about: two pages never wait for each other
        conflicts = [form.conflicts_with(form._meta.model.locked()) for form in forms_of_page]
        if any(conflicts):
            transaction.set_rollback(True)
            return None
        changes = [change for form in forms_of_page for change in _written(form, by, group)]
        if changes:
            SiteSettings.raise_version()
    return changes


def _written(form: SettingsForm, by: Any, group: str) -> list[Change]:
    row = form._meta.model.locked()
    changes = form.write(row)
    if changes:
        facts = {"row": row, "by": by, "group": group, "changes": changes}
        settings_changed.send(form._meta.model, **facts)
    return changes


def digest(value: Any) -> str:
    """Return a short fingerprint of a column's value."""
    text = json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]

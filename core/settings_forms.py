"""Settings forms, which save only the fields that the user changed.

A form edits columns of a row that other forms and other users change too. Hidden fields have a digest of
each value that the user saw. On saving, an unchanged field keeps the current value of the row. A field
that the user and another person changed gets an error with the other value once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction

from core.merging_forms import conflict, digest
from core.models import Singleton, SiteSettings
from core.signals import settings_changed
from core.typed_text import TypedTextMixin

SEEN = "seen-"
#: The prefix of a button's name; the button replaces the value of the field whose name follows.
USE = "use-"


@dataclass(frozen=True)
class Change:
    """A changed column: its name, its label, and its values before and after."""

    field: str
    label: str
    before: Any
    after: Any


class SettingsForm(TypedTextMixin, forms.ModelForm[Any]):
    """A form of columns of a Singleton. Fields without a column are used by the form only."""

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        files: Mapping[str, object] | None = None,
        *,
        row: Singleton | None = None,
        **kwargs: Any,
    ) -> None:
        row = row or self._meta.model.load()
        data = self._with_offers(data)
        super().__init__(data, files, instance=row, **kwargs)
        self.stored = self._values(row)

    @property
    def columns(self) -> list[str]:
        """Names of the fields that are columns of the row."""
        return [name for name in self.fields if name in self.stored]

    def seen_values(self) -> list[tuple[str, str]]:
        """Return name and value of the hidden fields with the digests of the values that the user sees.

        After a conflict these include the other value, so that saving again replaces it.
        """
        return [(SEEN + name, self._seen_now(name)) for name in self.columns]

    def conflicts_with(self, row: Singleton) -> bool:
        """Whether another person changed a field of `row` that the user changed; add an error to it."""
        current = self._values(row)
        for name in self._touched():
            if digest(current[name]) not in (self._seen(name), digest(self._new_value(name))):
                self.add_error(name, conflict(str(current[name])))
        self.stored = current
        return bool(self.errors)

    def write(self, row: Singleton) -> list[Change]:
        """Set the columns that the user changed on the locked `row`, save them, and return the changes."""
        before = self._values(row)
        touched = [name for name in self._touched() if self._new_value(name) != before[name]]
        many_to_many = {field.name for field in row._meta.many_to_many}
        for name in touched:
            if name in many_to_many:
                getattr(row, name).set(self.cleaned_data[name])
            else:
                setattr(row, name, self.cleaned_data[name])
        columns = [
            name for name in (*touched, *self.derive(row, touched)) if name not in many_to_many
        ]
        if columns:
            row.save(update_fields=columns)
        return [
            Change(name, str(self.fields[name].label or name), before[name], self._new_value(name))
            for name in touched
        ]

    def derive(self, row: Any, touched: Sequence[str]) -> Sequence[str]:
        """Set columns of `row` that depend on the `touched` ones; return their names."""
        return ()

    def offer(self, name: str, value: str) -> None:
        """Add a button beside the field `name` that sets `value` and saves."""
        self.fields[name].offer = value  # type: ignore[attr-defined]

    def _with_offers(self, data: Mapping[str, object] | None) -> Mapping[str, object] | None:
        """Return the submitted data with the value of the pressed `offer` button."""
        if data is None:
            return None
        accepted = {name: data[USE + name] for name in self.base_fields if USE + name in data}
        if not accepted:
            return data
        changed: Any = data.copy()  # type: ignore[attr-defined]  # a QueryDict or a dict
        for name, value in accepted.items():
            changed[name] = value
        return changed

    def _values(self, row: Singleton) -> dict[str, object]:
        """Return the row's values of this form's columns; related rows as sorted primary keys."""
        columns = {field.name: field for field in row._meta.concrete_fields}
        many_to_many = {field.name for field in row._meta.many_to_many}
        values: dict[str, object] = {}
        for name in self.base_fields:
            if name in columns:
                values[name] = columns[name].value_from_object(row)
            elif name in many_to_many:
                rows = [] if row.pk is None else getattr(row, name).values_list("pk", flat=True)
                values[name] = sorted(rows)
        return values

    def _new_value(self, name: str) -> object:
        """Return the user's value of the column `name`."""
        if self._meta.model._meta.get_field(name).many_to_many:
            return sorted(row.pk for row in self.cleaned_data.get(name) or ())
        return self._meta.model._meta.get_field(name).value_from_object(self.instance)

    def _seen(self, name: str) -> str:
        """Return the digest of the value that the user saw; without one in the request, the stored value's."""
        return str(self.data.get(self.add_prefix(SEEN + name)) or digest(self.stored[name]))

    def _seen_now(self, name: str) -> str:
        """Return the digest for the hidden field of the page to render."""
        if not self.is_bound or self.has_error(name, "conflict"):
            return digest(self.stored[name])
        return self._seen(name)

    def _touched(self) -> list[str]:
        return [name for name in self.columns if digest(self._new_value(name)) != self._seen(name)]


def save(forms_of_page: Sequence[SettingsForm], *, by: object, group: str) -> list[Change] | None:
    """Save the valid forms of one page in one transaction; return the changes, in order.

    Creates missing rows, writes the changed columns, increments the version of the site settings (a part
    of cache keys) and sends `settings_changed`. `by` is a user. Returns None, and writes nothing, if
    another person changed the same fields meanwhile; the forms then have the errors. Saving the same
    values again changes nothing.
    """
    with transaction.atomic():
        SiteSettings.locked()  # always the first lock, so that two pages cannot deadlock
        conflicts = [form.conflicts_with(form._meta.model.locked()) for form in forms_of_page]
        if any(conflicts):
            transaction.set_rollback(True)
            return None
        changes = [change for form in forms_of_page for change in _write(form, by, group)]
        if changes:
            SiteSettings.raise_version()
    return changes


def _write(form: SettingsForm, by: object, group: str) -> list[Change]:
    row = form._meta.model.locked()
    changes = form.write(row)
    if changes:
        settings_changed.send(form._meta.model, row=row, by=by, group=group, changes=changes)
    return changes

"""A form field for several choices in an order: one select per choice.

It needs no script: the list ends with empty selects, and an empty select removes its choice.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Model


class OrderedSelect(forms.SelectMultiple):
    """Renders one select per choice, in order, and `spare` empty ones."""

    template_name = "admin/widgets/ordered_select.html"
    #: The label is for a group of controls, not for one.
    is_group = True

    def __init__(self, attrs: dict[str, object] | None = None, *, spare: int = 1) -> None:
        super().__init__(attrs)
        self.spare = spare

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the rows and the options, which are the same in each row."""
        context = super().get_context(name, value, attrs)
        context["widget"]["options"] = [(str(key), label) for key, label in self.choices]
        context["widget"]["rows"] = [*map(str, value or []), *[""] * self.spare]
        return context

    def optgroups(self, name: str, value: Any, attrs: dict[str, Any] | None = None) -> list[Any]:
        """Return []: the template renders the options itself."""
        return []

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> list[str]:
        """Return the chosen keys in the order of the selects, without duplicates."""
        chosen = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return list(dict.fromkeys(filter(None, chosen)))


class OrderedChoiceField(forms.MultipleChoiceField):
    """Several of fixed choices; cleans to a list of keys in the order of the selects."""

    widget = OrderedSelect


class OrderedModelChoiceField(forms.ModelMultipleChoiceField):
    """Several model instances; cleans to a list in the order of the selects."""

    widget = OrderedSelect

    def clean(self, value: Iterable[object] | None) -> list[Model]:  # type: ignore[override]
        """Return the chosen instances; ValidationError if one is not in the queryset."""
        rows = {str(row.pk): row for row in super().clean(value) or ()}
        return [rows[key] for key in map(str, value or []) if key in rows]

    def has_changed(  # type: ignore[override]
        self, initial: Iterable[object] | None, data: Iterable[object] | None
    ) -> bool:
        """Whether the choices or their order changed."""
        before = [str(self.prepare_value(row)) for row in initial or []]
        return before != list(data or [])

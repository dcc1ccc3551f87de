"""A form field for several choices in an order of one's own: as many selects as choices, one below the other.

It needs no script: the list ends with empty selects, and choosing nothing takes a choice out.
"""

from typing import Any

from django import forms
from django.db.models import Model


class OrderedSelect(forms.SelectMultiple):
    """Renders one select for each choice, in order, and `spare` empty ones."""

    template_name = "admin/widgets/ordered_select.html"
    #: Its label belongs to a group of controls, not to one.
    is_group = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, spare: int = 1) -> None:
        super().__init__(attrs)
        self.spare = spare

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the rows; the options are the same in each."""
        context = super().get_context(name, value, attrs)
        context["widget"]["options"] = [(str(key), label) for key, label in self.choices]
        context["widget"]["rows"] = [*map(str, value or []), *[""] * self.spare]
        return context

    def optgroups(self, name: str, value: Any, attrs: dict[str, Any] | None = None) -> list[Any]:
        """Return nothing: the template makes its own options."""
        return []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Return what was chosen, in the order of the selects, each once."""
        chosen = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return list(dict.fromkeys(filter(None, chosen)))


class OrderedChoiceField(forms.MultipleChoiceField):
    """Several of fixed choices; cleans to a list of keys in the person's order."""

    widget = OrderedSelect


class OrderedModelChoiceField(forms.ModelMultipleChoiceField):
    """Several rows; cleans to a list of them in the person's order."""

    widget = OrderedSelect

    def clean(self, value: Any) -> list[Model]:  # type: ignore[override]
        """Return the chosen rows; raise ValidationError where one is not among the choices."""
        rows = {str(row.pk): row for row in super().clean(value) or ()}
        return [rows[key] for key in map(str, value or []) if key in rows]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the choice or its order changed."""
        before = [str(self.prepare_value(row)) for row in initial or []]
        return before != list(data or [])

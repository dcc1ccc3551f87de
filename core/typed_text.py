"""Form fields of plain text: without control characters, and with a line end as one character.

Browsers send a line end as two characters but count it as one (HTML, 4.10.5.4), so that a text of the
maximum length would be rejected.
"""

from typing import Any

from django import forms

from core.cleaning import clean_text, typed_line


class TypedLineField(forms.CharField):
    """One line of text, with spaces and joiners unchanged."""

    def to_python(self, value: object) -> str | None:
        """Return the cleaned text, or `empty_value` if nothing is visible."""
        text = super().to_python(value)
        return typed_line(text or "") or self.empty_value


class TypedTextField(forms.CharField):
    """Several lines of text."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str | None:
        """Return the cleaned text, or `empty_value` if nothing is visible."""
        text = super().to_python(value)
        return clean_text(text or "") or self.empty_value


class TypedTextMixin(forms.BaseForm):
    """Converts every plain CharField of a form to one of the two above, but no subclass of CharField."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if type(field) is forms.CharField:  # models and the admin choose the class
                is_long = isinstance(field.widget, forms.Textarea)
                field.__class__ = TypedTextField if is_long else TypedLineField


class TypedModelForm(TypedTextMixin, forms.ModelForm[Any]):
    """The default form of a ModelAdmin or inline."""

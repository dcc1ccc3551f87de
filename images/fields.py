"""A form field that chooses one of the uploaded pictures."""

from typing import Any

from django import forms

from images.models import Image


class ImagePicker(forms.TextInput):
    """Holds the key of a picture; the script beside it (js/admin/image_picker.js) shows the shelf.

    Without the script the key, as the list of pictures shows it, can be typed.
    """

    template_name = "admin/widgets/image_picker.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the chosen picture (one query where there is one)."""
        context = super().get_context(name, value, attrs)
        key = context["widget"]["value"]
        context["widget"]["image"] = Image.objects.filter(key=key).first() if key else None
        return context


class ImageChoiceField(forms.ModelChoiceField):
    """One picture or none."""

    widget = ImagePicker

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Image.objects.all(), to_field_name="key", required=False, **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        """Return the key, whether the form knows the row, its primary key or the key itself."""
        if isinstance(value, int):
            return Image.objects.filter(pk=value).values_list("key", flat=True).first()
        return super().prepare_value(value)

"""Form fields for pictures: one that is uploaded, and one that is there already."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from images.models import Image


class UploadField(forms.FileField):
    """A new picture. Whether it is one is found out by decoding it (images/decoding.py)."""

    def __init__(self, **kwargs: Any) -> None:
        accepted = "image/jpeg,image/png,image/webp,image/avif,image/gif"
        help_text = _("JPEG, PNG, WebP, AVIF or GIF, up to 20 MB. Place and camera are taken out.")
        usual = {"widget": forms.FileInput(attrs={"accept": accepted}), "help_text": help_text}
        super().__init__(**{**usual, **kwargs})


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

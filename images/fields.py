"""Form fields for images: a file upload, and the choice of an uploaded image."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from images.models import Image


class UploadField(forms.FileField):
    """File field for an image. Validation is left to the decoder (images/decoding.py)."""

    def __init__(self, **kwargs: Any) -> None:
        accepted = "image/jpeg,image/png,image/webp,image/avif,image/gif"
        help_text = _(
            "JPEG, PNG, WebP, AVIF or GIF, up to 20 MB. Location and camera data are removed."
        )
        defaults = {"widget": forms.FileInput(attrs={"accept": accepted}), "help_text": help_text}
        super().__init__(**{**defaults, **kwargs})


class ImagePicker(forms.TextInput):
    """Text input for the key of an image; js/admin/image_picker.js turns it into an image picker.

    Without the script, the key can be typed as the list of images shows it.
    """

    template_name = "admin/widgets/image_picker.html"

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the chosen image (one query if there is one)."""
        context = super().get_context(name, value, attrs)
        key = context["widget"]["value"]
        context["widget"]["image"] = Image.objects.filter(key=key).first() if key else None
        return context


class ImageChoiceField(forms.ModelChoiceField):
    """Choice of an image by its key; may be empty."""

    widget = ImagePicker

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Image.objects.all(), to_field_name="key", required=False, **kwargs
        )

    def prepare_value(self, value: object) -> object:
        """Return the key of an image that is given as a row, a primary key or a key."""
        if isinstance(value, int):
            return Image.objects.filter(pk=value).values_list("key", flat=True).first()
        return super().prepare_value(value)

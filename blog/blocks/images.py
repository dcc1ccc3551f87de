"""Images in a text: width, height and sizes come from the Image row, so renditions may change."""

from django.template.loader import render_to_string

from core.markdown.slots import Slot
from images.models import Image


def fill(slots: list[Slot]) -> list[str]:
    """Fill the `image` slots; a deleted image leaves its alternative text."""
    keys = {slot.args["key"] for slot in slots if slot.args.get("key")}
    images = {image.key: image for image in Image.objects.filter(key__in=keys)}
    return [
        render_to_string(
            "components/image.html",
            {
                "image": images.get(slot.args.get("key", "")),
                "src": slot.args.get("src", ""),
                "alt": slot.args.get("alt", ""),
                "title": slot.args.get("title", ""),
                "figure": slot.args.get("figure", False),
            },
        )
        for slot in slots
    ]

"""Path converters for slugs in any script."""

from unicodedata import normalize

from django.urls import register_converter
from django.urls.converters import StringConverter


class SlugConverter(StringConverter):
    """A slug: letters and digits of any script, hyphens, underscores; normalised to NFC."""

    regex = r"[\w\u0300-\U0010ffff-]+"

    def to_python(self, value: str) -> str:
        return normalize("NFC", value)


class SlugPathConverter(SlugConverter):
    """Slugs joined by "/", as in the path of a category."""

    regex = r"[\w\u0300-\U0010ffff/-]*[\w\u0300-\U0010ffff-]"


def register() -> None:
    """Register the converters as <uslug:…> and <uslugpath:…>."""
    register_converter(SlugConverter, "uslug")
    register_converter(SlugPathConverter, "uslugpath")

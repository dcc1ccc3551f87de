"""Path converters for slugs in any script."""

from unicodedata import normalize

from django.urls import register_converter
from django.urls.converters import StringConverter


class SlugConverter(StringConverter):
    """A slug: letters and digits of any script, hyphens, underscores; found in any Unicode form."""

    regex = r"[\w\u0300-\u036f\u3099\u309a-]+"

    def to_python(self, value: str) -> str:
        return normalize("NFC", value)


class SlugPathConverter(SlugConverter):
    """Slugs joined by "/", as in the path of a category."""

    regex = r"[\w\u0300-\u036f\u3099\u309a/-]*[\w\u0300-\u036f\u3099\u309a-]"


def register() -> None:
    """Make the converters known to URL patterns as <uslug:…> and <uslugpath:…>."""
    register_converter(SlugConverter, "uslug")
    register_converter(SlugPathConverter, "uslugpath")

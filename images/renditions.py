"""Renditions of an image: public files with their sizes and URLs."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.files.storage import default_storage


@dataclass(frozen=True)
class Rendition:
    """A re-encoded, upright copy of an image without metadata; width and height in pixels.

    It is stored in a JSON column of the image, so a page with images of many tables needs no query for their
    sizes.
    """

    name: str
    width: int
    height: int

    @property
    def type(self) -> str:
        """Media type of the file."""
        return "image/jpeg" if self.name.endswith(".jpg") else "image/webp"

    @property
    def url(self) -> str:
        """URL of the file."""
        return default_storage.url(self.name)


class HasRenditions:
    """Mixin for the Image model and RenditionSet: sizes and URLs from the JSON columns."""

    alt: Any
    renditions: Any
    preview: Any

    @cached_property
    def sizes(self) -> list[Rendition]:
        """The renditions, narrowest first."""
        return [Rendition(**row) for row in self.renditions]

    @property
    def largest(self) -> Rendition | None:
        """The widest rendition, or None if there is none yet."""
        return self.sizes[-1] if self.sizes else None

    @cached_property
    def link_preview(self) -> Rendition | None:
        """The file for link previews and feeds: the JPEG, else the widest rendition."""
        return Rendition(**self.preview) if self.preview else self.largest

    @property
    def url(self) -> str:
        """URL of the widest rendition, or an empty string."""
        return self.largest.url if self.largest else ""

    @property
    def srcset(self) -> str:
        """Value of the srcset attribute: every rendition with its width."""
        return ", ".join(f"{size.url} {size.width}w" for size in self.sizes)


@dataclass(frozen=True)
class RenditionSet(HasRenditions):
    """An image without its model, for queries that read only these columns."""

    alt: str
    renditions: list[dict[str, Any]] = field(default_factory=list)
    preview: dict[str, Any] | None = None

"""Entries that use an image, for the warning before it is moved to the trash."""

from collections.abc import Iterator

from blog.models import BlogSettings, Entry, Page, Post
from images.models import Image


def entries_with(image: Image) -> Iterator[Entry]:
    """Yield the posts and pages of any status whose body contains the key of `image`."""
    for model in (Post, Page):
        yield from model.objects.filter(body__contains=f"image:{image.key}").only("title", "slug")


def icon_files() -> Iterator[str]:
    """Yield the names of the site's icons, which are files without a row of their own."""
    for icons in BlogSettings.objects.values_list("icons", flat=True):
        yield from (icon["name"] for icon in icons)

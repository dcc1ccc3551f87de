"""Which texts show a picture, for the warning before it goes into the trash."""

from collections.abc import Iterator

from blog.models import Entry, Page, Post
from images.models import Image


def entries_with(image: Image) -> Iterator[Entry]:
    """Yield the posts and pages whose text names the key of `image`, in whatever status."""
    for model in (Post, Page):
        yield from model.objects.filter(body__contains=f"image:{image.key}").only("title", "slug")

"""Draws the demo's pictures and takes them in as uploads, so that they have renditions like any."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import User
from desk.demo import covers, emblems
from desk.demo.reading import Text
from images.models import Image
from images.uploads import add_image

QUALITY = 92


def wanted(blog: dict[str, Any], texts: Iterable[Text]) -> dict[str, str]:
    """The names of all pictures in use, each with the words that describe it."""
    described = [
        *((text.meta["cover"], text.meta["cover_alt"]) for text in texts if "cover" in text.meta),
        *(
            (row["avatar"], row["avatar_alt"])
            for row in (*blog["authors"], *blog["personas"])
            if "avatar_alt" in row
        ),
        *((row["image"], row["image_alt"]) for row in blog["ads"]),
        *blog["pictures"].items(),
    ]
    return dict(described)


def drawn(names: Iterable[str]) -> dict[str, bytes]:
    """JPEG files of the pictures, drawn side by side: Pillow leaves the interpreter while it works."""
    names = list(names)
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(names, pool.map(_file, names), strict=True))


def _file(name: str) -> bytes:
    picture = emblems.draw(name) if name in emblems.EMBLEMS else covers.draw(name)
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return out.getvalue()


def take_in(
    files: dict[str, bytes], alts: dict[str, str], *, by: User, into: dict[str, Image]
) -> None:
    """Add every file as an image uploaded by `by`, and put it under its name `into` a dictionary."""
    for name, data in files.items():
        into[name] = add_image(file=ContentFile(data, f"{name}.jpg"), by=by, alt=alts[name])


@contextmanager
def files_undone_on_error(images: dict[str, Image]) -> Iterator[None]:
    """Delete the files of `images` where the block fails; their rows go with its transaction."""
    try:
        yield
    except BaseException:
        for image in images.values():
            image.original.storage.delete(image.original.name)
            for size in image.sizes:
                default_storage.delete(size.name)
        raise

"""Pictures from other sites: renditions without a row in Image and without an original."""

from dataclasses import asdict
from typing import Final

from django.core.files.storage import default_storage

from images import files
from images.decoding import ImageRefused, decode
from images.renditions import Rendition
from images.thumbnails import encode, sizes_for
from images.turns import decoding_lock

#: Limit for formats that must be decoded in full; the picture comes from another site.
MAX_PIXELS: Final = 16_000_000
#: Narrower pictures are icons and counting pixels.
MIN_SIDE: Final = 60


def encoded(data: bytes, widths: tuple[int, ...]) -> list[tuple[tuple[int, int], bytes]]:
    """Return size and WebP of a copy for each of `widths` (none wider than the picture), narrowest first.

    Raises ImageRefused if the bytes are no picture that decoding.py accepts, or a very small one.
    """
    largest = max(widths)
    with decoding_lock():
        picture = decode(
            data, max_pixels=MAX_PIXELS, width_needed=lambda width, _height: min(width, largest)
        )
        if min(picture.width, picture.height) < MIN_SIDE:
            raise ImageRefused("The picture is very small.")
        sizes = sizes_for(picture.width, picture.height, widths)
        return [(size, encode(picture.pixels, size)) for size in sizes]


def store(
    pictures: list[tuple[tuple[int, int], bytes]], written: files.Files
) -> list[dict[str, object]]:
    """Write the files of `encoded`; return the rows for a JSON column of renditions."""
    return [
        asdict(Rendition(files.write(default_storage, content, "webp", written), *size))
        for size, content in pictures
    ]

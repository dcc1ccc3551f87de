"""Demo images: drawn by code and added as uploads, so that they have renditions."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import User
from demo.drawing import covers, emblems
from demo.parser import Table, Text
from images.models import Image
from images.uploads import add_image

QUALITY = 92


def alt_texts(blog: Table, texts: Iterable[Text]) -> dict[str, str]:
    """Return the alt text of each image in use, by name."""
    pairs = [
        *((text.meta["cover"], text.meta["cover_alt"]) for text in texts if "cover" in text.meta),
        *(
            (row["avatar"], row["avatar_alt"])
            for row in (*blog["authors"], *blog["personas"])
            if "avatar_alt" in row
        ),
        *((row["image"], row["image_alt"]) for row in blog["ads"]),
        *blog["pictures"].items(),
    ]
    return dict(pairs)


def draw_jpegs(names: Iterable[str]) -> dict[str, bytes]:
    """Return JPEG files by name, drawn in two threads: Pillow releases the GIL."""
    names = list(names)
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(names, pool.map(_draw_jpeg, names), strict=True))


def _draw_jpeg(name: str) -> bytes:
    picture = emblems.draw(name) if name in emblems.EMBLEMS else covers.draw(name)
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return out.getvalue()


def add_images(
    files: dict[str, bytes], alts: dict[str, str], *, by: User, images: dict[str, Image]
) -> None:
    """Add every file as an image uploaded by `by`, and store it in `images` under its name."""
    for name, data in files.items():
        images[name] = add_image(file=ContentFile(data, f"{name}.jpg"), by=by, alt=alts[name])


@contextmanager
def delete_files_on_error(images: dict[str, Image]) -> Iterator[None]:
    """Delete the files of `images` if the block raises; the transaction rolls back their rows."""
    try:
        yield
    except BaseException:
        for image in images.values():
            image.original.storage.delete(image.original.name)
            for size in image.sizes:
                default_storage.delete(size.name)
        raise

"""Creates missing link previews (JPEG) of images that were uploaded before previews existed."""

import logging
from dataclasses import asdict, dataclass
from typing import Final

from django.core.files.storage import default_storage

from images import files
from images.decoding import ImageRefused, decode
from images.models import Image
from images.renditions import Rendition
from images.thumbnails import encode_preview
from images.turns import decoding_lock

logger = logging.getLogger(__name__)

#: Images per call of the worker, which has other jobs too.
BATCH: Final = 5


@dataclass(frozen=True)
class _Preview:
    data: bytes
    size: tuple[int, int]
    is_animated: bool


def make_missing(limit: int | None = BATCH) -> int:
    """Create the previews of at most `limit` images (None: all); return the number created.

    Two calls at once create one preview per image. An image without a readable original is marked and not
    tried again.
    """
    waiting = Image.objects.without_preview().order_by("pk")
    return sum(_make_preview(image) for image in waiting[:limit])


def retry() -> None:
    """Let `make_missing` try failed previews again, for example after originals were restored."""
    Image.objects.filter(preview={}).update(preview=None)


def _make_preview(image: Image) -> bool:
    encoded = _encode(image)
    preview: dict[str, object] = {}
    with files.undone_on_error() as written:
        if encoded:
            name = files.write(default_storage, encoded.data, "jpg", written)
            preview = asdict(Rendition(name, *encoded.size))
        waiting = Image.objects.without_preview().filter(pk=image.pk)
        is_animated = bool(encoded and encoded.is_animated)
        is_saved = waiting.update(preview=preview, is_animated=is_animated)
    if not is_saved:  # deleted meanwhile, or another process was faster
        files.delete(written)
    return bool(encoded and is_saved)


def _encode(image: Image) -> _Preview | None:
    """Return the preview of an image, or None if its original is missing or cannot be decoded."""
    try:
        with image.original.open("rb") as file:
            data = file.read()
    except (FileNotFoundError, ValueError):
        logger.warning("no preview: the original is missing", extra={"image": image.pk})
        return None
    with decoding_lock():
        try:
            picture = decode(data)
        except ImageRefused as refused:
            logger.warning("no preview: %s", refused.message, extra={"image": image.pk})
            return None
        return _Preview(
            *encode_preview(picture.pixels, picture.width, picture.height), picture.is_animated
        )

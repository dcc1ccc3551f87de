"""Uploads: creates and deletes images, always the row together with its files."""

import hashlib
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import log
from audit.enums import Verb
from images import files
from images.decoding import LARGEST_WIDTH, MAX_BYTES, ImageRefused, decode
from images.models import Image, originals
from images.renditions import Rendition
from images.thumbnails import encode, encode_preview, sizes_for
from images.turns import decoding_lock

if TYPE_CHECKING:
    from accounts.models import User

__all__ = ["RENDITION_WIDTHS", "ImageRefused", "add_image", "read", "remove_image"]

#: 192 for avatars, 480 for cards, 720 for phones, the rest for wide and dense screens.
RENDITION_WIDTHS: Final = (192, 480, 720, 960, LARGEST_WIDTH)


def add_image(*, file: File, by: "User | None", alt: str = "") -> Image:
    """Create an image from an upload: row, private original, public renditions and preview.

    `by` is the uploading user, or None. Decoding and encoding come first, outside the transaction, so
    that no other writer waits for them. Row and files are created together or not at all. The same bytes
    from the same user return the existing Image: an alternative text is added only if it has none, and it is
    restored from the trash. Raises ImageRefused, and its subclass DiskFull.
    """
    digest = _digest(file)
    if existing := _reuse_upload(digest, by, alt):
        return existing
    with decoding_lock():
        # Read under the lock, so that waiting requests hold no file in memory.
        picture = decode(read(file))
        width, height, extension = picture.width, picture.height, picture.extension
        sizes = sizes_for(width, height, RENDITION_WIDTHS)
        encoded = [(size, encode(picture.pixels, size)) for size in sizes]
        preview, preview_size = encode_preview(picture.pixels, width, height)
        is_animated = picture.is_animated
        del picture  # frees the pixels before the lock is released
    image = Image(
        alt=alt,
        file_name=(file.name or "")[:200],
        sha256=digest,
        width=width,
        height=height,
        is_animated=is_animated,
        uploaded_by=by,
    )
    with files.undone_on_error() as written, transaction.atomic():
        image.original.name = files.write(originals(), read(file), extension, written)
        image.renditions = [
            asdict(Rendition(files.write(default_storage, content, "webp", written), *size))
            for size, content in encoded
        ]
        name = files.write(default_storage, preview, "jpg", written)
        image.preview = asdict(Rendition(name, *preview_size))
        image.save()
        log.record(Verb.ADDED, image, by=by)
    return image


def remove_image(image: Image) -> None:
    """Permanently delete an image; its files are deleted when the transaction commits."""
    with transaction.atomic():
        # Read again: the worker may have created the preview meanwhile.
        stored = Image.objects.select_for_update().filter(pk=image.pk).first() or image
        names: files.Files = [(stored.original.storage, stored.original.name)]
        names += [(default_storage, name) for name in stored.public_files]
        log.record(Verb.DELETED, image)
        image.delete()
        transaction.on_commit(lambda: files.delete(names))


def read(file: File) -> bytes:
    """Return the bytes of the upload, at most MAX_BYTES + 1; raise ImageRefused if it is empty."""
    file.seek(0)
    data: bytes = file.read(MAX_BYTES + 1)
    if not data:
        raise ImageRefused(_("The file is empty."))
    return data


def _digest(file: File) -> str:
    """Return the SHA-256 of the upload; raise ImageRefused if it is empty."""
    if not file.size:
        raise ImageRefused(_("The file is empty."))
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _reuse_upload(digest: str, by: "User | None", alt: str) -> Image | None:
    """Return the user's existing image of the same bytes, restored and with `alt` if it had none."""
    image = Image.objects.filter(sha256=digest, uploaded_by=by).first()
    if image and alt and Image.objects.filter(pk=image.pk, alt="").update(alt=alt):
        image.alt = alt
    if image and Image.objects.trashed().filter(pk=image.pk).update(trashed_at=None):
        image.trashed_at = None
        log.record(Verb.RESTORED, image, by=by)
    return image

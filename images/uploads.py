"""Takes pictures in, and lets them go again: the row and the files, always both."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any, Final

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import trail
from audit.enums import Verb
from images.decoding import (
    LARGEST_WIDTH,
    MAX_BYTES,
    ImageRefused,
    decode,
    encode,
    sizes_for,
)
from images.models import Image, Rendition, originals

__all__ = ["RENDITION_WIDTHS", "ImageRefused", "add_image", "read", "remove_image"]

#: 192 for faces, 480 for cards, 720 for phones, the rest for wide and dense screens.
RENDITION_WIDTHS: Final = (192, 480, 720, 960, LARGEST_WIDTH)

_Saved = list[tuple[Storage, str]]


def add_image(*, file: File, by: Any, alt: str = "") -> Image:
    """Keep an uploaded picture: its original privately, its renditions for readers.

    `by` is the user who sends it, or None. Decoding and encoding come first, outside the
    transaction, so that no other writer waits for them. Row and files appear together or not at
    all. The same bytes sent again by the same person give the same Image; an alternative text that
    is there already is not replaced, and one in the trash comes out of it. Raises ImageRefused.
    """
    data = read(file)
    digest = hashlib.sha256(data).hexdigest()
    if known := _same_upload(digest, by, alt):
        return known
    picture = decode(data)
    sizes = sizes_for(picture.width, picture.height, RENDITION_WIDTHS)
    encoded = [(size, encode(picture.pixels, size)) for size in sizes]
    image = Image(
        alt=alt,
        file_name=(file.name or "")[:200],
        sha256=digest,
        width=picture.width,
        height=picture.height,
        uploaded_by=by,
    )
    with transaction.atomic(), _files_undone_on_error() as saved:
        image.original.name = _keep(originals(), data, picture.extension, saved)
        image.renditions = [
            asdict(Rendition(_keep(default_storage, content, "webp", saved), *size))
            for size, content in encoded
        ]
        image.save()
        trail.record(Verb.ADDED, image, by=by)
    return image


def remove_image(image: Image) -> None:
    """Delete a picture for good; its files go when the transaction has succeeded."""
    files = [(image.original.storage, image.original.name)]
    files += [(default_storage, rendition.name) for rendition in image.sizes]
    with transaction.atomic():
        trail.record(Verb.DELETED, image)
        image.delete()
        transaction.on_commit(lambda: _delete(files))


def read(file: File) -> bytes:
    """Return the bytes of the upload, never more than one above the limit."""
    file.seek(0)
    data: bytes = file.read(MAX_BYTES + 1)
    if not data:
        raise ImageRefused(_("The file is empty."))
    return data


def _same_upload(digest: str, by: Any, alt: str) -> Image | None:
    image = Image.objects.filter(sha256=digest, uploaded_by=by).first()
    if image and alt and not image.alt:
        image.alt = alt
        image.save(update_fields=["alt"])
    if image and Image.objects.trashed().filter(pk=image.pk).update(trashed_at=None):
        image.trashed_at = None
        trail.record(Verb.RESTORED, image, by=by)
    return image


def _keep(storage: Storage, content: bytes, extension: str, saved: _Saved) -> str:
    """Write a file under a name that changes with its content and that nobody can guess."""
    digest = hashlib.sha256(content).hexdigest()
    name = f"{digest[:2]}/{digest[:16]}-{secrets.token_hex(10)}.{extension}"
    name = storage.save(name, ContentFile(content))
    saved.append((storage, name))
    return name


@contextmanager
def _files_undone_on_error() -> Iterator[_Saved]:
    """Yield a list for the files written; delete them where the block fails."""
    saved: _Saved = []
    try:
        yield saved
    except BaseException:
        _delete(saved)
        raise


def _delete(files: _Saved) -> None:
    for storage, name in files:
        storage.delete(name)

"""Takes pictures in, and lets them go again: the rows and the files, always both."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from images.decoding import LARGEST_WIDTH, MAX_BYTES, ImageRefused, Picture, decode, encode, sizes_for
from images.models import Image, Rendition

__all__ = ["RENDITION_WIDTHS", "ImageRefused", "add_image", "remove_image"]

RENDITION_WIDTHS: Final = (480, 960, LARGEST_WIDTH)


def add_image(*, file: File, by: AbstractBaseUser | None, alt: str = "") -> Image:
    """Keep an uploaded picture: its original privately, its renditions for readers.

    Decoding and encoding come first, outside the transaction, so that no other writer waits for
    them. Rows and files appear together or not at all. The same bytes sent again by the same person
    give the same Image; an alternative text that is there already is not replaced.
    Raises ImageRefused.
    """
    data = _read(file)
    digest = hashlib.sha256(data).hexdigest()
    if known := _same_upload(digest, by, alt):
        return known
    picture = decode(data)
    sizes = sizes_for(picture.width, picture.height, RENDITION_WIDTHS)
    renditions = [(size, encode(picture.pixels, size)) for size in sizes]
    image = Image(
        alt=alt,
        file_name=(file.name or "")[:200],
        sha256=digest,
        width=picture.width,
        height=picture.height,
        uploaded_by=by,
    )
    with transaction.atomic(), _files_undone_on_error() as saved:
        _keep(image.original, _private_name(digest, picture), data, saved)
        image.save()
        for (width, height), content in renditions:
            row = Rendition(image=image, width=width, height=height)
            _keep(row.file, rendition_name(content), content, saved)
            row.save()
    return image


def remove_image(image: Image) -> None:
    """Delete a picture for good; its files go when the transaction has succeeded."""
    files = [image.original, *(rendition.file for rendition in image.renditions.all())]
    with transaction.atomic():
        image.delete()
        transaction.on_commit(lambda: _delete(files))


def rendition_name(content: bytes) -> str:
    """Return a file name that changes with the content and that nobody can guess."""
    digest = hashlib.sha256(content).hexdigest()
    return f"{digest[:2]}/{digest[:16]}-{secrets.token_hex(10)}.webp"


def _private_name(digest: str, picture: Picture) -> str:
    return f"{digest[:2]}/{digest[:16]}-{secrets.token_hex(10)}.{picture.extension}"


def _read(file: File) -> bytes:
    """Return the bytes of the upload, never more than one above the limit."""
    file.seek(0)
    data: bytes = file.read(MAX_BYTES + 1)
    if not data:
        raise ImageRefused(_("The file is empty."))
    return data


def _same_upload(digest: str, by: AbstractBaseUser | None, alt: str) -> Image | None:
    image = Image.objects.filter(sha256=digest, uploaded_by=by).first()
    if image and alt and not image.alt:
        image.alt = alt
        image.save(update_fields=["alt"])
    return image


def _keep(field: FieldFile, name: str, content: bytes, saved: list[FieldFile]) -> None:
    field.save(name, ContentFile(content), save=False)
    saved.append(field)


@contextmanager
def _files_undone_on_error() -> Iterator[list[FieldFile]]:
    """Yield a list for the files written; delete them where the block fails."""
    saved: list[FieldFile] = []
    try:
        yield saved
    except BaseException:
        _delete(saved)
        raise


def _delete(files: list[FieldFile]) -> None:
    for field in files:
        if field.name:
            field.storage.delete(field.name)

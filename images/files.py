"""Storage of image files: writing with rollback on errors, deleting."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils.translation import gettext_lazy as _

from core import disk
from images.decoding import ImageRefused

Files = list[tuple[Storage, str]]


class DiskFull(ImageRefused):
    """The disk is full, so the image was not saved (HTTP 507)."""

    status = 507

    def __init__(self) -> None:
        super().__init__(
            _(
                "The disk of the site is full, so the image was not saved. Nothing else was changed. "
                "Free some space, then upload it again."
            )
        )


def write(storage: Storage, content: bytes, extension: str, written: Files) -> str:
    """Write a file under an unguessable name from its hash and random digits; return the name."""
    digest = hashlib.sha256(content).hexdigest()
    name = f"{digest[:2]}/{digest[:16]}-{secrets.token_hex(10)}.{extension}"
    return write_as(storage, name, content, written)


def write_as(storage: Storage, name: str, content: bytes, written: Files) -> str:
    """Write a file as `name`, which must be free; return the name that the storage used.

    The file is added to `written` before the write, because a failed write leaves part of a file.
    """
    written.append((storage, name))
    stored_name = storage.save(name, ContentFile(content))
    written[-1] = (storage, stored_name)
    return stored_name


@contextmanager
def undone_on_error() -> Iterator[Files]:
    """Yield a list for the written files; delete these files if the block raises.

    Raises DiskFull in place of an error of files or database that means a full disk.
    """
    written: Files = []
    try:
        yield written
    except BaseException as error:
        delete(written)
        if isinstance(error, Exception) and disk.is_full(error):
            raise DiskFull from error
        raise


def delete(files: Files) -> None:
    """Delete the files; missing ones are ignored."""
    for storage, name in files:
        storage.delete(name)

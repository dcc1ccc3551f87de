"""Avatars of accounts: process an upload, set, remove."""

from typing import Final

from django.core.files.base import File
from django.db import transaction

from accounts.models import Avatar, User
from accounts.models.avatar import new_name
from audit import log
from audit.enums import Verb
from images.decoding import decode
from images.thumbnails import encode
from images.turns import decoding_lock
from images.uploads import read

#: Side length in pixels: shown at up to 64 CSS pixels on screens with a pixel ratio of two.
SIDE: Final = 128
#: Limit for formats that must be decoded in full. Readers upload these; an avatar needs no more.
MAX_PIXELS: Final = 16_000_000


def process_upload(file: File) -> bytes:
    """Return an uploaded image as WebP: cropped to the middle square, upright, without metadata.

    Raises ImageRefused. Call it outside a transaction: decoding is slow.
    """
    with decoding_lock():
        pixels = decode(read(file), max_pixels=MAX_PIXELS, width_needed=_width_needed).pixels
        side = min(pixels.size)
        left, top = (pixels.width - side) // 2, (pixels.height - side) // 2
        square = pixels.crop((left, top, left + side, top + side))
        del pixels
        return encode(square, (min(side, SIDE), min(side, SIDE)))


def _width_needed(width: int, height: int) -> float:
    """Return the image width at which the middle square has a side of SIDE pixels."""
    return SIDE * width / min(width, height)


def set_avatar(user: User, webp: bytes) -> None:
    """Set the avatar of `user` to `webp`, as `process_upload` returns it."""
    picture = {"name": new_name(), "webp": webp}
    Avatar.objects.update_or_create(user=user, defaults=picture)


def remove(user: User) -> bool:
    """Delete the avatar of `user`; return whether there was one."""
    deleted, _rows = Avatar.objects.filter(user=user).delete()
    return bool(deleted)


def remove_by_moderator(user: User, *, by: User) -> bool:
    """Delete the avatar of another user and record it in the log, without the private user name."""
    with transaction.atomic():
        if not remove(user):
            return False
        log.record(Verb.AVATAR_REMOVED, user, by=by, title=user.name or "–")
    return True

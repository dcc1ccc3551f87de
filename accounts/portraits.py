"""The pictures of accounts: taken in, exchanged, and taken away."""

from typing import Final

from django.core.files.base import File
from django.db import transaction

from accounts.models import Portrait, User
from accounts.models.portrait import new_name
from audit import trail
from audit.enums import Verb
from images.decoding import decode, encode
from images.uploads import read

#: Pixels of a side: sharp at 64 on a screen with two for one, and at the 32 beside a comment on any.
SIDE: Final = 128


def developed(file: File) -> bytes:
    """Return the middle square of an uploaded picture as WebP, upright and without metadata.

    Raises ImageRefused. To be called outside a transaction: decoding takes its time.
    """
    pixels = decode(read(file)).pixels
    side = min(pixels.size)
    left, top = (pixels.width - side) // 2, (pixels.height - side) // 2
    square = pixels.crop((left, top, left + side, top + side))
    return encode(square, (min(side, SIDE), min(side, SIDE)))


def choose(user: User, webp: bytes) -> None:
    """Let `webp`, which `developed` made, be the picture of `user` from now on."""
    picture = {"name": new_name(), "webp": webp}
    Portrait.objects.update_or_create(user=user, defaults=picture)


def remove(user: User) -> bool:
    """Delete the picture of `user`; return whether there was one."""
    deleted, _rows = Portrait.objects.filter(user=user).delete()
    return bool(deleted)


def take_away(user: User, *, by: User) -> bool:
    """Do as `remove` does, for somebody else: that is recorded, without the private sign-in name."""
    with transaction.atomic():
        if not remove(user):
            return False
        trail.record(Verb.PICTURE_TAKEN, user, by=by, title=user.name or "–")
    return True

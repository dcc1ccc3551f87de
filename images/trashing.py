"""The trash of pictures. A picture in the trash keeps its files and is served as before.

So no reader of a text that uses it meets a broken picture, and restoring loses nothing; it is only
no longer offered to authors. When it is deleted for good, texts keep its alternative text.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from audit import trail
from audit.enums import Verb
from core.trashing import TRASH_DAYS
from images.models import Image
from images.uploads import remove_image


def trash(image: Image) -> bool:
    """Put `image` into the trash and record it; return whether it was not there yet."""
    now = timezone.now()
    return _settle(image, Verb.TRASHED, was_trashed=False, trashed_at=now)


def restore(image: Image) -> bool:
    """Take `image` out of the trash and record it; return whether it was there."""
    return _settle(image, Verb.RESTORED, was_trashed=True, trashed_at=None)


def delete(image: Image) -> bool:
    """Delete `image` for good with its files, out of the trash only; return whether it was there."""
    with transaction.atomic():
        stored = Image.objects.trashed().select_for_update().filter(pk=image.pk).first()
        if stored is None:
            return False
        remove_image(stored)
    return True


def empty_trash(now: datetime | None = None) -> int:
    """Delete for good what has been in the trash for more than TRASH_DAYS days; return how many."""
    limit = (now or timezone.now()) - timedelta(days=TRASH_DAYS)
    return sum(delete(image) for image in Image.objects.trashed().filter(trashed_at__lt=limit))


def _settle(image: Image, verb: Verb, *, was_trashed: bool, trashed_at: datetime | None) -> bool:
    with transaction.atomic():
        stored = Image.objects.filter(pk=image.pk, trashed_at__isnull=not was_trashed)
        if not stored.update(trashed_at=trashed_at):
            return False
        image.trashed_at = trashed_at
        trail.record(verb, image)
    return True

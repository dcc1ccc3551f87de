"""Trash of images. An image in the trash keeps its files and is still served.

So texts that use it show no broken image, and restoring loses nothing. Authors can no longer choose it.
After permanent deletion, texts show its alternative text.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from audit import log
from audit.enums import Verb
from core.trash import TRASH_DAYS
from images.models import Image
from images.uploads import remove_image


def trash(image: Image) -> bool:
    """Move `image` to the trash and log it; return False if it was there already."""
    now = timezone.now()
    return _set_trashed(image, Verb.TRASHED, was_trashed=False, trashed_at=now)


def restore(image: Image) -> bool:
    """Restore `image` from the trash and log it; return False if it was not there."""
    return _set_trashed(image, Verb.RESTORED, was_trashed=True, trashed_at=None)


def delete(image: Image) -> bool:
    """Permanently delete `image` with its files; return False if it is not in the trash."""
    with transaction.atomic():
        stored = Image.objects.trashed().select_for_update().filter(pk=image.pk).first()
        if stored is None:
            return False
        remove_image(stored)
    return True


def empty_trash(now: datetime | None = None) -> int:
    """Permanently delete images that were trashed more than TRASH_DAYS days ago; return the number."""
    limit = (now or timezone.now()) - timedelta(days=TRASH_DAYS)
    return sum(delete(image) for image in Image.objects.trashed().filter(trashed_at__lt=limit))


def _set_trashed(
    image: Image, verb: Verb, *, was_trashed: bool, trashed_at: datetime | None
) -> bool:
    with transaction.atomic():
        stored = Image.objects.filter(pk=image.pk, trashed_at__isnull=not was_trashed)
        if not stored.update(trashed_at=trashed_at):
            return False
        image.trashed_at = trashed_at
        log.record(verb, image)
    return True

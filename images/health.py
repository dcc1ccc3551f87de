"""Whether the pictures' files are where their rows say."""

from collections.abc import Iterable
from pathlib import Path

from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.health import Check, Result, failure, ok
from images.models import Image

SAMPLE = 200


def newest_files() -> Result:
    """Look for the files of the newest pictures."""
    return _files(Image.objects.order_by("-pk")[:SAMPLE])


def all_files() -> Result:
    """Look for the files of every picture."""
    return _files(Image.objects.iterator(chunk_size=500))


def _files(images: Iterable[Image]) -> Result:
    looked_at, broken = 0, []
    for image in images:
        looked_at += 1
        if not _is_whole(image):
            broken.append(image)
    if not broken:
        return ok(
            _("Pictures looked at: %(count)d; all their files are there.") % {"count": looked_at}
        )
    return failure(
        _("Pictures whose files are missing: %(count)d, such as “%(name)s”.")
        % {"count": len(broken), "name": broken[0]},
        _("Copy media/ and originals/ back from a backup, or upload the pictures again."),
        reverse("admin:images_image_change", args=[broken[0].pk]),
    )


def _is_whole(image: Image) -> bool:
    """Whether original and renditions of `image` exist."""
    originals = image.original.storage
    return originals.exists(image.original.name) and all(
        Path(default_storage.path(row["name"])).is_file() for row in image.renditions
    )


CHECKS = [
    Check("images.files", gettext_lazy("Pictures"), newest_files, is_slow=True, closer=all_files),
]

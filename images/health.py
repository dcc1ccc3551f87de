"""Health checks of images: the files of their rows exist."""

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
    """Check the files of the newest SAMPLE images."""
    return _files(Image.objects.order_by("-pk")[:SAMPLE])


def all_files() -> Result:
    """Check the files of every image."""
    return _files(Image.objects.iterator(chunk_size=500))


def _files(images: Iterable[Image]) -> Result:
    checked, broken = 0, []
    for image in images:
        checked += 1
        if not _has_all_files(image):
            broken.append(image)
    if not broken:
        return ok(_("Images checked: %(count)d. All their files exist.") % {"count": checked})
    return failure(
        _("Images with missing files: %(count)d, such as “%(name)s”.")
        % {"count": len(broken), "name": broken[0]},
        _("Copy media/ and originals/ back from a backup, or upload the images again."),
        reverse("admin:images_image_change", args=[broken[0].pk]),
    )


def _has_all_files(image: Image) -> bool:
    """Whether the original, the renditions and the preview of `image` exist."""
    storage = image.original.storage
    return storage.exists(image.original.name) and all(
        Path(default_storage.path(name)).is_file() for name in image.public_files
    )


CHECKS = [
    Check("images.files", gettext_lazy("Images"), newest_files, is_slow=True, closer=all_files),
]

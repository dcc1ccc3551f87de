"""Helpers that upload images and list the files written."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from images.models import Image
from images.uploads import add_image


def upload(data: bytes, name: str = "photo.jpg", **options: object) -> Image:
    """Add an image, uploaded by no one unless `by` is given."""
    return add_image(file=SimpleUploadedFile(name, data), **{"by": None, **options})


def files_in(folder: Path) -> list[Path]:
    """Return the paths of all files in a folder and below, sorted."""
    return sorted(path for path in folder.rglob("*") if path.is_file())

"""Health checks of images."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.health import Level
from images import health as images
from images.uploads import add_image
from tests.images import samples


@pytest.mark.django_db
def test_pictures_whose_files_are_missing_are_told(monkeypatch):
    for width in (60, 70):
        add_image(file=SimpleUploadedFile("a.png", samples.png(width, 40)), by=None)
    first, second = images.Image.objects.order_by("pk")
    assert images.newest_files().level == Level.OK
    Path(first.original.path).unlink()
    monkeypatch.setattr(images, "SAMPLE", 1)
    assert images.newest_files().level == Level.OK
    result = images.all_files()
    assert (result.level, result.url) == (
        Level.FAILURE,
        f"/admin/images/image/{first.pk}/change/",
    )
    Path(images.default_storage.path(second.renditions[0]["name"])).unlink()
    assert images.newest_files().level == Level.FAILURE

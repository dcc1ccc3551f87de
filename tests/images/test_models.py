"""The image model: storages, querysets, names of files: images/models.py."""

import re
import stat

import pytest
from django.utils import timezone

from images.models import Image, new_key
from tests.factories import make_image
from tests.images import samples
from tests.images.stored import files_in, upload

pytestmark = pytest.mark.django_db


def test_the_original_is_kept_byte_for_byte_and_for_nobody_else_to_read(settings):
    data = samples.with_orientation(6)
    upload(data)
    (original,) = files_in(settings.ORIGINALS_ROOT)
    assert original.read_bytes() == data
    assert stat.S_IMODE(original.stat().st_mode) == 0o600
    assert stat.S_IMODE(original.parent.stat().st_mode) == 0o700


def test_an_image_is_named_by_its_text_then_its_file_then_its_key():
    image = Image(alt="猫", file_name="cat.jpg", key="k")
    assert str(image) == "猫"
    image.alt = ""
    assert str(image) == "cat.jpg"
    image.file_name = ""
    assert str(image) == "k"


def test_public_files_are_the_renditions_and_the_preview():
    image = Image(renditions=[{"name": "a.webp"}, {"name": "b.webp"}], preview={"name": "c.jpg"})
    assert image.public_files == ["a.webp", "b.webp", "c.jpg"]
    for preview in (None, {}):
        image.preview = preview
        assert image.public_files == ["a.webp", "b.webp"]


def test_images_are_kept_or_trashed_and_lack_a_preview_until_it_was_tried():
    kept = make_image(preview={})
    trashed = make_image(trashed_at=timezone.now(), preview=None)
    assert set(Image.objects.kept()) == {kept}
    assert set(Image.objects.trashed()) == {trashed}
    assert set(Image.objects.without_preview()) == {trashed}


def test_keys_are_safe_in_urls_and_in_markdown():
    keys = {new_key() for _number in range(50)}
    assert len(keys) == 50
    assert all(re.fullmatch("[A-Za-z0-9_-]{16}", key) for key in keys)

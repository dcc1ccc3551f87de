"""Orphaned files: only files without a row are listed."""

import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from blog.models import BlogSettings
from images import orphans
from images.icons import make_icons
from images.uploads import add_image
from tests.images import samples

pytestmark = pytest.mark.django_db
LATER = orphans.GRACE + 60


@pytest.fixture
def image():
    return add_image(file=SimpleUploadedFile("a.png", samples.png(300, 300)), by=None)


def write_file(root, name, content=b"half"):
    path = Path(root) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_files_without_a_row_are_found_in_both_folders(settings, image):
    half = write_file(settings.MEDIA_ROOT, "aa/0123456789abcdef-0123456789abcdef0123.webp")
    empty = write_file(settings.ORIGINALS_ROOT, "bb/0123456789abcdef-0123456789abcdef0123.jpg", b"")
    found = orphans.find(time.time() + LATER)
    assert {(one.path, one.size) for one in found} == {(half, 4), (empty, 0)}


def test_an_upload_under_way_is_left_alone(settings, image):
    write_file(settings.MEDIA_ROOT, "aa/0123456789abcdef-0123456789abcdef0123.webp")
    assert orphans.find() == []


def test_icons_and_files_of_others_are_needed(settings, image):
    BlogSettings.objects.update_or_create(
        pk=1, defaults={"icon": image, "icons": make_icons(image)}
    )
    write_file(settings.MEDIA_ROOT, "robots.txt")
    write_file(settings.MEDIA_ROOT, "aa/of-the-owner.webp")
    assert orphans.find(time.time() + LATER) == []


def test_what_a_picture_in_the_trash_needs_is_no_orphan(image):
    type(image).objects.update(trashed_at="2026-01-01T00:00:00Z")
    assert orphans.find(time.time() + LATER) == []


def test_the_command_lists_and_deletes_on_request(settings, image):
    name = "aa/0123456789abcdef-0123456789abcdef0123.webp"
    half = write_file(settings.MEDIA_ROOT, name)
    os.utime(half, (1, 1))
    out = StringIO()
    call_command("orphan_files", stdout=out)
    assert str(half) in out.getvalue()
    assert half.exists()
    call_command("orphan_files", "--delete", stdout=out)
    assert not half.exists()
    assert Path(default_storage.path(image.sizes[0].name)).exists()
    assert "1 files, 4 bytes deleted." in out.getvalue()

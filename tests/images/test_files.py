"""Storage of image files: private originals, no half-written files on a full disk: images/files.py."""

import errno
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from PIL import Image as Pixels

from images.files import DiskFull
from images.icons import make_icons
from images.models import Image
from tests.factories import make_user
from tests.images import samples
from tests.images.stored import files_in, upload

pytestmark = pytest.mark.django_db


def test_two_pictures_never_share_a_name(settings):
    first = upload(samples.png(), by=make_user())
    second = upload(samples.png(), by=make_user())
    assert {size.name for size in first.sizes}.isdisjoint(size.name for size in second.sizes)
    assert first.key != second.key


class FullDisk:
    """A disk with room for so many files, and for a part of the next one."""

    def __init__(self, monkeypatch, room):
        self.room = room
        self.save = FileSystemStorage._save
        monkeypatch.setattr(FileSystemStorage, "_save", lambda *args: self.write(*args))

    def write(self, storage, name, content):
        if self.room:
            self.room -= 1
            return self.save(storage, name, content)
        path = Path(storage.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.read()[:10])
        raise OSError(errno.ENOSPC, "No space left on device", str(path))


@pytest.mark.parametrize("room", range(4))
def test_a_full_disk_leaves_nothing_half_written_and_says_so(room, settings, monkeypatch):
    kept = upload(samples.png(32, 32))
    before = files_in(settings.MEDIA_ROOT) + files_in(settings.ORIGINALS_ROOT)
    FullDisk(monkeypatch, room)
    with pytest.raises(DiskFull, match="容量"):
        upload(samples.png(300, 200))
    assert files_in(settings.MEDIA_ROOT) + files_in(settings.ORIGINALS_ROOT) == before
    assert Image.objects.get() == kept


def test_a_full_disk_leaves_no_half_icon(settings, monkeypatch):
    image = upload(samples.png(400, 400))
    before = files_in(settings.MEDIA_ROOT)
    with monkeypatch.context() as patch:
        FullDisk(patch, 2)
        with pytest.raises(DiskFull):
            make_icons(image)
    assert files_in(settings.MEDIA_ROOT) == before
    icon = make_icons(image)[0]["name"]
    Path(default_storage.path(icon)).write_bytes(b"half")  # as a killed process leaves it
    assert make_icons(image)[0]["name"] == icon
    with Pixels.open(default_storage.path(icon)) as pixels:
        assert pixels.size == (32, 32)


def test_other_failures_of_writing_are_no_full_disk(monkeypatch):
    def fails(*_args):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(FileSystemStorage, "_save", fails)
    with pytest.raises(PermissionError):
        upload(samples.png())

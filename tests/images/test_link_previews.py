"""Link previews of images that were uploaded before previews existed."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from images import link_previews
from images.models import Image
from images.uploads import add_image
from runtime.scheduler import Worker
from tests.images import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def former():
    """An animation kept by the former version: its row has no preview."""
    file = SimpleUploadedFile("a.gif", samples.animation("GIF"))
    image = add_image(file=file, by=None)
    Path(default_storage.path(image.preview["name"])).unlink()
    Image.objects.update(preview=None, is_animated=False)
    image.refresh_from_db()
    return image


def test_a_picture_of_the_former_version_gets_its_preview(former):
    assert link_previews.make_missing() == 1
    image = Image.objects.get()
    assert Path(default_storage.path(image.preview["name"])).read_bytes()[:3] == b"\xff\xd8\xff"
    assert image.is_animated
    assert link_previews.make_missing() == 0


def test_the_worker_and_the_command_make_them(former):
    assert link_previews.make_missing in [job.function for job in Worker().jobs]
    call_command("rebuild_html")
    assert Image.objects.get().preview


@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_without_a_readable_original_it_is_tried_once(former, harm):
    path = Path(former.original.path)
    content = path.read_bytes()
    path.unlink() if harm == "missing" else path.write_bytes(content[:50])
    assert link_previews.make_missing() == 0
    assert Image.objects.get().preview == {}
    assert not Image.objects.without_preview().exists()
    path.write_bytes(content)
    link_previews.retry()
    assert link_previews.make_missing() == 1


def test_a_picture_deleted_meanwhile_leaves_no_file(former, settings, monkeypatch):
    encode = link_previews.encode_preview

    def slow(*arguments):
        Image.objects.all().delete()
        return encode(*arguments)

    monkeypatch.setattr(link_previews, "encode_preview", slow)
    assert link_previews.make_missing() == 0
    assert not list(settings.MEDIA_ROOT.rglob("*.jpg"))


def test_one_call_makes_a_few_only():
    for width in range(20, 27):
        add_image(file=SimpleUploadedFile("a.png", samples.png(width, 9)), by=None)
    Image.objects.update(preview=None)
    assert [link_previews.make_missing() for _ in range(3)] == [5, 2, 0]

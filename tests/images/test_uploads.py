"""Row and files of an uploaded picture appear together, and go together."""

import stat

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from images.models import Image
from images.uploads import ImageRefused, add_image, remove_image
from images.views import RENDITION_NAME
from tests.factories import make_user
from tests.images import samples

pytestmark = pytest.mark.django_db


def upload(data, name="photo.jpg", **kwargs):
    return add_image(file=SimpleUploadedFile(name, data), **{"by": None, **kwargs})


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_picture_gets_a_row_an_original_and_its_renditions(settings):
    image = upload(samples.png(1200, 600), alt="四色の旗")
    assert Image.objects.get() == image
    assert (image.alt, image.width, image.height) == ("四色の旗", 1200, 600)
    assert [(size.width, size.height) for size in image.sizes] == [
        (192, 96),
        (480, 240),
        (720, 360),
        (960, 480),
        (1200, 600),
    ]
    assert all(RENDITION_NAME.fullmatch(size.name) for size in image.sizes)
    assert [path.suffix for path in files_in(settings.ORIGINALS_ROOT)] == [".png"]
    assert len(files_in(settings.MEDIA_ROOT)) == 5


def test_the_original_is_kept_byte_for_byte_and_for_nobody_else_to_read(settings):
    data = samples.with_orientation(6)
    upload(data)
    (original,) = files_in(settings.ORIGINALS_ROOT)
    assert original.read_bytes() == data
    assert stat.S_IMODE(original.stat().st_mode) == 0o600
    assert stat.S_IMODE(original.parent.stat().st_mode) == 0o700


def test_the_ending_comes_from_the_decoder_and_not_from_the_sender(settings):
    upload(samples.png(), name="evil.html")
    endings = {
        path.suffix for path in files_in(settings.MEDIA_ROOT) + files_in(settings.ORIGINALS_ROOT)
    }
    assert endings == {".png", ".webp"}


def test_nothing_of_a_script_behind_a_picture_is_served(settings):
    upload(samples.POLYGLOT)
    assert all(b"<script" not in path.read_bytes() for path in files_in(settings.MEDIA_ROOT))


def test_two_pictures_never_share_a_name(settings):
    first = upload(samples.png(), by=make_user())
    second = upload(samples.png(), by=make_user())
    assert {size.name for size in first.sizes}.isdisjoint(size.name for size in second.sizes)
    assert first.key != second.key


def test_the_same_bytes_from_the_same_person_are_one_picture():
    user = make_user()
    first = upload(samples.png(), by=user)
    again = upload(samples.png(), by=user, alt="後から書いた説明")
    third = upload(samples.png(), by=user, alt="別の説明")
    assert first == again == third == Image.objects.get()
    assert Image.objects.get().alt == "後から書いた説明"


@pytest.mark.parametrize(
    "data", [b"", samples.HTML, samples.png()[:50]], ids=["empty", "html", "cut"]
)
def test_a_refused_picture_leaves_nothing(data, settings):
    with pytest.raises(ImageRefused):
        upload(data)
    assert not Image.objects.exists()
    assert not files_in(settings.MEDIA_ROOT) + files_in(settings.ORIGINALS_ROOT)


def test_when_the_row_cannot_be_written_no_file_stays(settings, monkeypatch):
    def fails(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(Image, "save", fails)
    with pytest.raises(OSError, match="disk full"):
        upload(samples.png())
    assert not files_in(settings.MEDIA_ROOT) + files_in(settings.ORIGINALS_ROOT)


def test_removing_a_picture_removes_its_files_when_the_transaction_succeeds(
    settings, django_capture_on_commit_callbacks
):
    image = upload(samples.png(600, 400))
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        remove_image(image)
        assert files_in(settings.MEDIA_ROOT)
    assert not Image.objects.exists()
    assert not files_in(settings.MEDIA_ROOT) + files_in(settings.ORIGINALS_ROOT)

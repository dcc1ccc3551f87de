"""Uploads: row and files of an image are created and deleted together."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image as Pixels

from images.models import Image
from images.thumbnails import PREVIEW_SIDE
from images.uploads import ImageRefused, remove_image
from images.views import RENDITION_NAME
from tests.factories import make_user
from tests.images import samples
from tests.images.stored import files_in, upload

pytestmark = pytest.mark.django_db


def corner(rendition):
    """The colour near the upper left corner of a rendition."""
    with Pixels.open(default_storage.path(rendition.name)) as pixels:
        return pixels.convert("RGB").getpixel((4, 4))


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
    assert sorted(image.public_files) == [
        path.relative_to(settings.MEDIA_ROOT).as_posix() for path in files_in(settings.MEDIA_ROOT)
    ]
    assert len(image.public_files) == 6


def test_the_ending_comes_from_the_decoder_and_not_from_the_sender(settings):
    upload(samples.png(), name="evil.html")
    endings = {
        path.suffix for path in files_in(settings.MEDIA_ROOT) + files_in(settings.ORIGINALS_ROOT)
    }
    assert endings == {".png", ".webp", ".jpg"}


def test_nothing_of_a_script_behind_a_picture_is_served(settings):
    upload(samples.POLYGLOT)
    assert all(b"<script" not in path.read_bytes() for path in files_in(settings.MEDIA_ROOT))


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


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ((1600, 1200), (1200, 900)),
        ((900, 1800), (600, 1200)),
        ((300, 200), (300, 200)),
        ((5000, 2), (1200, 1)),
    ],
)
def test_a_picture_gets_a_jpeg_for_link_previews(size, wanted):
    preview = upload(samples.png(*size)).link_preview
    assert (preview.width, preview.height) == wanted
    with Pixels.open(default_storage.path(preview.name)) as pixels:
        assert (pixels.format, pixels.size) == ("JPEG", wanted)
        assert max(pixels.size) <= PREVIEW_SIDE


def test_the_preview_of_a_photo_is_upright_and_without_metadata():
    preview = upload(samples.with_orientation(6)).link_preview
    data = Path(default_storage.path(preview.name)).read_bytes()
    assert b"Exif" not in data
    assert b"MakerOfTheCamera" not in data
    red, _green, blue = corner(preview)
    assert red > 180 > blue


def test_transparent_parts_are_white_in_the_preview():
    logo = Pixels.new("RGBA", (40, 40), (0, 0, 0, 0))
    preview = upload(samples.encoded(logo)).link_preview
    assert all(value > 250 for value in corner(preview))


@pytest.mark.parametrize(
    "kind", ["GIF", "WEBP", "PNG", "AVIF"], ids=["gif", "webp", "apng", "avif"]
)
def test_an_animation_gives_its_first_frame_and_a_notice(kind):
    image = upload(samples.animation(kind, 3))
    assert image.is_animated
    assert "アニメーション" in image.notice
    for rendition in (image.largest, image.link_preview):
        red, _green, blue = corner(rendition)
        assert red > 180 > blue


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF", "JPEG", "MPO"])
def test_a_picture_that_does_not_move_has_no_notice(kind):
    data = samples.several(2) if kind == "MPO" else samples.encoded(samples.picture(), kind)
    assert upload(data).notice == ""


def test_an_animation_with_a_damaged_second_frame_is_taken_as_before():
    data = samples.animation("GIF")
    image = upload(data[: data.rindex(b"\x21\xf9") + 20])
    assert (image.width, image.height) == (64, 48)
    assert image.sizes


def test_removing_a_picture_removes_its_files_when_the_transaction_succeeds(
    settings, django_capture_on_commit_callbacks
):
    image = upload(samples.png(600, 400))
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        remove_image(image)
        assert files_in(settings.MEDIA_ROOT)
    assert not Image.objects.exists()
    assert not files_in(settings.MEDIA_ROOT) + files_in(settings.ORIGINALS_ROOT)

"""Site icons: all sizes from one image, in bounded memory."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pixels

from images import icons
from images.decoding import ImageRefused
from images.icons import LARGEST_SIDE, make_icons
from images.uploads import add_image
from tests.images import samples

pytestmark = pytest.mark.django_db


def upload(data):
    return add_image(file=SimpleUploadedFile("a", data), by=None)


def test_each_size_is_made():
    made = make_icons(upload(samples.png(600, 600)))
    for row in made:
        with default_storage.open(row["name"]) as file:
            assert Pixels.open(BytesIO(file.read())).size == (row["size"], row["size"])


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        ("PNG", (20_000, 200)),
        ("PNG", (200, 20_000)),
        ("GIF", (3000, 3000)),
        ("JPEG", (16_000, 192)),
    ],
)
def test_the_square_around_a_large_picture_is_small(kind, size, monkeypatch):
    image = upload(samples.encoded(Pixels.new("L", size, 90), kind))
    sides, square = [], icons._square

    def noted(pixels):
        sides.append(max(pixels.size))
        return square(pixels)

    monkeypatch.setattr(icons, "_square", noted)
    assert make_icons(image)[2]["size"] == 512
    assert LARGEST_SIDE <= sides[0] <= 4 * LARGEST_SIDE


@pytest.mark.parametrize("size", [(191, 600), (600, 191), (20, 20)])
def test_a_picture_too_small_for_an_icon_is_refused(size):
    with pytest.raises(ImageRefused, match="192"):
        make_icons(upload(samples.png(*size)))


def test_nothing_of_a_wide_logo_is_cut_off():
    made = make_icons(upload(samples.png(2000, 400)))
    with default_storage.open(made[2]["name"]) as file:
        icon = Pixels.open(BytesIO(file.read())).convert("RGBA")
    assert icon.getpixel((256, 10))[3] == 0
    assert icon.getpixel((5, 215))[0] > 180
    assert icon.getpixel((506, 215))[1] > 120

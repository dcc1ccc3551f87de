"""Smaller copies of an image: sizes, and nothing of the metadata."""

from io import BytesIO

import pytest
from PIL import Image

from images.decoding import decode
from images.thumbnails import encode, sizes_for
from tests.images import samples


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ((4000, 3000), [(480, 360), (960, 720), (1600, 1200)]),
        ((1200, 600), [(480, 240), (960, 480), (1200, 600)]),
        ((960, 540), [(480, 270), (960, 540)]),
        ((300, 200), [(300, 200)]),
        ((1, 1), [(1, 1)]),
    ],
)
def test_renditions_are_never_wider_than_the_picture(size, wanted):
    assert sizes_for(*size, (480, 960, 1600)) == wanted


def test_a_very_tall_picture_still_fits_into_webp():
    assert all(height <= 16_383 for _, height in sizes_for(1000, 40_000, (480, 960, 1600)))


def test_nothing_of_the_metadata_is_encoded():
    data = encode(decode(samples.with_orientation(6)).pixels, (64, 48))
    image = Image.open(BytesIO(data))
    assert not image.getexif()
    assert not {"exif", "xmp", "icc_profile"} & set(image.info)
    assert b"MakerOfTheCamera" not in data

"""What is taken as a picture, and what comes out of it."""

import resource
import time
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from images.decoding import MAX_BYTES, ImageRefused, decode, encode, sizes_for
from tests.images import samples


def near(pixel, colour, tolerance=40):
    return all(abs(a - b) <= tolerance for a, b in zip(pixel[:3], colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_each_allowed_format_is_decoded(kind):
    picture = decode(samples.encoded(samples.picture(), kind))
    assert (picture.width, picture.height) == (64, 48)
    assert near(picture.pixels.getpixel((5, 5)), samples.RED)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_each_mode_of_png_becomes_rgb_or_rgba(mode):
    image = (
        samples.picture(mode="L").convert("I;16") if mode == "I;16" else samples.picture(mode=mode)
    )
    assert decode(samples.encoded(image)).pixels.mode in ("RGB", "RGBA")


def test_sixteen_bits_of_grey_keep_their_brightness():
    image = Image.new("I;16", (8, 8), 32768)
    assert near(decode(samples.encoded(image)).pixels.getpixel((4, 4)), (128, 128, 128), 2)


def test_cmyk_is_shown_in_colours_of_a_screen():
    data = samples.encoded(samples.picture(mode="CMYK"), "JPEG", quality=95)
    assert near(decode(data).pixels.getpixel((5, 5)), samples.RED)


def test_transparency_is_kept():
    image = Image.new("RGBA", (10, 10), (255, 0, 0, 0))
    assert decode(samples.encoded(image)).pixels.getpixel((2, 2))[3] == 0


def test_colours_of_another_profile_become_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    data = samples.encoded(samples.picture(), icc_profile=lab.tobytes())
    assert near(decode(data).pixels.getpixel((5, 5)), samples.RED)


def test_a_broken_profile_is_ignored():
    data = samples.encoded(samples.picture(), icc_profile=b"this is no profile")
    assert near(decode(data).pixels.getpixel((5, 5)), samples.RED)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_comes_out_upright(orientation):
    picture = decode(samples.with_orientation(orientation))
    assert (picture.width, picture.height) == picture.pixels.size == (64, 48)
    corners = [picture.pixels.getpixel(point) for point in ((4, 4), (59, 4), (4, 43), (59, 43))]
    wanted = [samples.RED, samples.GREEN, samples.BLUE, samples.WHITE]
    assert all(near(*pair) for pair in zip(corners, wanted, strict=True))


@pytest.mark.parametrize(
    "data",
    [
        samples.HTML,
        samples.SVG,
        b"just some text",
        b"",
        samples.png()[:60],
        samples.encoded(samples.picture(600, 400), "JPEG")[:700],
        samples.encoded(samples.picture(), "BMP"),
        samples.encoded(samples.picture(), "TIFF"),
        samples.encoded(samples.picture(), "ICO"),
        samples.encoded(samples.picture(), "PDF"),
    ],
    ids=["html", "svg", "text", "empty", "cut png", "cut jpeg", "bmp", "tiff", "ico", "pdf"],
)
def test_what_is_no_allowed_picture_is_refused(data):
    with pytest.raises(ImageRefused) as refusal:
        decode(data)
    assert str(refusal.value.message)


@pytest.mark.parametrize(
    "data",
    [
        samples.png_header_only(12_000, 12_000),
        samples.png_header_only(60_000, 60_000),
        samples.many_scans(),
        bytes(MAX_BYTES + 1),
    ],
    ids=["144 million pixels", "3600 million pixels", "scans", "bytes"],
)
def test_a_bomb_is_refused_quickly_and_in_little_memory(data):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    with pytest.raises(ImageRefused):
        decode(data)
    assert time.perf_counter() - start < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # KB


def test_the_largest_allowed_picture_takes_less_than_five_seconds():
    data = samples.encoded(Image.new("RGB", (7900, 5060), samples.GREEN), compress_level=1)
    start = time.perf_counter()
    picture = decode(data)
    encode(picture.pixels, (1600, 1025))
    assert time.perf_counter() - start < 5


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

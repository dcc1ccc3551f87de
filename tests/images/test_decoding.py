"""Image decoding: accepted formats, limits, orientation, colours."""

import resource
import time

import pytest
from django.utils import translation
from PIL import Image, ImageCms

from images.decoding import MAX_BYTES, MAX_PIXELS, ImageRefused, decode
from images.thumbnails import encode, sizes_for
from tests.images import samples

FAST = {"WEBP": {"lossless": True, "method": 0}, "AVIF": {"speed": 10}}


def is_close(pixel, colour, tolerance=40):
    return all(abs(a - b) <= tolerance for a, b in zip(pixel[:3], colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_each_allowed_format_is_decoded(kind):
    picture = decode(samples.encoded(samples.picture(), kind))
    assert (picture.width, picture.height) == (64, 48)
    assert is_close(picture.pixels.getpixel((5, 5)), samples.RED)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_each_mode_of_png_becomes_rgb_or_rgba(mode):
    image = (
        samples.picture(mode="L").convert("I;16") if mode == "I;16" else samples.picture(mode=mode)
    )
    assert decode(samples.encoded(image)).pixels.mode in ("RGB", "RGBA")


def test_sixteen_bits_of_grey_keep_their_brightness():
    image = Image.new("I;16", (8, 8), 32768)
    assert is_close(decode(samples.encoded(image)).pixels.getpixel((4, 4)), (128, 128, 128), 2)


def test_cmyk_is_shown_in_colours_of_a_screen():
    data = samples.encoded(samples.picture(mode="CMYK"), "JPEG", quality=95)
    assert is_close(decode(data).pixels.getpixel((5, 5)), samples.RED)


def test_transparency_is_kept():
    image = Image.new("RGBA", (10, 10), (255, 0, 0, 0))
    assert decode(samples.encoded(image)).pixels.getpixel((2, 2))[3] == 0


def test_colours_of_another_profile_become_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    data = samples.encoded(samples.picture(), icc_profile=lab.tobytes())
    assert is_close(decode(data).pixels.getpixel((5, 5)), samples.RED)


def test_a_broken_profile_is_ignored():
    data = samples.encoded(samples.picture(), icc_profile=b"this is no profile")
    assert is_close(decode(data).pixels.getpixel((5, 5)), samples.RED)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_comes_out_upright(orientation):
    picture = decode(samples.with_orientation(orientation))
    assert (picture.width, picture.height) == picture.pixels.size == (64, 48)
    corners = [picture.pixels.getpixel(point) for point in ((4, 4), (59, 4), (4, 43), (59, 43))]
    wanted = [samples.RED, samples.GREEN, samples.BLUE, samples.WHITE]
    assert all(is_close(*pair) for pair in zip(corners, wanted, strict=True))


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


@pytest.mark.parametrize("pictures", [2, 3])
def test_of_a_jpeg_with_several_pictures_the_first_is_taken(pictures):
    picture = decode(samples.several(pictures))
    assert (picture.width, picture.height, picture.extension) == (64, 48, "jpg")
    assert is_close(picture.pixels.getpixel((5, 5)), samples.RED)


def test_a_jpeg_with_several_pictures_comes_out_upright():
    exif = Image.Exif()
    exif[0x0112] = 3
    picture = decode(samples.several(exif=exif, quality=95))
    assert is_close(picture.pixels.getpixel((59, 43)), samples.RED)


def test_a_jpeg_whose_list_of_pictures_is_damaged_is_taken():
    data = samples.several()
    at = data.index(b"MPF\0") + 20
    assert decode(data[:at] + b"\xee" * 12 + data[at + 12 :]).extension == "jpg"


@pytest.mark.parametrize(
    ("size", "mode", "options"),
    [
        ((8064, 6048), "RGB", {}),
        ((8160, 6120), "L", {}),
        ((6120, 8160), "RGB", {"progressive": True}),
        ((10_000, 10_000), "L", {}),
        ((1600, 40_000), "L", {}),
    ],
    ids=["48 million", "50 million, grey", "progressive", "100 million", "very tall"],
)
def test_a_large_jpeg_is_decoded_at_a_fraction_of_its_size(size, mode, options):
    picture = decode(samples.encoded(Image.new(mode, size, "white"), "JPEG", **options))
    assert (picture.width, picture.height) == size
    assert picture.pixels.width * picture.pixels.height <= MAX_PIXELS
    widest = sizes_for(*size, (1600,))[-1][0]
    assert picture.pixels.width >= min(widest, size[0] // 2)


@pytest.mark.parametrize(
    ("kind", "mode", "size", "limit"),
    [
        ("JPEG", "L", (10_001, 10_000), "100"),
        ("JPEG", "CMYK", (9_000, 9_000), "75"),
        ("PNG", "1", (8_000, 5_001), "40"),
        ("GIF", "L", (8_000, 5_001), "40"),
        ("WEBP", "RGB", (8_000, 5_001), "40"),
        ("AVIF", "RGB", (8_000, 5_001), "40"),
        ("MPO", "L", (10_001, 10_000), "100"),
    ],
)
def test_more_pixels_than_the_format_may_have_are_refused(kind, mode, size, limit):
    with pytest.raises(ImageRefused) as refusal:
        decode(samples.encoded(Image.new(mode, size), kind, **FAST.get(kind, {})))
    assert limit in str(refusal.value.message)


def test_a_jpeg_of_very_many_segments_is_refused_quickly():
    data = samples.encoded(samples.picture(), "JPEG")
    start = time.perf_counter()
    with pytest.raises(ImageRefused):
        decode(data[:2] + b"\xff\xfe\x00\x02" * 1_000_000 + data[2:])
    assert time.perf_counter() - start < 1


def test_the_owner_of_a_heic_picture_is_told_how_to_make_a_jpeg():
    with pytest.raises(ImageRefused) as refusal, translation.override("en"):
        decode(samples.heic())
    with translation.override("en"):
        assert "Export it as JPEG" in str(refusal.value.message)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_that_is_cut_off_is_called_damaged(kind):
    data = samples.encoded(samples.picture(600, 400), kind)
    with translation.override("en"), pytest.raises(ImageRefused) as refusal:
        decode(data[: len(data) * 2 // 3])
    assert "damaged" in str(refusal.value.message)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "AVIF"])
def test_formats_that_are_decoded_whole_may_have_forty_million_pixels(kind):
    data = samples.encoded(Image.new("L", (8_000, 5_000)), kind, **FAST.get(kind, {}))
    picture = decode(data)
    assert (picture.width, picture.height) == (8_000, 5_000)
    assert 1600 <= picture.pixels.width <= 6400

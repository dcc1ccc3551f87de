"""Image decoding: format detection, size limits, orientation, conversion to sRGB.

The format is detected by decoding, never by file name or content type. The result is always an upright
RGB or RGBA image in sRGB without any metadata of the upload. Limits are checked on the header, before
pixels are decoded.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, PngImagePlugin, UnidentifiedImageError
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile

from images.thumbnails import sizes_for

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_PIXELS: Final = 40_000_000
#: A JPEG is decoded at a fraction of its size, so it may be larger (48 and 100 megapixel cameras).
MAX_JPEG_PIXELS: Final = 100_000_000
#: A progressive JPEG has about ten scans. A hostile one has thousands, each as slow as a whole image.
MAX_SCANS: Final = 100
MAX_SCANNED_PIXELS: Final = 16 * MAX_JPEG_PIXELS
#: A camera writes some hundred segments; each costs time before the first pixel is decoded.
MAX_SEGMENTS: Final = 5_000
#: Allowed decoders of Pillow, with the file extension of the stored original.
FORMATS: Final = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
#: Width of the widest rendition; a larger JPEG is decoded at half, a quarter or an eighth.
LARGEST_WIDTH: Final = 1600

_ORIENTATION = 0x0112
_SIDEWAYS = (5, 6, 7, 8)
_TRANSPOSE: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_JPEG_START = b"\xff\xd8\xff"
#: In the data of a scan, 0xFF is followed by 0 or by a restart marker. Marker 1 has no segment.
_JPEG_MARKER = re.compile(rb"\xff[^\x00\x01\xff\xd0-\xd7]", re.DOTALL)
_JPEG_SCAN, _JPEG_END = 0xDA, 0xD9
#: Brands of HEIF files (ISO/IEC 23008-12) that hold HEVC or do not say what they hold.
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")

# Text chunks of a PNG are decompressed with its header; Pillow allows 64 MB.
PngImagePlugin.MAX_TEXT_MEMORY = 8 * PngImagePlugin.MAX_TEXT_CHUNK


class ImageRefused(Exception):  # noqa: N818 - not an error of the site but an answer to the sender
    """The upload is refused; `message` has the reason, `status` the HTTP status."""

    status = 400

    def __init__(self, message: object) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Picture:
    """A decoded upload: its pixels, upright and in sRGB, and the upright size of the original."""

    pixels: Image.Image
    width: int
    height: int
    extension: str
    is_animated: bool = False


def decode(
    data: bytes,
    *,
    max_pixels: int = MAX_PIXELS,
    width_needed: Callable[[int, int], float] | None = None,
) -> Picture:
    """Return the decoded image in `data` (the first one of several or of an animation).

    `max_pixels` is the limit of formats that are decoded at full size; that of JPEG is MAX_JPEG_PIXELS.
    `width_needed` returns the width of the largest copy to be made, from an upright width and height.
    The result is at least as wide (usually twice) and may have far fewer pixels than the original.
    Raises ImageRefused if the image is too large, damaged, or of a format that is not allowed.
    """
    if len(data) > MAX_BYTES:
        raise ImageRefused(_too_large_message())
    try:
        return _decode(data, max_pixels, width_needed or _widest_rendition)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageRefused(_too_many_pixels_message(max_pixels)) from error
    except ImageRefused:
        raise
    except Exception as error:  # hostile files make decoders raise nearly anything
        raise ImageRefused(_unreadable_message(data, error)) from error


def _decode(data: bytes, max_pixels: int, width_needed: Callable[[int, int], float]) -> Picture:
    is_jpeg = data.startswith(_JPEG_START)
    if is_jpeg:
        scans = _count_scans(data)
    with _open(data) as image:
        width, height = image.size
        if is_jpeg:
            _check_jpeg(image, scans)
        elif width * height > max_pixels:
            raise ImageRefused(_too_many_pixels_message(max_pixels))
        extension = FORMATS[str(image.format)]
        orientation = image.getexif().get(_ORIENTATION, 1)
        if orientation in _SIDEWAYS:
            width, height = height, width
        target_width = width_needed(width, height)
        is_animated = _is_animated(image, data)
        if is_jpeg:
            _draft(image, width / target_width)
        image.load()
        # Detached from its file: decoders of WebP and AVIF hold two or more copies of the image.
        plain = image._new(image.im)
    del image
    upright_width = plain.height if orientation in _SIDEWAYS else plain.width
    plain = _reduce(plain, upright_width / target_width)
    plain = _to_srgb(plain, plain.info.get("icc_profile"))
    return Picture(_rotate_upright(plain, orientation), width, height, extension, is_animated)


def _open(data: bytes) -> ImageFile:
    """Open the image and read its header.

    A JPEG is opened as a JPEG even if other images follow the first one: cameras append them (MPO).
    """
    if data.startswith(_JPEG_START):
        return JpegImageFile(BytesIO(data))
    return Image.open(BytesIO(data), formats=list(FORMATS))


def _is_animated(image: ImageFile, data: bytes) -> bool:
    """Whether the file is an animation. Further images in a JPEG (MPO) are not frames."""
    if image.format != "GIF":
        return bool(getattr(image, "is_animated", False))
    try:
        # Pillow seeks the second frame of a GIF. It does so on another object: a damaged frame would break this one.
        with _open(data) as another:
            return bool(getattr(another, "is_animated", False))
    except Exception:  # only the first frame matters
        return False


def _count_scans(data: bytes) -> int:
    """Return the number of scans in a JPEG; raise ImageRefused beyond MAX_SEGMENTS segments."""
    count, at = 0, 2
    for _segment in range(MAX_SEGMENTS):
        marker = _JPEG_MARKER.search(data, at)
        if marker is None or data[marker.end() - 1] == _JPEG_END:
            return count
        count += data[marker.end() - 1] == _JPEG_SCAN
        at = marker.end() + int.from_bytes(data[marker.end() : marker.end() + 2])
    raise ImageRefused(_too_slow_message())


def _check_jpeg(image: ImageFile, scans: int) -> None:
    pixels = image.width * image.height
    # With several scans, the decoder needs two bytes per pixel for each colour channel.
    if pixels > MAX_JPEG_PIXELS or pixels * len(image.getbands()) > 3 * MAX_JPEG_PIXELS:
        raise ImageRefused(
            _too_many_pixels_message(MAX_JPEG_PIXELS * 3 // max(3, len(image.getbands())))
        )
    if scans > MAX_SCANS or scans * pixels > MAX_SCANNED_PIXELS:
        raise ImageRefused(_too_slow_message())


def _draft(image: ImageFile, excess: float) -> None:
    """Let Pillow decode a JPEG at 1/2, 1/4 or 1/8 of its size, if that is twice as wide as needed.

    `excess` is the width of the original divided by the needed width. Never more than MAX_PIXELS are decoded.
    """
    divisor = 1
    while divisor < 8 and (
        excess >= divisor * 4 or image.width * image.height > divisor**2 * MAX_PIXELS
    ):
        divisor *= 2
    image.draft(None, (max(1, image.width // divisor), max(1, image.height // divisor)))


def _reduce(image: Image.Image, excess: float) -> Image.Image:
    """Return the image in 8 bits per channel, reduced to at least twice the needed width."""
    plain = _to_eight_bit(image)
    factor = int(excess / 2)
    if factor < 2:
        return plain
    reduced = plain.reduce(factor)
    reduced.info = image.info
    return reduced


def _rotate_upright(image: Image.Image, orientation: int) -> Image.Image:
    transpose = _TRANSPOSE.get(orientation)
    return image if transpose is None else image.transpose(transpose)


def _widest_rendition(width: int, height: int) -> int:
    return sizes_for(width, height, (LARGEST_WIDTH,))[-1][0]


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the image as RGB or RGBA in sRGB; an invalid colour profile is ignored."""
    plain = image
    if profile:
        try:
            converted = ImageCms.profileToProfile(
                plain,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGBA" if plain.mode == "RGBA" else "RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        plain = converted or plain
    return plain if plain.mode in ("RGB", "RGBA") else plain.convert("RGB")


def _to_eight_bit(image: Image.Image) -> Image.Image:
    """Return the image in a mode that colour profiles support: L, RGB, RGBA or CMYK."""
    if image.mode.startswith("I") or image.mode == "F":
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _too_large_message() -> str:
    return _("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1024 // 1024}


def _too_many_pixels_message(limit: int) -> str:
    return _("The image has more than %(limit)d million pixels.") % {"limit": limit // 1_000_000}


def _too_slow_message() -> str:
    return str(_("This JPEG is encoded in a way that takes too long to read."))


def _unreadable_message(data: bytes, error: Exception) -> str:
    """Return the error message for data that cannot be decoded, with advice for the sender."""
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return str(
            _(
                "This is a HEIC image, which browsers cannot show. Export it as JPEG and upload "
                "that. To take JPEG images on an iPhone, choose Settings, Camera, Formats, Most "
                "Compatible."
            )
        )
    if isinstance(error, UnidentifiedImageError):
        return str(
            _("This is not a readable image. Supported formats are JPEG, PNG, WebP, AVIF and GIF.")
        )
    return str(_("The image is damaged or incomplete. Export it again and upload the new file."))

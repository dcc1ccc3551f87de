"""Reads an uploaded picture by decoding it: never by its name or by what the sender says it is.

Whatever comes in, what goes out is a plain RGB or RGBA picture in sRGB, upright, without a byte of
the upload's metadata. Limits are checked on the header, before any pixel is decoded.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_PIXELS: Final = 40_000_000
#: A progressive JPEG has about ten scans. A hostile one has thousands, each as slow as a picture.
MAX_SCANS: Final = 100
#: Decoders that may look at an upload, with the ending of the file that is kept.
FORMATS: Final = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
#: Widest picture that is shown; a larger JPEG is decoded at half, a quarter or an eighth.
LARGEST_WIDTH: Final = 1600
MAX_WEBP_SIDE: Final = 16_383
# Looked at beside 82 on the demo's pictures: no difference to see, a fifth fewer bytes.
QUALITY: Final = 75

_ORIENTATION = 0x0112
_SIDEWAYS = (5, 6, 7, 8)


class ImageRefused(Exception):  # noqa: N818 - it is no failure of ours but an answer to the sender
    """The upload is not taken; `message` tells the person why."""

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


def decode(data: bytes) -> Picture:
    """Return the picture in `data` (of an animation, the first one).

    Raises ImageRefused where it is too large, no picture of an allowed format, or damaged.
    """
    if len(data) > MAX_BYTES:
        raise ImageRefused(_too_large())
    try:
        with Image.open(BytesIO(data), formats=list(FORMATS)) as image:
            _check_header(image, data)
            return _upright(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageRefused(_too_many_pixels()) from error
    except ImageRefused:
        raise
    except Exception as error:  # hostile files make decoders raise nearly anything
        raise ImageRefused(
            _("This is not a readable picture. Allowed are JPEG, PNG, WebP, AVIF and GIF.")
        ) from error


def sizes_for(width: int, height: int, widths: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return the sizes of the renditions, narrowest first: never wider than the picture, never none."""
    wanted = {min(limit, width) for limit in widths}
    sizes: dict[int, int] = {}
    for limit in sorted(wanted):
        scale = min(limit / width, MAX_WEBP_SIDE / height)
        sizes[max(1, round(width * scale))] = max(1, round(height * scale))
    return sorted(sizes.items())


def encode(pixels: Image.Image, size: tuple[int, int]) -> bytes:
    """Return `pixels` scaled down to `size` as WebP, without metadata."""
    scaled = pixels.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    scaled.info = {}
    out = BytesIO()
    scaled.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()


def _check_header(image: Image.Image, data: bytes) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise ImageRefused(_too_many_pixels())
    # In a JPEG's data a marker cannot occur by chance, so counting it counts the scans.
    if image.format == "JPEG" and data.count(b"\xff\xda") > MAX_SCANS:
        raise ImageRefused(_("This JPEG is built in a way that takes too long to read."))


def _upright(image: Image.Image) -> Picture:
    extension = FORMATS[str(image.format)]
    width, height = image.size
    if image.getexif().get(_ORIENTATION, 1) in _SIDEWAYS:
        width, height = height, width
    image.draft("RGB", (LARGEST_WIDTH * 2, LARGEST_WIDTH * 2))
    image.load()
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    return Picture(_in_srgb(upright, profile), width, height, extension)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture as RGB or RGBA in sRGB; a profile that makes no sense is ignored."""
    plain = _eight_bit(image)
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


def _eight_bit(image: Image.Image) -> Image.Image:
    """Return the picture in a mode that colour profiles know: L, RGB, RGBA or CMYK."""
    if image.mode.startswith("I") or image.mode == "F":
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _too_large() -> str:
    return _("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1024 // 1024}


def _too_many_pixels() -> str:
    return _("The picture has more than %(limit)d million pixels.") % {
        "limit": MAX_PIXELS // 1_000_000
    }

"""Site icons: favicon, touch icon and maskable icon, rendered from one image."""

import hashlib
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Final

from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pixels

from images import files
from images.decoding import ImageRefused, decode
from images.models import Image
from images.turns import decoding_lock

#: A smaller image would be scaled up on a home screen.
SMALLEST_SIDE: Final = 192
#: Background colour of icons that must not be transparent (iOS would make it black).
PAPER: Final = (251, 249, 244)
#: Platforms may crop a maskable icon to its middle 80 % (W3C manifest, "maskable").
SAFE_SHARE: Final = 0.8
ICO_SIZES: Final = [(16, 16), (32, 32), (48, 48)]


@dataclass(frozen=True)
class Icon:
    """An icon file: `purpose` is "any", "maskable", "touch" or "ico"; `size` is its side in pixels."""

    name: str
    size: int
    purpose: str

    @property
    def url(self) -> str:
        """URL of the file."""
        return default_storage.url(self.name)


#: Purpose and size of every PNG icon.
PNGS: Final = (("any", 32), ("any", 192), ("any", 512), ("maskable", 512), ("touch", 180))
LARGEST_SIDE: Final = 512


def make_icons(image: Image) -> list[dict[str, object]]:
    """Write the icon files of `image`; return them as rows of a JSON column.

    Reads the original. File names are hashes of the content, so a second call writes nothing new.
    Raises ImageRefused if the original is too small, missing or cannot be decoded.
    """
    with decoding_lock():
        square = _square(_decode_original(image))
        pngs = [(purpose, size, _png(square, purpose, size)) for purpose, size in PNGS]
        ico = _ico(square)
        del square
    with files.undone_on_error() as written:
        rows = [
            Icon(_write_icon(data, "png", written), size, purpose) for purpose, size, data in pngs
        ]
        rows.append(Icon(_write_icon(ico, "ico", written), 48, "ico"))
    return [asdict(icon) for icon in rows]


def _decode_original(image: Image) -> Pixels.Image:
    try:
        with image.original.open("rb") as file:
            picture = decode(file.read(), width_needed=_width_needed)
    except (FileNotFoundError, ValueError) as error:
        raise ImageRefused(_("The original of this image is missing.")) from error
    if min(picture.width, picture.height) < SMALLEST_SIDE:
        raise ImageRefused(
            _("This image is too small for a site icon. Each side needs at least %(limit)d pixels.")
            % {"limit": SMALLEST_SIDE}
        )
    return picture.pixels


def _width_needed(width: int, height: int) -> float:
    """Return the width at which the longest side is as long as that of the largest icon.

    The square around a very wide or tall image has the same side, so its memory is bounded.
    """
    return width * min(1.0, LARGEST_SIDE / max(width, height))


def _square(pixels: Pixels.Image) -> Pixels.Image:
    """Return the whole image centred in a transparent square, so that no part of a logo is cropped."""
    side = max(pixels.size)
    square = Pixels.new("RGBA", (side, side), (0, 0, 0, 0))
    square.paste(pixels, ((side - pixels.width) // 2, (side - pixels.height) // 2))
    return square


def _png(square: Pixels.Image, purpose: str, size: int) -> bytes:
    share = SAFE_SHARE if purpose == "maskable" else 1
    icon = _scaled(square, round(size * share))
    if purpose != "any":
        background = Pixels.new("RGBA", (size, size), (*PAPER, 255))
        corner = (size - icon.width) // 2
        background.alpha_composite(icon, (corner, corner))
        icon = background.convert("RGB")
    out = BytesIO()
    icon.save(out, "PNG", optimize=True)
    return out.getvalue()


def _ico(square: Pixels.Image) -> bytes:
    out = BytesIO()
    _scaled(square, 48).save(out, "ICO", sizes=ICO_SIZES)
    return out.getvalue()


def _scaled(square: Pixels.Image, side: int) -> Pixels.Image:
    icon = square.resize((side, side), Pixels.Resampling.LANCZOS, reducing_gap=3.0)
    icon.info = {}
    return icon


def _write_icon(data: bytes, extension: str, written: files.Files) -> str:
    """Write a file under a name from its hash, which images.views accepts; return the name."""
    digest = hashlib.sha256(data).hexdigest()
    name = f"{digest[:2]}/{digest[:16]}-{digest[16:36]}.{extension}"
    if default_storage.exists(name):
        if default_storage.size(name) == len(data):
            return name
        default_storage.delete(name)  # part of a file, left by a killed process
    return files.write_as(default_storage, name, data, written)

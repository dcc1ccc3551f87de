"""The icons of the site, made once from one picture: for tabs, home screens and old browsers."""

import hashlib
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pixels

from images.decoding import ImageRefused, decode
from images.models import Image

#: A smaller picture would be blown up on a home screen.
SMALLEST_SIDE: Final = 192
#: Paper of the site: behind what must not be transparent (iOS would make it black).
PAPER: Final = (251, 249, 244)
#: Of a maskable icon, any platform may cut off all but the middle 80 % (W3C manifest, "maskable").
SAFE_SHARE: Final = 0.8
ICO_SIZES: Final = [(16, 16), (32, 32), (48, 48)]


@dataclass(frozen=True)
class Icon:
    """One file: `purpose` is "any", "maskable", "touch" or "ico"; `size` in pixels, square."""

    name: str
    size: int
    purpose: str

    @property
    def url(self) -> str:
        """Address of the file."""
        return default_storage.url(self.name)


#: Purpose and size of every PNG that is made.
PNGS: Final = (("any", 32), ("any", 192), ("any", 512), ("maskable", 512), ("touch", 180))


def make_icons(image: Image) -> list[dict[str, object]]:
    """Return the icons of `image` as rows of a JSON column, their files written.

    Reads the original. The same picture gives the same names, so doing it twice adds nothing.
    Raises ImageRefused where the picture is too small, cannot be read, or is not there any more.
    """
    square = _square(_pixels(image))
    made = [(purpose, size, _png(square, purpose, size)) for purpose, size in PNGS]
    rows = [Icon(_keep(data, "png"), size, purpose) for purpose, size, data in made]
    return [asdict(icon) for icon in [*rows, Icon(_keep(_ico(square), "ico"), 48, "ico")]]


def _pixels(image: Image) -> Pixels.Image:
    try:
        with image.original.open("rb") as file:
            pixels = decode(file.read()).pixels
    except (FileNotFoundError, ValueError) as error:
        raise ImageRefused(_("The original of this picture is missing.")) from error
    if min(pixels.size) < SMALLEST_SIDE:
        raise ImageRefused(
            _("This picture is too small for an icon; each side needs %(limit)d pixels.")
            % {"limit": SMALLEST_SIDE}
        )
    return pixels


def _square(pixels: Pixels.Image) -> Pixels.Image:
    """The whole picture in the middle of a transparent square: nothing of a logo is cut off."""
    side = max(pixels.size)
    square = Pixels.new("RGBA", (side, side), (0, 0, 0, 0))
    square.paste(pixels, ((side - pixels.width) // 2, (side - pixels.height) // 2))
    return square


def _png(square: Pixels.Image, purpose: str, size: int) -> bytes:
    share = SAFE_SHARE if purpose == "maskable" else 1
    icon = _scaled(square, round(size * share))
    if purpose != "any":
        ground = Pixels.new("RGBA", (size, size), (*PAPER, 255))
        corner = (size - icon.width) // 2
        ground.alpha_composite(icon, (corner, corner))
        icon = ground.convert("RGB")
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


def _keep(data: bytes, extension: str) -> str:
    """Write a file under the name that its content gives, as images.views serves them."""
    digest = hashlib.sha256(data).hexdigest()
    name = f"{digest[:2]}/{digest[:16]}-{digest[16:36]}.{extension}"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(data))
    return name

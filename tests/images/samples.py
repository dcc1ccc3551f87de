"""Generated images for tests: one of each accepted kind and of each refused kind."""

import struct
import zlib
from io import BytesIO

from PIL import Image

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 160, 60), (40, 60, 210), (250, 250, 250)
GPS = 0x8825


def picture(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """A picture whose four corners have four colours, so that a turn shows."""
    image = Image.new("RGB", (width, height), WHITE)
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def png(width: int = 64, height: int = 48) -> bytes:
    return encoded(picture(width, height))


def with_orientation(orientation: int) -> bytes:
    """A JPEG as a telephone makes it: stored turned, with the turn and the place in its EXIF."""
    stored_as = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = picture()
    if orientation in stored_as:
        image = image.transpose(stored_as[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "MakerOfTheCamera"
    exif.get_ifd(GPS).update({1: "N", 2: (35.0, 41.0, 22.0), 3: "E", 4: (139.0, 41.0, 30.0)})
    return encoded(image, "JPEG", quality=95, exif=exif)


def several(pictures: int = 2, kind: str = "MPO", **options: object) -> bytes:
    """A file whose first picture has the four colours; the others are black, of another size."""
    others = [Image.new("RGB", (32, 24)) for _ in range(pictures - 1)]
    return encoded(picture(), kind, save_all=True, append_images=others, **options)


def animation(kind: str, frames: int = 2) -> bytes:
    """An animation that begins with the four colours and goes on in grey."""
    others = [Image.new("RGB", (64, 48), (level * 60,) * 3) for level in range(1, frames)]
    options: dict[str, object] = {"duration": 80, "loop": 0} if kind != "AVIF" else {}
    return encoded(picture(), kind, save_all=True, append_images=others, **options)


def heic() -> bytes:
    """The beginning of a photo as telephones save it."""
    return b"\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1MiHBheic" + bytes(400)


def png_header_only(width: int, height: int) -> bytes:
    """A PNG that claims a size and compresses to nearly nothing: a decompression bomb."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((width + 1) * min(height, 2000)), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def many_scans(scans: int = 400) -> bytes:
    """A progressive JPEG whose last scan is repeated: small to send, slow to decode."""
    data = encoded(picture(512, 512), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * scans + data[-2:]


HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
#: A GIF for decoders, and a script for a browser that loads it as one.
POLYGLOT = encoded(picture(), "GIF") + b"<script>alert(document.domain)</script>"

"""Canvas of the demo images: coloured inks through masks, a binding thread, paper grain.

Ink is transparent, as on a woodblock print: overlapping inks multiply. All lengths are pixels of the
finished image. Shapes are drawn at twice the size and reduced, so edges are smooth.
"""

from __future__ import annotations

import cmath
import math
import random
from collections.abc import Callable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SIZE = (1600, 900)
PAPER, SUMI, AI, KON = "#faf6ec", "#2b2926", "#1d5f86", "#223a5e"
SHU, KAKI, YAMABUKI, KOKE = "#b83a26", "#cf6b3d", "#dca63a", "#6b7745"
SEIJI, FUJI, SAKURA, KINARI = "#7ea89a", "#7b6fa0", "#dba3a4", "#fbf8f0"

Draw = Callable[[ImageDraw.ImageDraw], None]
Point = tuple[float, float]


class Brush:
    """Draws a mask at twice its size; arguments are pixels of the finished image."""

    FACTOR = 2

    def __init__(self, size: tuple[int, int]) -> None:
        self.image = Image.new("L", (size[0] * self.FACTOR, size[1] * self.FACTOR))
        self.draw = ImageDraw.Draw(self.image)

    def mask(self) -> Image.Image:
        """Return the mask at the finished size."""
        return self.image.reduce(self.FACTOR)

    def circle(self, centre: Point, radius: float, value: int = 255) -> None:
        """Draw a disc; `value` 0 removes ink."""
        x, y = (part * self.FACTOR for part in centre)
        r = radius * self.FACTOR
        self.draw.ellipse((x - r, y - r, x + r, y + r), fill=value)

    def ring(self, centre: Point, radius: float, width: float) -> None:
        """Draw a circle line of `width`, inside `radius`."""
        self.circle(centre, radius)
        self.circle(centre, radius - width, 0)

    def polygon(self, points: Sequence[Point], value: int = 255) -> None:
        self.draw.polygon([self._scaled(point) for point in points], fill=value)

    def line(self, points: Sequence[Point], width: float, value: int = 255) -> None:
        """Draw a line with round joints and ends."""
        scaled = [self._scaled(point) for point in points]
        self.draw.line(scaled, fill=value, width=round(width * self.FACTOR), joint="curve")
        for point in (points[0], points[-1]):
            self.circle(point, width / 2, value)

    def box(
        self, left: float, top: float, right: float, bottom: float, *, round_by: float = 0
    ) -> None:
        """Draw a rectangle with corners of radius `round_by`."""
        area = tuple(part * self.FACTOR for part in (left, top, right, bottom))
        self.draw.rounded_rectangle(area, round_by * self.FACTOR, fill=255)

    def leaf(self, start: Point, angle: float, length: float, width: float) -> None:
        """Draw a leaf between two arcs; `angle` in degrees, 0 to the right; `width` a share of `length`."""
        turn = cmath.rect(length, math.radians(angle))
        upper = [
            complex(part / 24, math.sin(math.pi * part / 24) ** 0.9 * width / 2)
            for part in range(25)
        ]
        outline = [*upper, *(point.conjugate() for point in reversed(upper))]
        turned = [complex(*start) + point * turn for point in outline]
        self.polygon([(point.real, point.imag) for point in turned])

    def stitches(self, start: Point, end: Point, count: int, width: float = 4) -> None:
        """Draw `count` stitches of equal length from one point to another."""
        for number in range(count):
            near, far = (number + 0.14) / count, (number + 0.86) / count
            self.line([_between(start, end, near), _between(start, end, far)], width)

    def _scaled(self, point: Point) -> Point:
        return (point[0] * self.FACTOR, point[1] * self.FACTOR)


class Canvas:
    """One image. `seed` seeds all random numbers, so that an image is the same on every machine."""

    def __init__(self, seed: str, *, paper: str = PAPER, size: tuple[int, int] = SIZE) -> None:
        self.rng = random.Random(seed)  # noqa: S311 (grain, not a secret)
        self.size = size
        self.image = Image.new("RGB", size, paper)
        self.grain = _noise(self.rng, size, 1.1).point(lambda v: min(255, 218 + v // 4))

    def pen(self) -> Brush:
        return Brush(self.size)

    def ink(self, mask: Image.Image, colour: str, *, strength: float = 1.0) -> None:
        """Multiply the image by `colour` through `mask` (transparent ink)."""
        layer = Image.new("RGB", self.size, "#ffffff")
        layer.paste(Image.new("RGB", self.size, colour), (0, 0), self._worn(mask, strength))
        self.image = ImageChops.multiply(self.image, layer)

    def paint(self, mask: Image.Image, colour: str, *, strength: float = 1.0) -> None:
        """Paste `colour` through `mask` (opaque paint)."""
        self.image.paste(Image.new("RGB", self.size, colour), (0, 0), self._worn(mask, strength))

    def shape(self, draw: Callable[[Brush], None]) -> Image.Image:
        """Return the mask that `draw` draws with a new pen."""
        pen = self.pen()
        draw(pen)
        return pen.mask()

    def everywhere(self) -> Image.Image:
        """Return a mask of the whole image."""
        return Image.new("L", self.size, 255)

    def bind(self, colour: str = SUMI) -> None:
        """Draw 和綴じ: the thread at the right edge, through four holes, as in a Japanese book."""
        width, height = self.size
        spine = width * 0.945
        pen = self.pen()
        pen.line([(spine, -9), (spine, height + 9)], 4)
        for hole in (0.1, 0.366, 0.634, 0.9):
            pen.line([(spine, height * hole), (width + 9, height * hole)], 4)
            pen.circle((spine, height * hole), 6)
        self.paint(pen.mask(), colour, strength=0.92)

    def finished(self) -> Image.Image:
        """Return the image with paper texture."""
        tooth = _noise(self.rng, self.size, 0.7).point(lambda v: 245 + v * 14 // 255)
        fibres = Image.new("L", self.size, 255)
        draw = ImageDraw.Draw(fibres)
        for _ in range(90):
            self._fibre(draw)
        fibres = fibres.filter(ImageFilter.GaussianBlur(0.8))
        shade = ImageChops.multiply(tooth, fibres)
        return ImageChops.multiply(self.image, Image.merge("RGB", (shade, shade, shade)))

    def _fibre(self, draw: ImageDraw.ImageDraw) -> None:
        x, y = self.rng.uniform(0, self.size[0]), self.rng.uniform(0, self.size[1])
        r, start = self.rng.uniform(12, 60), self.rng.uniform(0, 360)
        draw.arc((x - r, y - r, x + r, y + r), start, start + self.rng.uniform(20, 80), fill=238)

    def _worn(self, mask: Image.Image, strength: float) -> Image.Image:
        """Return the mask with the uneven ink of a printing block."""
        worn = ImageChops.multiply(mask, self.grain)
        return worn.point(lambda value: round(value * strength)) if strength < 1 else worn


def both(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return the intersection of two masks."""
    return ImageChops.multiply(one, other)


def _between(start: Point, end: Point, part: float) -> Point:
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)


def _noise(rng: random.Random, size: tuple[int, int], blur: float) -> Image.Image:
    """Return blurred noise over the whole range of greys, the same for the same generator state."""
    noise = Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))
    return noise.filter(ImageFilter.GaussianBlur(blur))

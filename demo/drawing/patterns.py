"""Traditional Japanese patterns as masks, with ink from 0 to 255.

Each function returns one seamless tile. A tile is drawn at four times its size and reduced, so its
lines are smooth; `fill` repeats it over an area. Lengths are pixels of the finished image.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw

SCALE = 4
Point = tuple[float, float]
Size = tuple[int, int]


def fill(size: Size, tile: Image.Image) -> Image.Image:
    """Return a mask of `size` covered with `tile`, from the upper left corner."""
    mask = Image.new("L", size)
    for y in range(0, size[1], tile.height):
        for x in range(0, size[0], tile.width):
            mask.paste(tile, (x, y))
    return mask


def seigaiha(radius: int = 60, rings: int = 4) -> Image.Image:
    """Return 青海波: waves of overlapping rings, the lower row in front."""
    tile, draw = _canvas(2 * radius, radius)
    step = radius * SCALE
    for row in range(-1, 5):
        for column in range(-1, 3):
            x = (2 * column + row % 2) * step
            _rings(draw, (x, row * step / 2 + step / 2), step, rings)
    return _reduced(tile)


def _rings(draw: ImageDraw.ImageDraw, centre: Point, radius: float, rings: int) -> None:
    thin = radius / rings / 2.6
    for ring in range(rings):
        outer = radius * (1 - ring / rings)
        draw.ellipse(_box(centre, outer), fill=255)
        draw.ellipse(_box(centre, outer - thin), fill=0)


def asanoha(side: int = 97, width: int = 3) -> Image.Image:
    """Return 麻の葉: a net of triangles with lines from centre to corners."""
    height = round(side * math.sqrt(3))
    tile, draw = _canvas(side, height)
    a, h = side * SCALE, height * SCALE / 2
    for row in range(-1, 3):
        for column in range(-2, 3):
            left = (column + row % 2 / 2) * a, row * h
            right, below = (left[0] + a, left[1]), (left[0] + a / 2, left[1] + h)
            last = left[0] + a * 1.5, left[1] + h
            for corners in ((left, right, below), (right, below, last)):
                _spokes(draw, corners, width * SCALE)
    return _reduced(tile)


def _spokes(draw: ImageDraw.ImageDraw, corners: tuple[Point, Point, Point], width: int) -> None:
    centre = sum(x for x, _ in corners) / 3, sum(y for _, y in corners) / 3
    for corner, following in pairwise((*corners, corners[0])):
        draw.line([corner, following], fill=255, width=width)
        draw.line([corner, centre], fill=255, width=width)


def shippo(radius: int = 60) -> Image.Image:
    """Return 七宝: overlapping circles; the four intersections (petals) are inked."""
    side = 2 * radius
    corners, draw = _canvas(side, side)
    middle, other = _canvas(side, side)
    r = radius * SCALE
    for x in (0, 2 * r):
        for y in (0, 2 * r):
            draw.ellipse(_box((x, y), r), fill=255)
    other.ellipse(_box((r, r), r), fill=255)
    petals = ImageChops.darker(corners, middle)
    dots = ImageDraw.Draw(petals)
    for centre in ((r, 0), (0, r), (r, 2 * r), (2 * r, r)):
        dots.ellipse(_box(centre, r / 9), fill=255)
    return _reduced(petals)


def kikko(side: int = 46, width: int = 3) -> Image.Image:
    """Return 亀甲: hexagons with smaller ones inside."""
    across = round(side * math.sqrt(3))
    tile, draw = _canvas(across, 3 * side)
    a, w = side * SCALE, across * SCALE
    for row in range(-1, 4):
        for column in range(-1, 3):
            centre = (column + row % 2 / 2) * w, row * 1.5 * a
            for size, line in ((1.0, width), (0.62, width / 2), (0.2, width / 2)):
                _hexagon(draw, centre, a * size, round(line * SCALE))
    return _reduced(tile)


def _hexagon(draw: ImageDraw.ImageDraw, centre: Point, side: float, width: int) -> None:
    angles = [math.radians(60 * n + 30) for n in range(7)]
    corners = [(centre[0] + side * math.cos(n), centre[1] + side * math.sin(n)) for n in angles]
    draw.line(corners, fill=255, width=width, joint="curve")


def shima(rng: random.Random, period: int = 120) -> Image.Image:
    """Return 縞: vertical stripes of random widths."""
    tile, draw = _canvas(period, 8)
    x = 0.0
    while x < (period - 6) * SCALE:
        width = rng.choice((2, 3, 3, 5, 9, 16)) * SCALE
        draw.rectangle((x, 0, min(x + width, (period - 4) * SCALE), tile.height), fill=255)
        x += width + rng.choice((4, 5, 7, 10)) * SCALE
    return _reduced(tile)


def yagasuri(width: int = 64, height: int = 168) -> Image.Image:
    """Return 矢絣: arrow feathers with frayed ends, each column half a feather lower."""
    tile, draw = _canvas(2 * width, height)
    w, h = width * SCALE, height * SCALE
    for column in range(2):
        for top in range(-h, 2 * h, h):
            _feather(draw, column * w, top + column * h // 2, (w, h // 2))
    return _reduced(tile)


def _feather(draw: ImageDraw.ImageDraw, left: int, top: int, size: Size) -> None:
    w, h = size
    middle, shaft = left + w / 2, SCALE * 1.5
    for number, x in enumerate(range(left + SCALE, left + w - SCALE, SCALE * 2)):
        if abs(x + SCALE - middle) < shaft:
            continue
        drop = 0.7 * (w / 2 - abs(x + SCALE - middle))
        fray = SCALE * (number * 7 % 5)
        draw.rectangle((x, top + drop - fray, x + SCALE * 1.7, top + h + drop - fray * 2), fill=255)


def _canvas(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    tile = Image.new("L", (width * SCALE, height * SCALE))
    return tile, ImageDraw.Draw(tile)


def _reduced(tile: Image.Image) -> Image.Image:
    return tile.reduce(SCALE)


def _box(centre: Point, radius: float) -> tuple[float, float, float, float]:
    x, y = centre
    return (x - radius, y - radius, x + radius, y + radius)


def all_tiles(rng: random.Random) -> Iterator[tuple[str, Image.Image]]:
    """Yield every pattern with its name, for sample sheets."""
    makers: dict[str, Callable[[], Image.Image]] = {
        "seigaiha": lambda: seigaiha(54),
        "asanoha": lambda: asanoha(97),
        "shippo": lambda: shippo(48),
        "kikko": lambda: kikko(40),
        "shima": lambda: shima(rng),
        "yagasuri": lambda: yagasuri(56, 148),
    }
    for name, make in makers.items():
        yield name, make()

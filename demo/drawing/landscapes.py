"""The two images of the illustrated essay: hills in mist, and rings on a pond."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops, ImageFilter

from demo.drawing.canvas import KINARI, SHU, SIZE, SUMI, Brush, Canvas

WIDTH, HEIGHT = SIZE
SKY = ("#d6dedb", "#f3e4d2")
NEAR, FAR = (27, 52, 66), (176, 195, 196)


def hills(sheet: Canvas) -> None:
    """Draw seven ridges, the nearer the darker, with mist at their feet and the sun behind them."""
    sheet.image = _gradient(*SKY)
    glow = sheet.shape(lambda pen: pen.circle((1050, 300), 190)).filter(
        ImageFilter.GaussianBlur(70)
    )
    sheet.paint(glow, "#f7d7ae", strength=0.9)
    sheet.paint(sheet.shape(lambda pen: pen.circle((1050, 300), 74)), "#e0764f", strength=0.93)
    for number in range(7):
        nearness = number / 6
        _ridge(sheet, 300 + 92 * number, 105 - 4 * number, _mixed(FAR, NEAR, nearness**0.9))
    _birds(sheet)


def _ridge(sheet: Canvas, level: float, height: float, colour: str) -> None:
    line = _ridge_line(sheet.rng, level, height)
    body = sheet.shape(lambda pen: pen.polygon([(0, HEIGHT), *line, (WIDTH, HEIGHT)]))
    top = round(min(y for _, y in line))
    sheet.paint(ImageChops.multiply(body, _mist(top, 300)), colour)


def _ridge_line(rng: random.Random, level: float, height: float) -> list[tuple[float, float]]:
    waves = [(rng.uniform(0, 7), 2.2**n / 420, height / 1.75**n) for n in range(7)]
    return [
        (x, level - sum(size * math.sin(x * speed + phase) for phase, speed, size in waves) / 1.6)
        for x in range(-4, WIDTH + 5, 4)
    ]


def _mist(top: int, depth: int) -> Image.Image:
    """Return a mask that is opaque at the ridge and fades over `depth` pixels."""
    column = Image.new("L", (1, HEIGHT))
    for y in range(HEIGHT):
        part = min(1.0, max(0.0, (y - top) / depth))
        column.putpixel((0, y), round(255 * (1 - 0.62 * part)))
    return column.resize(SIZE)


def _birds(sheet: Canvas) -> None:
    pen = sheet.pen()
    for x, y, span in ((560, 196, 26), (624, 168, 20), (676, 206, 16)):
        pen.line([(x - span, y - span * 0.35), (x - span * 0.4, y - span * 0.5), (x, y)], 3)
        pen.line([(x, y), (x + span * 0.4, y - span * 0.5), (x + span, y - span * 0.35)], 3)
    sheet.paint(pen.mask(), SUMI, strength=0.75)


def pond(sheet: Canvas) -> None:
    """Draw rings of raindrops on still water, with a red leaf."""
    sheet.image = _gradient("#89a6ac", "#2d4f5e")
    for _ in range(9):
        centre = (sheet.rng.uniform(60, WIDTH - 60), sheet.rng.uniform(80, HEIGHT - 40))
        size = sheet.rng.uniform(60, 220) * (0.55 + centre[1] / HEIGHT)
        _drop(sheet, centre, size)
    leaf = sheet.shape(_maple).resize((WIDTH, round(HEIGHT * 0.55)))
    floating = Image.new("L", SIZE)
    floating.paste(leaf, (150, 290))
    shadow = ImageChops.offset(floating, 8, 20).filter(ImageFilter.GaussianBlur(7))
    sheet.ink(shadow, "#3a4d52", strength=0.7)
    sheet.paint(floating, SHU)


def _maple(pen: Brush) -> None:
    """Draw a leaf of seven lobes with its stalk, in the centre."""
    centre = (WIDTH / 2, HEIGHT / 2)
    for angle, length in (
        (-100, 118),
        (-52, 128),
        (-146, 112),
        (-10, 116),
        (-190, 100),
        (30, 66),
        (136, 62),
    ):
        pen.leaf(centre, angle, length, 0.36)
    pen.line([centre, (centre[0] - 14, centre[1] + 92)], 4)


def _drop(sheet: Canvas, centre: tuple[float, float], size: float) -> None:
    """Draw rings as ellipses, in perspective from the shore."""
    box = Image.new("L", SIZE)
    pen = sheet.pen()
    for number, part in enumerate((1.0, 0.74, 0.5, 0.28)):
        pen.ring((WIDTH / 2, HEIGHT / 2), size * part, 2.5 + number)
        pen.circle((WIDTH / 2, HEIGHT / 2), size * part - 2.5 - number, 0)
    rings = pen.mask().resize((WIDTH, round(HEIGHT * 0.34)))
    box.paste(rings, (round(centre[0] - WIDTH / 2), round(centre[1] - HEIGHT * 0.17)))
    sheet.paint(box.filter(ImageFilter.GaussianBlur(0.8)), KINARI, strength=0.5)


def _gradient(top: str, bottom: str) -> Image.Image:
    ramp = Image.linear_gradient("L").resize(SIZE)
    return Image.composite(Image.new("RGB", SIZE, bottom), Image.new("RGB", SIZE, top), ramp)


def _mixed(one: tuple[int, int, int], other: tuple[int, int, int], part: float) -> str:
    mixed = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return "#" + "".join(f"{value:02x}" for value in mixed)

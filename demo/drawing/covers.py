"""Cover images of the demo: traditional patterns in two inks, bound with one thread.

`draw(name)` returns an image; the same name always gives the same image.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PIL import Image, ImageFilter

from demo.drawing import landscapes, patterns
from demo.drawing.canvas import (  # fmt: skip
    AI,
    FUJI,
    KAKI,
    KINARI,
    KOKE,
    KON,
    PAPER,
    SAKURA,
    SEIJI,
    SHU,
    SIZE,
    SUMI,
    YAMABUKI,
    Brush,
    Canvas,
    Point,
    both,
)

WIDTH, HEIGHT = SIZE
#: The x coordinate of the binding.
EDGE = round(WIDTH * 0.945)
#: The crop of a banner: left, upper, right, lower.
BANNER = (0, 220, WIDTH, 680)


def draw(name: str) -> Image.Image:
    """Return the image `name`; KeyError if it is not in PICTURES."""
    sheet = Canvas(name)
    PICTURES[name](sheet)
    picture = sheet.finished()
    return picture.crop(BANNER) if name in BANNERS else picture


def waves(sheet: Canvas) -> None:
    """Draw a stock chart as a thread that falls into the sea in front of the sun."""
    sheet.ink(sheet.shape(lambda pen: pen.circle((1110, 470), 262)), SHU)
    sea = sheet.shape(lambda pen: pen.box(0, 560, WIDTH, HEIGHT))
    sheet.paint(sea, KON)
    rings = patterns.fill(SIZE, patterns.seigaiha(70, 4))
    sheet.paint(both(rings, sea), PAPER, strength=0.9)
    path = _falling_curve(sheet)
    sheet.paint(sheet.shape(lambda pen: pen.line(path, 16)), PAPER)
    sheet.paint(sheet.shape(partial(_sewn, path=path)), SUMI)
    sheet.bind(SUMI)


def _falling_curve(sheet: Canvas) -> list[Point]:
    rise = [
        (x, 330 - x * 0.12 + 16 * math.sin(x / 61) + sheet.rng.uniform(-14, 14))
        for x in range(-30, 800, 44)
    ]
    fall = [(832, 300), (868, 420), (884, 400), (930, 640), (946, 622), (984, 770), (1010, 758)]
    rest = [(x, 770 + 13 * math.sin(x / 40)) for x in range(1050, WIDTH + 40, 44)]
    return [*rise, *fall, *rest]


def _sewn(pen: Brush, path: list[Point]) -> None:
    for start, end in pairwise(path):
        pen.stitches(start, end, max(1, round(math.dist(start, end) / 44)), 6)


def growth(sheet: Canvas, *, stage: int) -> None:
    """Draw a seed, a sprout or a tree over furrows: `stage` 0 to 2, one for each part of the series."""
    moon = (520 + 190 * stage, 300)
    disc = sheet.shape(lambda pen: pen.circle(moon, 210))
    sheet.ink(disc, YAMABUKI)
    sheet.ink(both(disc, patterns.fill(SIZE, patterns.asanoha(71, 2))), KAKI, strength=0.8)
    sheet.paint(sheet.shape(_hill), KOKE)
    sheet.paint(sheet.shape(_furrows), PAPER, strength=0.85)
    stems = sheet.pen()
    leaves = sheet.pen()
    _grow(stems, leaves, (640, 640), stage)
    sheet.paint(leaves.mask(), KON)
    veins = patterns.fill(SIZE, patterns.shima(sheet.rng, 60))
    sheet.paint(both(leaves.mask(), veins), SEIJI, strength=0.55)
    sheet.paint(stems.mask(), SUMI)
    sheet.bind(SUMI)


def _ground(x: float) -> float:
    return 655 - 60 * math.sin((x + 130) / 500)


def _hill(pen: Brush) -> None:
    pen.polygon(
        [(0, HEIGHT), *((x, _ground(x)) for x in range(0, WIDTH + 20, 20)), (WIDTH, HEIGHT)]
    )


def _furrows(pen: Brush) -> None:
    for row in range(1, 9):
        bent = [(x, _ground(x) + row * row * 4.2 + 14 * row) for x in range(0, WIDTH + 20, 20)]
        for start, end in pairwise(bent[:: max(2, row)]):
            pen.stitches(start, end, 1, 2 + row * 0.7)


def _grow(stems: Brush, leaves: Brush, root: Point, stage: int) -> None:
    base = (root[0], _ground(root[0]) + 4)
    if stage == 0:
        leaves.leaf((base[0] - 28, base[1] + 150), -64, 104, 0.7)
        stems.stitches((base[0], base[1] + 40), (base[0], base[1] - 150), 5, 6)
        return
    heights = {1: (150,), 2: (90, 180, 270, 355)}[stage]
    top = (base[0], base[1] - heights[-1])
    stems.line([base, top], 8 if stage == 2 else 7)
    for number, height in enumerate(heights):
        length = {1: 190, 2: 250 - 42 * number}[stage]
        for angle in (-148, -32):
            leaves.leaf((base[0], base[1] - height), angle, length, 0.34)
    if stage == 2:
        leaves.leaf(top, -90, 130, 0.34)


def bookshelf(sheet: Canvas) -> None:
    """Draw spines of books with different patterns."""
    tiles = dict(patterns.all_tiles(sheet.rng))
    names = ["shima", "yagasuri", "asanoha", "kikko", "seigaiha", "shippo"]
    inks = [AI, KAKI, KON, KOKE, SHU, FUJI, SEIJI, YAMABUKI]
    left, number = 118.0, 0
    while left < EDGE - 350:
        width = sheet.rng.choice((74, 96, 120, 150))
        top = sheet.rng.choice((170, 205, 240, 280))
        _spine(sheet, (left, top, left + width), inks[number % 8], tiles[names[number % 6]])
        left, number = left + width + 7, number + 1
    _leaning(sheet, left)
    sheet.paint(sheet.shape(lambda pen: pen.box(70, 742, EDGE - 50, 756)), SUMI)
    sheet.bind(SUMI)


def _spine(sheet: Canvas, area: tuple[float, float, float], ink: str, tile: Image.Image) -> None:
    left, top, right = area
    body = sheet.shape(lambda pen: pen.box(left, top, right, 740, round_by=5))
    sheet.paint(body, ink)
    sheet.paint(both(body, patterns.fill(SIZE, tile)), PAPER, strength=0.8)
    slip = (left + (right - left) * 0.28, top + 42, right - (right - left) * 0.28, top + 190)
    sheet.paint(sheet.shape(lambda pen: pen.box(*slip, round_by=2)), KINARI)
    sheet.paint(
        sheet.shape(
            lambda pen: pen.line(
                [((left + right) / 2, slip[1] + 22), ((left + right) / 2, slip[3] - 34)], 5
            )
        ),
        SUMI,
    )


def _leaning(sheet: Canvas, left: float) -> None:
    """Draw the last book, which leans on the row."""
    corners = [(left + 12, 740), (left + 88, 740), (left + 178, 300), (left + 104, 286)]
    body = sheet.shape(lambda pen: pen.polygon(corners))
    sheet.paint(body, SAKURA)
    sheet.paint(
        sheet.shape(lambda pen: pen.stitches((left + 70, 700), (left + 150, 330), 9, 4)), SHU
    )


def samples(sheet: Canvas) -> None:
    """Draw 見本帳: six swatches, each sewn onto the page at its corners."""
    inks = [AI, KOKE, SHU, KON, FUJI, KAKI]
    for number, (_name, tile) in enumerate(patterns.all_tiles(sheet.rng)):
        left, top = 110 + number % 3 * 460, 84 + number // 3 * 380
        area = (left, top, left + 410, top + 330)
        swatch = sheet.shape(partial(_box, area=area))
        sheet.paint(swatch, inks[number])
        sheet.paint(both(swatch, patterns.fill(SIZE, tile)), PAPER, strength=0.93)
        sheet.paint(sheet.shape(partial(_pinned, area=area)), SUMI)
    sheet.bind(SUMI)


def _box(pen: Brush, area: tuple[float, float, float, float]) -> None:
    pen.box(*area)


def _pinned(pen: Brush, area: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = area
    for x, y in ((left, top), (right, top), (left, bottom), (right, bottom)):
        pen.line([(x - 15, y - 15), (x + 15, y + 15)], 5)


def dialogue(sheet: Canvas) -> None:
    """Draw two overlapping circles: question and answer."""
    one = sheet.shape(lambda pen: pen.circle((590, 450), 318))
    other = sheet.shape(lambda pen: pen.circle((950, 450), 318))
    sheet.ink(one, YAMABUKI)
    sheet.ink(other, "#8db9c4")
    sheet.ink(both(one, patterns.fill(SIZE, patterns.asanoha(71, 2))), SHU, strength=0.8)
    sheet.ink(both(other, patterns.fill(SIZE, patterns.kikko(42, 3))), AI, strength=0.9)
    sheet.paint(sheet.shape(lambda pen: pen.stitches((770, 40), (770, 860), 21, 5)), SUMI)
    sheet.bind(SUMI)


def petals(sheet: Canvas) -> None:
    """Draw a field of shippo that thins out to the right."""
    tile = patterns.shippo(60)
    mask = Image.new("L", SIZE)
    for x in range(0, WIDTH, 120):
        for y in range(-60, HEIGHT, 120):
            if sheet.rng.random() > (x - 240) / 1150:
                mask.paste(tile, (x, y))
    moon = sheet.shape(lambda pen: pen.circle((1120, 350), 178))
    sheet.ink(mask, SEIJI)
    sheet.ink(moon, FUJI, strength=0.92)
    sheet.bind(SUMI)


def desk_top(sheet: Canvas) -> None:
    """Draw a notebook and a pencil on a table, from above."""
    upright = patterns.fill((HEIGHT, WIDTH), patterns.shima(sheet.rng, 450))
    table = upright.transpose(Image.Transpose.ROTATE_90).filter(ImageFilter.GaussianBlur(1))
    sheet.ink(sheet.everywhere(), "#ead9bd")
    sheet.ink(table, "#dcc39c", strength=0.55)
    shadow = sheet.shape(lambda pen: pen.box(432, 122, 1032, 812, round_by=12))
    sheet.ink(shadow.filter(ImageFilter.GaussianBlur(14)), "#8a7a63", strength=0.6)
    cover = sheet.shape(lambda pen: pen.box(420, 100, 1020, 790, round_by=10))
    sheet.paint(cover, AI)
    sheet.paint(both(cover, patterns.fill(SIZE, patterns.kikko(46, 3))), PAPER, strength=0.5)
    sheet.paint(sheet.shape(lambda pen: pen.box(486, 168, 586, 470, round_by=3)), KINARI)
    sheet.paint(sheet.shape(lambda pen: pen.line([(536, 210), (536, 400)], 6)), SUMI)
    sheet.paint(sheet.shape(_notebook_thread), PAPER)
    _pencil(sheet)


def _notebook_thread(pen: Brush) -> None:
    pen.line([(962, 100), (962, 790)], 4)
    for y in (170, 350, 540, 720):
        pen.line([(962, y), (1020, y)], 4)


def _pencil(sheet: Canvas) -> None:
    """Draw the slanted pencil beside the notebook: shaft, wood, lead."""
    parts: list[tuple[list[Point], str]] = [
        ([(1168, 196), (1204, 204), (1116, 640), (1080, 632)], SHU),
        ([(1080, 632), (1116, 640), (1084, 716)], "#e8cfa3"),
        ([(1090, 690), (1098, 692), (1084, 722)], SUMI),
        ([(1168, 196), (1204, 204), (1210, 172), (1174, 165)], YAMABUKI),
    ]
    cast = sheet.shape(
        lambda pen: pen.polygon([(1186, 214), (1222, 222), (1134, 664), (1100, 734), (1098, 650)])
    )
    sheet.ink(cast.filter(ImageFilter.GaussianBlur(9)), "#8a7a63", strength=0.6)
    for points, colour in parts:
        sheet.paint(sheet.shape(partial(_polygon, points=points)), colour)


def _polygon(pen: Brush, points: list[Point]) -> None:
    pen.polygon(points)


def coffee(sheet: Canvas) -> None:
    """Draw the image of the demo ad: a cup from above."""
    sheet.ink(sheet.everywhere(), "#f0dcae")
    sheet.ink(patterns.fill(SIZE, patterns.kikko(64, 4)), YAMABUKI, strength=0.8)
    ring = sheet.shape(lambda pen: pen.circle((812, 466), 304)).filter(ImageFilter.GaussianBlur(12))
    sheet.ink(ring, "#a07b42", strength=0.6)
    for radius, colour in (
        (300, KINARI),
        (286, AI),
        (276, KINARI),
        (196, KINARI),
        (186, "#5a3a26"),
    ):
        sheet.paint(sheet.shape(partial(_disc, radius=radius)), colour)
    sheet.ink(sheet.shape(lambda pen: pen.ring((800, 450), 206, 4)), SEIJI)
    sheet.paint(sheet.shape(lambda pen: pen.leaf((800, 560), -90, 210, 0.42)), "#d9b98c")
    sheet.paint(sheet.shape(lambda pen: pen.line([(800, 560), (800, 380)], 5)), "#5a3a26")


def _disc(pen: Brush, radius: float) -> None:
    pen.circle((800, 450), radius)


PICTURES: dict[str, Callable[[Canvas], None]] = {
    "deepseek-shock": waves,
    "quiet-blog-1": partial(growth, stage=0),
    "quiet-blog-2": partial(growth, stage=1),
    "quiet-blog-3": partial(growth, stage=2),
    "bookshelf": bookshelf,
    "samples": samples,
    "dialogue": dialogue,
    "petals": petals,
    "desk-top": desk_top,
    "coffee": coffee,
    "notebook": desk_top,
    "hills": landscapes.hills,
    "pond": landscapes.pond,
}
#: Ad images are cropped to banners, so that they do not dominate the text around them.
BANNERS = ("coffee", "notebook")

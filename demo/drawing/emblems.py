"""Avatars of the demo: emblems in a circle, in the style of family crests (家紋).

`draw(name)` returns a square image; the same name always gives the same image.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PIL import Image

from demo.drawing.canvas import AI, FUJI, KAKI, KOKE, KON, PAPER, SHU, SUMI, Brush, Canvas

SIDE = 512
MIDDLE = SIDE / 2


def draw(name: str) -> Image.Image:
    """Return the emblem `name`; KeyError if it is not in EMBLEMS."""
    ground, motif = EMBLEMS[name]
    sheet = Canvas(name, size=(SIDE, SIDE))
    sheet.paint(sheet.everywhere(), ground)
    sheet.paint(sheet.shape(lambda pen: pen.ring((MIDDLE, MIDDLE), 216, 9)), PAPER)
    motif(sheet, ground)
    return sheet.finished()


def spool(sheet: Canvas, ground: str) -> None:
    """Draw 糸巻: thread on a spool with a loose end."""
    sheet.paint(sheet.shape(_spool_wood), PAPER)
    sheet.paint(sheet.shape(_spool_thread), PAPER)
    windings = sheet.pen()
    for y in range(206, 316, 18):
        windings.line([(190, y + 9), (322, y - 9)], 5)
    sheet.paint(windings.mask(), ground)


def _spool_wood(pen: Brush) -> None:
    for top in (138, 330):
        pen.box(158, top, 354, top + 44, round_by=14)


def _spool_thread(pen: Brush) -> None:
    pen.box(186, 192, 326, 320, round_by=6)
    pen.line([(318, 300), (356, 296), (372, 330), (352, 362), (376, 396)], 6)


def cat(sheet: Canvas, ground: str) -> None:
    """Draw a cat with a pencil behind the ear."""
    sheet.paint(sheet.shape(_cat_head), PAPER)
    marks = sheet.pen()
    for side in (-1, 1):
        marks.line(
            [(MIDDLE + side * 84, 254), (MIDDLE + side * 64, 240), (MIDDLE + side * 44, 254)], 9
        )
        for drop in (0, 22):
            marks.line(
                [(MIDDLE + side * 92, 300 + drop), (MIDDLE + side * 146, 292 + drop * 1.6)], 5
            )
    marks.line(
        [
            (MIDDLE - 26, 318),
            (MIDDLE - 13, 330),
            (MIDDLE, 318),
            (MIDDLE + 13, 330),
            (MIDDLE + 26, 318),
        ],
        7,
    )
    marks.polygon([(MIDDLE - 13, 290), (MIDDLE + 13, 290), (MIDDLE, 306)])
    sheet.paint(marks.mask(), SUMI)
    sheet.paint(sheet.shape(lambda pen: pen.line([(330, 196), (414, 120)], 17)), SHU)
    sheet.paint(sheet.shape(lambda pen: pen.polygon([(318, 194), (334, 210), (306, 220)])), SUMI)


def _cat_head(pen: Brush) -> None:
    pen.box(138, 182, 374, 378, round_by=94)
    for side in (-1, 1):
        pen.polygon(
            [(MIDDLE + side * 112, 258), (MIDDLE + side * 108, 118), (MIDDLE + side * 22, 192)]
        )


def bean(sheet: Canvas, ground: str) -> None:
    """Draw a robot shaped like a bean, with a sprout as antenna."""
    body = sheet.pen()
    body.box(152, 194, 360, 384, round_by=88)
    body.line([(MIDDLE, 204), (MIDDLE, 150)], 10)
    body.leaf((MIDDLE, 154), -150, 84, 0.5)
    body.leaf((MIDDLE, 154), -30, 84, 0.5)
    body.box(124, 262, 146, 316, round_by=11)
    body.box(366, 262, 388, 316, round_by=11)
    sheet.paint(body.mask(), PAPER)
    face = sheet.pen()
    face.box(182, 240, 330, 322, round_by=40)
    sheet.paint(face.mask(), ground)
    eyes = sheet.pen()
    eyes.circle((222, 280), 14)
    eyes.circle((290, 280), 14)
    sheet.paint(eyes.mask(), PAPER)
    sheet.paint(sheet.shape(lambda pen: pen.stitches((214, 350), (298, 350), 4, 6)), ground)


def clock(sheet: Canvas, ground: str) -> None:
    """Draw a drop of ink with the hands of a clock."""
    drop = sheet.pen()
    drop.circle((MIDDLE, 288), 102)
    drop.polygon([(MIDDLE, 108), (MIDDLE - 88, 238), (MIDDLE + 88, 238)])
    sheet.paint(drop.mask(), PAPER)
    face = sheet.pen()
    face.ring((MIDDLE, 288), 76, 7)
    sheet.paint(face.mask(), ground)
    hands = sheet.pen()
    hands.line([(MIDDLE, 288), (MIDDLE, 236)], 9)
    hands.line([(MIDDLE, 288), (MIDDLE + 36, 306)], 9)
    sheet.paint(hands.mask(), SHU)


def ripple(sheet: Canvas, ground: str) -> None:
    """Draw 水紋: rings on water under a small moon."""
    rings = sheet.pen()
    for radius in (172, 136, 100, 64, 28):
        rings.ring((MIDDLE, 332), radius, 11)
    below = sheet.shape(partial(_lower, top=300))
    rings_mask = Image.composite(rings.mask(), Image.new("L", sheet.size), below)
    ring_inside = sheet.shape(lambda pen: pen.circle((MIDDLE, MIDDLE), 196))
    sheet.paint(Image.composite(rings_mask, Image.new("L", sheet.size), ring_inside), PAPER)
    sheet.paint(sheet.shape(lambda pen: pen.circle((MIDDLE, 196), 62)), PAPER)


def _lower(pen: Brush, top: float) -> None:
    pen.box(0, top, SIDE, SIDE)


EMBLEMS: dict[str, tuple[str, Callable[[Canvas, str], None]]] = {
    "ito": (AI, spool),
    "neko": (KAKI, cat),
    "mame": (KOKE, bean),
    "tokei": (KON, clock),
    "minamo": (FUJI, ripple),
}

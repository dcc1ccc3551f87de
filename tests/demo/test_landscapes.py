"""The landscapes of the demo: demo/drawing/landscapes.py."""

from PIL import ImageStat

from demo.drawing import landscapes
from demo.drawing.canvas import SIZE, Canvas


def test_the_nearer_hills_are_darker() -> None:
    sheet = Canvas("hills")
    landscapes.hills(sheet)
    strips = [sheet.image.crop((0, top, SIZE[0], top + 60)) for top in (0, 420, 840)]
    grey = [ImageStat.Stat(strip.convert("L")).mean[0] for strip in strips]
    assert grey == sorted(grey, reverse=True)
    assert grey[0] - grey[-1] > 100


def test_the_pond_has_one_red_leaf_on_blue_water() -> None:
    sheet = Canvas("pond")
    landscapes.pond(sheet)
    red, _green, blue = sheet.image.split()
    reddish = [
        (x, y)
        for x in range(0, SIZE[0], 10)
        for y in range(0, SIZE[1], 10)
        if red.getpixel((x, y)) > blue.getpixel((x, y)) + 60
    ]
    assert reddish
    assert max(x for x, _y in reddish) - min(x for x, _y in reddish) < 400
    assert len(reddish) < 400

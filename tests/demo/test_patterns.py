"""Japanese patterns of the demo images: demo/drawing/patterns.py."""

import random

import pytest
from PIL import Image, ImageChops

from demo.drawing import patterns

TILES = dict(patterns.all_tiles(random.Random(1)))


@pytest.mark.parametrize("name", TILES)
def test_a_tile_has_ink_and_paper(name: str) -> None:
    darkest, lightest = TILES[name].getextrema()
    assert (darkest, lightest) == (0, 255)


@pytest.mark.parametrize("name", ["seigaiha", "asanoha", "shippo", "kikko"])
def test_a_tile_continues_across_its_edges(name: str) -> None:
    """The step over an edge is no larger than the largest one inside the tile."""
    tile = TILES[name]
    for turned in (tile, tile.transpose(Image.Transpose.ROTATE_90)):
        shifted = ImageChops.offset(turned, 1, 0)
        steps = ImageChops.difference(turned, shifted).reduce((1, turned.height))
        columns = [steps.getpixel((x, 0)) for x in range(turned.width)]
        assert columns[0] <= max(columns[1:]) + 2


def test_a_tile_repeats_from_the_upper_left_corner_over_the_whole_area() -> None:
    tile = TILES["shippo"]
    width, height = tile.size
    mask = patterns.fill((width * 2 + 10, height + 10), tile)
    assert mask.crop((0, 0, width, height)).tobytes() == tile.tobytes()
    assert mask.crop((width, 0, 2 * width, height)).tobytes() == tile.tobytes()
    corner = mask.crop((2 * width, height - 30, 2 * width + 10, height)).tobytes()
    assert corner == tile.crop((0, height - 30, 10, height)).tobytes()


def test_stripes_differ_by_the_random_numbers() -> None:
    first, same, other = (patterns.shima(random.Random(seed)) for seed in (1, 1, 2))
    assert first.tobytes() == same.tobytes()
    assert first.tobytes() != other.tobytes()

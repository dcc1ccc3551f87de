"""Covers of the demo: demo/drawing/covers.py."""

import pytest

from demo.drawing import covers


@pytest.mark.parametrize("name", covers.PICTURES)
def test_covers_are_large_and_full(name: str) -> None:
    picture = covers.draw(name)

    assert picture.size == ((1600, 460) if name in covers.BANNERS else (1600, 900))
    assert len(set(picture.resize((40, 22)).get_flattened_data())) > 50

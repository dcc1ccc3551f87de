"""Emblems of the demo: demo/drawing/emblems.py."""

import pytest

from demo.drawing import emblems


@pytest.mark.parametrize("name", emblems.EMBLEMS)
def test_emblems_are_square(name: str) -> None:
    assert emblems.draw(name).size == (512, 512)

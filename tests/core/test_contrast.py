"""Contrast as WCAG counts it, and the nearest colour that can be read."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from blog.appearance_form import PALETTES
from core.contrast import clean_colour, contrast, least_contrast, nearest_readable
from core.theme import DARK_GROUNDS, DEFAULT_DARK, DEFAULT_LIGHT, LIGHT_GROUNDS, ON_ACCENT, Theme

TOKENS = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text(encoding="utf-8")
EVERY_HUE = ["#ff0000", "#ffee00", "#00ff00", "#00ffff", "#0000ff", "#ff00ff", "#ffffff", "#000000"]


def test_a_contrast_is_counted_as_wcag_counts_it():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_the_grounds_and_the_first_colours_are_those_of_the_tokens():
    found = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", TOKENS)
    pairs = {name: (light, dark) for name, light, dark in found}
    assert (pairs["paper"], pairs["sheet"]) == tuple(zip(LIGHT_GROUNDS, DARK_GROUNDS, strict=True))
    assert pairs["thread"] == (DEFAULT_LIGHT, DEFAULT_DARK)


@pytest.mark.parametrize("grounds", [LIGHT_GROUNDS, DARK_GROUNDS], ids=["light", "dark"])
@pytest.mark.parametrize("colour", EVERY_HUE)
def test_the_nearest_readable_colour_can_be_read_with_words_on_it_too(colour, grounds):
    found = nearest_readable(colour, grounds)
    assert least_contrast(found, grounds) >= 4.5
    assert contrast(found, ON_ACCENT[grounds == DARK_GROUNDS]) >= 4.5


def test_what_can_be_read_stays_as_it_is():
    assert nearest_readable("#1d5f86", LIGHT_GROUNDS) == "#1d5f86"


def test_only_as_much_is_changed_as_it_takes():
    assert least_contrast(nearest_readable("#ff8800", LIGHT_GROUNDS), LIGHT_GROUNDS) < 4.7


@pytest.mark.parametrize("key", PALETTES)
def test_every_ready_made_pair_can_be_read(key):
    _label, light, dark = PALETTES[key]
    assert least_contrast(light, LIGHT_GROUNDS) >= 4.5
    assert least_contrast(dark, DARK_GROUNDS) >= 4.5


@pytest.mark.parametrize(
    ("typed", "colour"),
    [("#1D5F86", "#1d5f86"), ("1d5f86", "#1d5f86"), (" #fff ", "#ffffff")],
)
def test_colours_are_taken_as_people_write_them(typed, colour):
    assert clean_colour(typed) == colour


@pytest.mark.parametrize("typed", ["", "red", "#12345", "#1d5f86;}", "rgb(0,0,0)", "#１２３４５６"])
def test_nothing_else_is_a_colour(typed):
    with pytest.raises(ValidationError):
        clean_colour(typed)


# The look
def test_the_look_the_site_came_with_needs_no_style_sheet():
    assert Theme().code == ""


def test_a_look_is_found_again_by_its_code():
    look = Theme("#a8305a", "#f08fae", "compact", "large", "round")
    assert Theme.parse(look.code) == look


@pytest.mark.parametrize(
    "code",
    [
        "",
        "a8305a-f08fae-compact-large",
        "a8305a-f08fae-compact-large-round-more",
        "A8305A-f08fae-compact-large-round",
        "a8305-f08fae-compact-large-round",
        "a8305a-f08fae-wide-large-round",
        "red-f08fae-compact-large-round",
    ],
)
def test_nothing_else_is_a_look(code):
    with pytest.raises(ValueError, match=r"^"):
        Theme.parse(code)

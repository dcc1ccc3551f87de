"""Contrast of the colour tokens in light and dark (WCAG 2.2)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text(encoding="utf-8")
PAIRS = {
    name: colours
    for name, *colours in re.findall(
        r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TOKENS
    )
}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "sheet"])
@pytest.mark.parametrize(
    ("token", "least"),
    [
        ("ink", 7),
        ("ink-soft", 4.5),
        ("thread", 4.5),
        ("seal", 4.5),
        ("moss", 4.5),
        ("gold", 4.5),
        ("plum", 4.5),
        ("control", 3),
    ],
)
def test_text_has_enough_contrast_to_its_background(token, least, ground, theme):
    assert contrast(PAIRS[token][theme], PAIRS[ground][theme]) >= least


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_text_of_the_primary_button_has_enough_contrast(theme):
    assert contrast(PAIRS["on-thread"][theme], PAIRS["thread"][theme]) >= 4.5


def test_a_contrast_is_counted_as_wcag_counts_it():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_browsers_without_light_dark_read_the_same_colours_light_and_dark():
    fallback = TOKENS.partition("@supports not (color: light-dark(")[2]
    light, by_system, chosen = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rule))
        for rule in re.findall(r":root[^{]*\{([^}]*)\}", fallback)
    )
    assert light == {name: light for name, (light, _dark) in PAIRS.items()}
    assert by_system == chosen == {name: dark for name, (_light, dark) in PAIRS.items()}

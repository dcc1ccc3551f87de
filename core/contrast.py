"""Colours as sRGB hex values: contrast of two colours, and the nearest readable colour.

Contrast is that of WCAG 2.2. Lightness is changed in OKLCH (CSS Color 4), where hue and chroma look
constant while lightness changes.
"""

import math
import re
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: Minimum contrast of text (WCAG 2.2, 1.4.3).
TEXT_CONTRAST: Final = 4.5
_HEX: Final = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})")
_STEPS: Final = 200

Triple = tuple[float, float, float]


def clean_colour(text: str) -> str:
    """Return `text` ("#1D5F86", "1d5f86", "#fff") as "#rrggbb"; raises ValidationError for other text."""
    match = _HEX.fullmatch(text.strip().lower())
    if not match:
        raise ValidationError(_("Please enter a colour such as #1d5f86."), code="colour")
    digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
    return f"#{digits}"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 (equal) to 21 (black on white)."""
    darker, lighter = sorted([_luminance(_linear(one)), _luminance(_linear(other))])
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, grounds: tuple[str, ...]) -> float:
    """Return the lowest contrast of `colour` on any of the background colours `grounds`."""
    return min(contrast(colour, ground) for ground in grounds)


def nearest_readable(colour: str, grounds: tuple[str, ...], least: float = TEXT_CONTRAST) -> str:
    """Return the colour nearest in lightness to `colour` whose contrast on all `grounds` is >= `least`.

    Hue is kept; chroma is kept within the sRGB gamut. The backgrounds are all light or all dark.
    """
    lightness, a, b = _oklab(_linear(colour))
    for step in range(_STEPS + 1):
        for sign in (-1, 1):
            new_lightness = lightness + sign * step / _STEPS
            if 0 <= new_lightness <= 1:
                candidate = _hex(_in_gamut(new_lightness, a, b))
                if least_contrast(candidate, grounds) >= least:
                    return candidate
    return max(("#000000", "#ffffff"), key=lambda end: least_contrast(end, grounds))


def _channels(colour: str) -> Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _linear(colour: str) -> Triple:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _channels(colour)
    )
    return red, green, blue


def _luminance(linear: Triple) -> float:
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hex(linear: Triple) -> str:
    parts = (min(1.0, max(0.0, part)) for part in linear)
    shown = (12.92 * p if p <= 0.0031308 else 1.055 * p ** (1 / 2.4) - 0.055 for p in parts)
    return "#" + "".join(f"{round(255 * part):02x}" for part in shown)


def _in_gamut(lightness: float, a: float, b: float) -> Triple:
    """Convert OKLab to linear sRGB; reduce the chroma until the colour is in gamut."""
    for step in range(21):
        scale = 1 - step / 20
        linear = _from_oklab(lightness, a * scale, b * scale)
        if all(-1e-4 <= part <= 1 + 1e-4 for part in linear):
            return linear
    return _from_oklab(lightness, 0, 0)


def _oklab(linear: Triple) -> Triple:
    """Convert linear sRGB to OKLab (the matrices of CSS Color 4, section 17)."""
    red, green, blue = linear
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(lightness: float, a: float, b: float) -> Triple:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )

"""The theme of the settings as a style sheet that overrides some tokens of static/css/tokens.css.

Its URL encodes the theme (`Theme.code`), so it needs no row, never changes and is cached without a limit.
Cached pages from before a change still load the style sheet of their theme.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final, Self

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

#: Part of the URL (blog/urls.py): increment it if the same theme gives other rules.
GENERATION: Final = 2
#: `--paper` of static/css/tokens.css.
LIGHT_PAPER: Final = "#fbf9f4"
DARK_PAPER: Final = "#17181a"
#: Paper and sheet, on which the accent is read.
LIGHT_GROUNDS: Final = (LIGHT_PAPER, "#ffffff")
DARK_GROUNDS: Final = (DARK_PAPER, "#1f2023")
DEFAULT_LIGHT: Final = "#1d5f86"
DEFAULT_DARK: Final = "#7fb8d8"
#: Text colours on the accent colour, as in the primary button: light, dark.
ON_ACCENT: Final = ("#ffffff", "#101214")
NO_LIGHT_DARK: Final = "@supports not (color: light-dark(#000, #fff))"


class Density(TextChoices):
    """Spacing of lines and components."""

    COMFORTABLE = "comfortable", _("Comfortable")
    COMPACT = "compact", _("Compact")


class TextSize(TextChoices):
    """Size of the running text."""

    SMALL = "small", _("Small")
    MEDIUM = "medium", _("Medium")
    LARGE = "large", _("Large")


class Corners(TextChoices):
    """Corners of cards, buttons and fields."""

    SQUARE = "square", _("Square")
    SOFT = "soft", _("Slightly rounded")
    ROUND = "round", _("Round")


# Values of tokens on small and on wide screens; the defaults of tokens.css are omitted.
_LEADING = {Density.COMPACT: ("1.65", "1.7")}
_TEXT = {TextSize.SMALL: ("0.9375rem", "1.0625rem"), TextSize.LARGE: ("1.125rem", "1.25rem")}
_MEASURE = {TextSize.SMALL: "38.25rem", TextSize.LARGE: "45rem"}  # 36 full-width characters
_RADIUS = {Corners.SQUARE: "0", Corners.ROUND: "0.875rem"}
_COLOUR = re.compile("[0-9a-f]{6}")


@dataclass(frozen=True)
class Theme:
    """A theme. Colours are "#rrggbb", the other fields are values of the classes above."""

    light: str = DEFAULT_LIGHT
    dark: str = DEFAULT_DARK
    density: str = Density.COMFORTABLE
    text_size: str = TextSize.MEDIUM
    corners: str = Corners.SOFT

    @classmethod
    def parse(cls, code: str) -> Self:
        """Return the theme of a `code`; ValueError if the code is invalid."""
        parts = code.split("-")
        if len(parts) != len(fields(cls)) or not all(map(_COLOUR.fullmatch, parts[:2])):
            raise ValueError(code)
        density, size, corners = Density(parts[2]), TextSize(parts[3]), Corners(parts[4])
        return cls(f"#{parts[0]}", f"#{parts[1]}", density, size, corners)

    @property
    def code(self) -> str:
        """The theme as a part of a URL, or "" for the default theme of tokens.css."""
        return "" if self == type(self)() else self.full_code

    @property
    def full_code(self) -> str:
        """The theme as a part of a URL, also for the default theme."""
        parts = (self.light[1:], self.dark[1:], self.density, self.text_size, self.corners)
        return "-".join(str(part) for part in parts)

    def css(self, scope: str = ":root") -> str:
        """Return the style sheet: the tokens inside `scope` that differ from tokens.css."""
        narrow, wide, old = self._tokens(0), self._tokens(1), {}
        if (self.light, self.dark) != (DEFAULT_LIGHT, DEFAULT_DARK):
            narrow["--thread"] = f"light-dark({self.light}, {self.dark})"
            narrow["--on-thread"] = f"light-dark({', '.join(ON_ACCENT)})"
            # The same for browsers without light-dark(), as in tokens.css.
            old = {"--thread": self.light, "--on-thread": ON_ACCENT[0]}
        rules = [
            _rule(scope, narrow.items()),
            _rule(scope, wide.items(), "@media (min-width: 48rem)"),
            _rule(scope, old.items(), NO_LIGHT_DARK),
        ]
        if old and scope == ":root":
            rules.append(self._dark_for_old_browsers())
        return "@layer tokens {\n" + "".join(rules) + "}\n"

    def _dark_for_old_browsers(self) -> str:
        """Return dark rules for browsers without light-dark(): by system preference or reader's choice."""
        tokens = [("--thread", self.dark), ("--on-thread", ON_ACCENT[1])]
        by_system = _rule(
            ':root:not([data-theme="light"])', tokens, "@media (prefers-color-scheme: dark)"
        )
        chosen = _rule(':root[data-theme="dark"]', tokens)
        return f"{NO_LIGHT_DARK} {{ {by_system}{chosen.strip()} }}\n"

    def _tokens(self, screen: int) -> dict[str, str]:
        """Return the tokens of small (0) or wide (1) screens."""
        tokens = {}
        if leading := _LEADING.get(Density(self.density)):
            tokens["--leading"] = leading[screen]
        if text := _TEXT.get(TextSize(self.text_size)):
            tokens["--text"] = text[screen]
        if screen == 0 and (measure := _MEASURE.get(TextSize(self.text_size))):
            tokens["--measure"] = measure
        if screen == 0 and (radius := _RADIUS.get(Corners(self.corners))):
            tokens["--radius"] = radius
        return tokens


def _rule(scope: str, tokens: Iterable[tuple[str, str]], condition: str = "") -> str:
    body = " ".join(f"{name}: {value};" for name, value in tokens)
    if not body:
        return ""
    rule = f"{scope} {{ {body} }}\n"
    return f"{condition} {{ {rule.strip()} }}\n" if condition else rule

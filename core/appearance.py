"""How the site looks by its owner's choice: a style sheet that changes some tokens of static/css/tokens.css.

Its address holds the choice itself (`Look.code`), so it needs no row, never changes and may be kept
for ever: pages made before a change, wherever they are kept, still find theirs.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final, Self

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

#: Raised when the same choice comes to mean other rules: part of the address (blog/urls.py).
GENERATION: Final = 1
#: Paper and sheet of tokens.css, on which the accent is read.
LIGHT_GROUNDS: Final = ("#fbf9f4", "#ffffff")
DARK_GROUNDS: Final = ("#17181a", "#1f2023")
DEFAULT_LIGHT: Final = "#1d5f86"
DEFAULT_DARK: Final = "#7fb8d8"
#: Words on the accent, such as those of the primary button.
ON_ACCENT: Final = ("#ffffff", "#101214")


class Density(TextChoices):
    """How much air is between lines and things."""

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


# Values of tokens on small and on wide screens; what tokens.css says already is left out.
_LEADING = {Density.COMPACT: ("1.65", "1.7")}
_TEXT = {TextSize.SMALL: ("0.9375rem", "1.0625rem"), TextSize.LARGE: ("1.125rem", "1.25rem")}
_MEASURE = {TextSize.SMALL: "38.25rem", TextSize.LARGE: "45rem"}  # 36 full-width characters
_RADIUS = {Corners.SQUARE: "0", Corners.ROUND: "0.875rem"}
_COLOUR = re.compile("[0-9a-f]{6}")


@dataclass(frozen=True)
class Look:
    """One choice. Colours are "#rrggbb", the rest values of the classes above."""

    light: str = DEFAULT_LIGHT
    dark: str = DEFAULT_DARK
    density: str = Density.COMFORTABLE
    text_size: str = TextSize.MEDIUM
    corners: str = Corners.SOFT

    @classmethod
    def parse(cls, code: str) -> Self:
        """Return the look of a `code`; raises ValueError where no look has it."""
        parts = code.split("-")
        if len(parts) != len(fields(cls)) or not all(map(_COLOUR.fullmatch, parts[:2])):
            raise ValueError(code)
        density, size, corners = Density(parts[2]), TextSize(parts[3]), Corners(parts[4])
        return cls(f"#{parts[0]}", f"#{parts[1]}", density, size, corners)

    @property
    def code(self) -> str:
        """The look as a part of an address, or "" for the one that tokens.css has without help."""
        return "" if self == type(self)() else self.full_code

    @property
    def full_code(self) -> str:
        """The look as a part of an address, whichever it is."""
        parts = (self.light[1:], self.dark[1:], self.density, self.text_size, self.corners)
        return "-".join(str(part) for part in parts)

    def css(self, scope: str = ":root") -> str:
        """Return the style sheet: the tokens inside `scope` that differ from tokens.css."""
        narrow, wide, old = self._tokens(0), self._tokens(1), {}
        if (self.light, self.dark) != (DEFAULT_LIGHT, DEFAULT_DARK):
            narrow["--thread"] = f"light-dark({self.light}, {self.dark})"
            narrow["--on-thread"] = f"light-dark({', '.join(ON_ACCENT)})"
            # Browsers older than 2024 read the light page.
            old = {"--thread": self.light, "--on-thread": ON_ACCENT[0]}
        rules = [
            _rule(scope, narrow.items()),
            _rule(scope, wide.items(), "@media (min-width: 48rem)"),
            _rule(scope, old.items(), "@supports not (color: light-dark(#000, #fff))"),
        ]
        return "@layer tokens {\n" + "".join(rules) + "}\n"

    def _tokens(self, screen: int) -> dict[str, str]:
        """Tokens of small (0) or wide (1) screens."""
        found = {}
        if leading := _LEADING.get(Density(self.density)):
            found["--leading"] = leading[screen]
        if text := _TEXT.get(TextSize(self.text_size)):
            found["--text"] = text[screen]
        if screen == 0 and (measure := _MEASURE.get(TextSize(self.text_size))):
            found["--measure"] = measure
        if screen == 0 and (radius := _RADIUS.get(Corners(self.corners))):
            found["--radius"] = radius
        return found


def _rule(scope: str, tokens: Iterable[tuple[str, str]], condition: str = "") -> str:
    body = " ".join(f"{name}: {value};" for name, value in tokens)
    if not body:
        return ""
    rule = f"{scope} {{ {body} }}\n"
    return f"{condition} {{ {rule.strip()} }}\n" if condition else rule

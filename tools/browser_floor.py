"""Refuses CSS and JavaScript that the oldest supported browsers lack, a part of `make lint`.

The versions are those of MDN's browser-compat-data, Safari being the one of iOS. A feature that is newer
than FLOOR may be used where one of these holds:

- its row of FEATURES says what happens without it (progressive enhancement everywhere);
- in CSS, it is inside `@supports` for it, or the file has an `@supports not` for it, or the same block
  declares the same property before (a vendor prefix does not matter);
- in JavaScript, the same line tests for it first (`nav.hidePopover && …`);
- a comment on its line or the line above gives the reason: `progressive: the list only looks plainer`.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOOR = {"Safari": 16.4, "Chrome": 111, "Firefox": 121}


@dataclass(frozen=True)
class Feature:
    """A recent browser feature, with the first version of each browser; None: not supported."""

    name: str
    pattern: str  # of a declaration, a selector or an at-rule in CSS, of a line in JavaScript
    safari: float | None
    chrome: float | None
    firefox: float | None
    progressive: str = ""  # why no fallback is needed
    guard: str = ""  # pattern of a feature test on the same line of JavaScript

    @property
    def missing_in(self) -> list[str]:
        """Return the browsers of FLOOR that lack it, each with the first version that has it."""
        versions = zip(FLOOR, (self.safari, self.chrome, self.firefox), strict=True)
        return [
            f"{browser} {version:g}" if version else f"a future {browser}"
            for browser, version in versions
            if version is None or version > FLOOR[browser]
        ]


CSS = (
    # Progressive enhancement: the reason is documented.
    Feature("text-wrap: balance", r"^text-wrap:\s*balance", 17.5, 114, 121, "uneven lines"),
    Feature("text-wrap: pretty", r"^text-wrap:\s*pretty", 26, 117, None, "a short last line"),
    Feature("text-autospace", r"^text-autospace:", 18.4, 140, 145, "no gaps beside Latin"),
    Feature("text-spacing-trim", r"^text-spacing-trim:", None, 123, None, "full-width brackets"),
    Feature("auto-phrase", r"^word-break:\s*auto-phrase", None, 119, None, "breaks at any letter"),
    Feature("field-sizing", r"^field-sizing:", 26.2, 123, 152, "static/js/grow.js does it"),
    Feature("scrollbar-width", r"^scrollbar-width:", 18.2, 121, 64, "the usual scrollbar"),
    Feature("ruby-align", r"^ruby-align:", 18.2, 128, 38, "readings are centred"),
    Feature(
        "::details-content", r"::details-content", 18.4, 131, 143, "main.js opens folds to print"
    ),
    Feature("hanging-punctuation", r"^hanging-punctuation:", 26.5, None, None, "none hangs"),
    # Needs a fallback.
    Feature("text-wrap", r"^text-wrap:(?!\s*(balance|pretty))", 17.4, 114, 121),
    Feature("text-wrap-style", r"^text-wrap-style:", 17.5, 130, 124),
    Feature("white-space-collapse", r"^white-space-collapse:", 17.4, 114, 124),
    Feature("light-dark()", r"\blight-dark\(", 17.5, 123, 120),
    Feature(":popover-open", r":popover-open\b", 17, 114, 125),
    Feature("nesting", r"^&|\s&", 17.2, 120, 117),
    Feature("@starting-style", r"^@starting-style", 17.5, 117, 129),
    Feature("@scope", r"^@scope", 26.4, 118, 146),
    Feature("@property", r"^@property", 16.4, 85, 128),
    Feature("@counter-style", r"^@counter-style", 17, 91, 33),
    Feature("style queries", r"^@container.*\bstyle\(", 18, 111, 151),
    Feature("view transitions", r"^@view-transition|^view-transition-", 18.2, 126, None),
    Feature("anchor positioning", r"^@position-try|\banchor(-name:|\()|^position-a", 26, 125, 147),
    Feature("animation-timeline", r"^(animation|scroll|view)-timeline", 26, 115, 159),
    Feature("transition-behavior", r"^transition-behavior:|\ballow-discrete\b", 17.4, 117, 129),
    Feature("interpolate-size", r"^interpolate-size:|\bcalc-size\(", None, 129, None),
    Feature(":user-valid", r":user-(in)?valid\b", 16.5, 119, 88),
    Feature(":dir()", r":dir\(", 16.4, 120, 49),
    Feature(":open", r":open\b", 26.5, 133, 136),
    Feature(":state()", r":state\(", 17.4, 125, 126),
    Feature("::highlight()", r"::highlight\(", 17.2, 105, 149),
    Feature("::target-text", r"::target-text", 18.2, 89, 131),
    Feature("subgrid", r"^grid-template-\w+:.*\bsubgrid\b", 16, 117, 71),
    Feature("relative colours", r"\b(rgb|hsl|oklch|oklab|lab|lch|color)a?\(from\b", 18, 122, 128),
    Feature("contrast-color()", r"\bcontrast-color\(", 26, 147, 146),
    Feature("round(), mod()", r":.*\b(round|mod|rem)\(", 15.4, 125, 118),
    Feature("linear() easing", r"^(transition|animation).*\blinear\(", 17.2, 113, 112),
    Feature("if()", r":.*\bif\(", 27.3, 137, None),
    Feature(
        "stretch", r"^(min-|max-)?(width|height|inline-size|block-size):\s*stretch", 27, 138, None
    ),
    Feature("unit cap", r"\d(r?cap)\b", 17.2, 118, 97),
    Feature("mask", r"^mask(-\w+)?:", 15.4, 120, 53),
    Feature("content-visibility", r"^content-visibility:(?!\s*visible)", 18, 85, 125),
    Feature("backdrop-filter", r"^backdrop-filter:", 18, 76, 103),
    Feature("user-select", r"^user-select:", 27.3, 54, 69),
    Feature("hyphens", r"^hyphens:(?!\s*none)", 17, 55, 43),
    Feature("zoom", r"^zoom:", 3.1, 1, 126),
    Feature("scrollbar-gutter", r"^scrollbar-gutter:", 18.2, 94, 97),
    Feature("scrollbar-color", r"^scrollbar-color:", 26.2, 121, 64),
    Feature("print-color-adjust", r"^print-color-adjust:", 15.4, 136, 97),
    Feature("ruby-position", r"^ruby-position:", 18.2, 84, 38),
    Feature("box-decoration-break", r"^box-decoration-break:", None, 130, 32),
    Feature("font-size-adjust", r"^font-size-adjust:", 16.4, 127, 3),
    Feature("text-box", r"^text-box", 18.2, 133, 154),
    Feature("text-justify", r"^text-justify:", None, 145, 55),
    Feature("line-clamp", r"^line-clamp:", 18.2, None, None),
)
SCRIPTS = (
    Feature(
        "popovers", r"\b(show|hide|toggle)Popover\(|:popover-open", 17, 114, 125,
        guard=r"\bhidePopover &&",
    ),
    Feature("FormData(form, submitter)", r"new FormData\([^(),]+,", 16.4, 112, 111),
    Feature("Object.groupBy", r"\b(Object|Map)\.groupBy\(", 17.4, 117, 119),
    Feature("Promise.withResolvers", r"\bPromise\.(withResolvers|try)\(", 18.2, 128, 134),
    Feature("Array.fromAsync", r"\bArray\.fromAsync\(", 16.4, 121, 115),
    Feature(
        "methods of sets",
        r"\.(union|intersection|difference|symmetricDifference|is(Sub|Super)setOf|isDisjointFrom)\(",
        17, 122, 127,
    ),
    Feature("Iterator", r"\bIterator\.(from|prototype)|\.(values|keys|entries)\(\)\.\w+\(", 18.4, 122, 131),
    Feature("RegExp.escape", r"\bRegExp\.escape\(", 18.2, 136, 134),
    Feature("flag v of expressions", r"[^/\s]/[dgimsy]*v[dgimsy]*[.,;)\s]", 17, 112, 116),
    Feature("Intl.Segmenter", r"\bIntl\.Segmenter\b", 14.5, 87, 125),
    Feature("Intl.DurationFormat", r"\bIntl\.DurationFormat\b", 16.4, 129, 136),
    Feature("base64 of bytes", r"\b(from|to)(Base64|Hex)\(", 18.2, 140, 133),
    Feature("URL.canParse, URL.parse", r"\bURL\.(canParse|parse)\(", 18, 126, 126),
    Feature("AbortSignal.any", r"\bAbortSignal\.any\(", 17.4, 116, 124),
    Feature("AbortSignal.timeout", r"\bAbortSignal\.timeout\(", 16, 124, 100),
    Feature("startViewTransition", r"\bstartViewTransition\(", 18, 111, 144),
    Feature("scrollend", r"[\"']scrollend[\"']|\bonscrollend\b", 26.2, 114, 109),
    Feature("requestIdleCallback", r"\brequestIdleCallback\(", None, 47, 55),
    Feature("checkVisibility", r"\.checkVisibility\(", 17.4, 105, 106),
    Feature("moveBefore", r"\.moveBefore\(", None, 133, 144),
    Feature("setHTML", r"\.(setHTML|getHTML)\(", None, 146, 148),
    Feature("requestClose", r"\.requestClose\(|\bclosedBy\b", 27.3, 134, 141),
    Feature("ClipboardItem", r"\bClipboardItem\b", 13.4, 76, 127),
    Feature("passkeys as JSON", r"\bparse(Creation|Request)OptionsFromJSON\(", 18.4, 129, 119),
    Feature("caretPositionFromPoint", r"\bcaretPositionFromPoint\(", 26.2, 128, 20),
    Feature("navigator.share", r"\bnavigator\.share\(", 12.2, 128, None, "an entry that is not shown"),
    Feature("CSS.highlights", r"\bCSS\.highlights\b", 17.2, 105, 140),
    Feature("navigation", r"(?<![.\w])navigation\.", 26.2, 102, 147),
    Feature("scheduler", r"(?<![.\w])scheduler\.", None, 94, 142),
    Feature("import attributes", r"\bimport\b.*\bwith\s*\{", 17.2, 123, 138),
    Feature("using", r"^\s*(await )?using \w+ =", 27.3, 134, 141),
)  # fmt: skip

#: Uses that still need a fallback: (path, feature) and the effect in an old browser.
KNOWN: dict[tuple[str, str], str] = {}

ALLOWED = re.compile(r"(?:/\*|//)\s*progressive:\s*\w")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"""(?P<string>"[^"\n]*"|'[^'\n]*')|(?P<mark>[{};])|[^{};"']+""")


@dataclass(frozen=True)
class Use:
    """A place that uses a feature without a fallback."""

    path: str
    line: int
    feature: Feature

    def __str__(self) -> str:
        needed = ", ".join(self.feature.missing_in)
        return f"{self.path}:{self.line}: {self.feature.name} needs {needed} and has no fallback"


@dataclass
class Block:
    """A block of CSS: its prelude, and its declarations so far."""

    prelude: str = ""
    declarations: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Statement:
    """A declaration, a selector or an at-rule, with the preludes around it."""

    text: str
    line: int
    around: tuple[str, ...]
    before: tuple[str, ...]  # declarations before it in its block


def main() -> int:
    """Print features that the oldest browsers lack; return 0 if there are none beyond KNOWN."""
    uses = find()
    new = [use for use in uses if (use.path, use.feature.name) not in KNOWN]
    print(*new, sep="\n", end="\n" if new else "")
    oldest = ", ".join(f"{browser} {version:g}" for browser, version in FLOOR.items())
    print(
        f"Oldest browsers ({oldest}): {len(new)} new uses without a fallback, {len(KNOWN)} known."
    )
    return int(bool(new))


def find() -> list[Use]:
    """Return the uses without a fallback in the style sheets and scripts of the site."""
    found = []
    for path in sorted([*ROOT.glob("static/css/**/*.css"), *ROOT.glob("static/js/**/*.js")]):
        name, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        look = in_css if path.suffix == ".css" else in_script
        found += [Use(name, line, feature) for line, feature in look(text)]
    return found


def in_css(text: str) -> Iterator[tuple[int, Feature]]:
    """Yield line and feature of each use without a fallback in a style sheet."""
    all_of_it = list(statements(text))
    lines = text.splitlines()
    for feature in _newer(CSS):
        pattern = re.compile(feature.pattern)
        if any(_lacks(pattern, statement.text) for statement in all_of_it):
            continue
        for statement in all_of_it:
            if pattern.search(statement.text) and not (
                statement.text.startswith("@supports")
                or any(_supports(pattern, prelude) for prelude in statement.around)
                or _declared_before(pattern, statement)
                or _is_allowed(lines, statement.line)
            ):
                yield statement.line, feature


def in_script(text: str) -> Iterator[tuple[int, Feature]]:
    """Yield line and feature of each use without a fallback in a script."""
    lines = text.splitlines()
    for feature in _newer(SCRIPTS):
        for number, line in enumerate(lines, 1):
            is_comment = line.lstrip().startswith(("//", "*", "/*"))
            if is_comment or not re.search(feature.pattern, line):
                continue
            is_guarded = feature.guard and re.search(feature.guard, line)
            if not is_guarded and not _is_allowed(lines, number):
                yield number, feature


def statements(text: str) -> Iterator[Statement]:
    """Yield the statements of a style sheet; their strings are empty."""
    text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    blocks, words, start = [Block()], "", 0
    for token in _TOKEN.finditer(text):
        mark = token["mark"]
        if not mark:
            start = start if words.strip() else token.start()
            words += '""' if token["string"] else token[0]
            continue
        if content := words.strip():
            line = (
                text.count("\n", 0, start)
                + words[: len(words) - len(words.lstrip())].count("\n")
                + 1
            )
            around = tuple(block.prelude for block in blocks)
            yield Statement(content, line, around, tuple(blocks[-1].declarations))
        if mark == "{":
            blocks.append(Block(content))
        else:
            blocks[-1].declarations.append(content)
        if mark == "}":
            blocks.pop()
        words = ""


def _newer(features: tuple[Feature, ...]) -> list[Feature]:
    """Return those that FLOOR lacks and that need a fallback."""
    return [one for one in features if one.missing_in and not one.progressive]


def _condition(pattern: re.Pattern[str], prelude: str) -> bool:
    """Whether the condition of an `@supports` is about the feature."""
    parts = [prelude, *re.split(r"[()]", prelude)]
    return any(pattern.search(part.strip()) for part in parts)


def _supports(pattern: re.Pattern[str], prelude: str) -> bool:
    is_positive = re.match(r"@supports(?!\s+not\b)", prelude)
    return bool(is_positive) and _condition(pattern, prelude)


def _lacks(pattern: re.Pattern[str], prelude: str) -> bool:
    """Whether a block is for browsers without the feature."""
    return bool(re.match(r"@supports\s+not\b", prelude)) and _condition(pattern, prelude)


def _declared_before(pattern: re.Pattern[str], statement: Statement) -> bool:
    """Whether the block has declared the same property without the feature."""
    name = _property(statement.text)
    return any(
        _property(earlier) == name and not pattern.search(earlier) for earlier in statement.before
    )


def _property(declaration: str) -> str:
    return re.sub(r"^-(webkit|moz)-", "", declaration.partition(":")[0].strip())


def _is_allowed(lines: list[str], number: int) -> bool:
    """Whether the line with that number, or the one above, has the comment that allows it."""
    return any(ALLOWED.search(line) for line in lines[max(number - 2, 0) : number])


if __name__ == "__main__":
    sys.exit(main())

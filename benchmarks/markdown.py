"""Search for texts that are slow to render, at the largest size that is accepted.

A shape is a text that grows with a number: a repeated piece, two pieces in turn, one piece many times and
then the other, or lines inside lists and quotations. Each is rendered at an eighth of the limit; the slowest and
those that grow fastest are measured at the limit and at half of it.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from core.markdown import MAX_SOURCE, Profile, render  # noqa: E402
from core.markdown.engine import MAX_WORK, work  # noqa: E402

Shape = Callable[[int], str]

#: Processor seconds at the limit, and the ratio of the limit to half of it.
MOST_SECONDS: Final = 1.0
MOST_RATIO: Final = 3.0
#: Timeout of a rendering in seconds.
PATIENCE: Final = 8.0
#: Below this a ratio says more about the machine than about the text.
FLOOR: Final = 0.05

PIECES: Final = (
    *"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    *" \t\n\u3000aあ漢カ。、「」（）｜《》※：！ー１👩\u200d\ufe00\u0301",
    *("- ", "* ", "+ ", "1. ", "1) ", "> ", "# ", "    ", "\n\n", "a\n", "- \n", "-\n", "> \n", "  \n", "\\\n"),
    *("|a", "|-", "|\n", "|a\n", "|-\n", "|-|\n", "|a|b|\n", "|-|-|\n", "a|b\n", "-|-\n", ":-\n", "- |\n", "> |\n"),
    *("- - - - - - |\n", "1. 1. 1. |\n", "> - > - |-\n", "- [ ] |\n", "- [ ] ", "- ```\n", "- :::\n", "> :::\n"),
    *("**", "***", "*a ", "**あ", "*a*", "_a ", "__", "~~", "~~あ", "~", "`", "``", "```", "```\n", "~~~\n"),
    *("[", "]", "[a]", "[a](", "[a](b)", "![", "![a](b)", "[a]: ", "[a]: b\n", "[a][", "](", "<http://a.b>"),
    *("[^", "[^a]", "[^a]: ", "[^a]: b\n", "((", "))", "((a))", "( (", "^[", ": ", "a\n: b\n", "：", "(*^_^*)"),
    *("{", "{漢|", "{漢|か}", "｜漢《", "｜漢《か》", "漢《か》", "《《", "《《あ》》", "》》", "(`", "(*", "（_"),
    *("<", "<a ", "<a>", "</a>", "<b>x", "</b>", "<div>\n", "</div>\n", "<!--", "-->", "<?", "<![CDATA[", "<!A"),
    *('<a href="', "<ruby>", "<rt>", "<rp>", "<script>", "<table>", "<td>", "<p>", "<details>\n", "<x-slot>"),
    *("&", "&amp;", "&#x", "&#35;", "&a", "http://a", "https://a.b/(", "https://a.b/_", "https://", "http:", "mailto:"),
    *(":::", ":::\n", ":::point\n", ":::ai\n", ":::balloon a\n", "::::columns\n", ":::column\n", ":::details x\n"),
    *(":::card /posts/a/\n", ":::embed https://a.example t\n", ":::figure a\n", ":::more\n", ":::button\n", "::: \n"),
    *("---\n", "===\n", "***\n", "- - -\n", "=\n", "# a\n", "## あ\n", "#\n", "{#id}\n", "[TOC]\n", "<!--more-->\n"),
    *("\\", "\\(", "\\《", "\\*", "※a\n", "- ※a\n", "※", "**「", "」**", "$a$", "$$\n", "\\[", "^a^", "==a=="),
    *("O(", "^_^", ";_;", "0_0", "(^o^)", "a　b", "\t- a\n", "  - a\n", "   > a\n", "1234567890", "\ufe0f", "﷽"),
)  # fmt: skip


def pieces() -> Iterator[tuple[str, Shape]]:
    """Yield each piece, repeated."""
    for piece in PIECES:
        yield repr(piece), partial(_repeated, piece)


def _repeated(piece: str, size: int) -> str:
    return piece * (size // len(piece) + 1)


def random_shapes(seed: int) -> Iterator[tuple[str, Shape]]:
    """Yield an endless stream of shapes, deterministic by seed."""
    rng = random.Random(seed)
    while True:
        few = [rng.choice(PIECES) for _ in range(rng.choice((2, 2, 2, 3, 4, 6)))]
        kind = rng.choice(("in turn", "halves", "lines", "nested", "stairs", "closed", "once"))
        yield f"{kind} {few!r}", partial(_mixture, kind, few)


def _mixture(kind: str, few: list[str], size: int) -> str:
    first, *rest = few
    joined = "".join(few)
    if kind == "in turn":
        return joined * (size // len(joined) + 1)
    if kind == "halves":
        tail = "".join(rest)
        return first * (size // 2 // len(first) + 1) + tail * (size // 2 // len(tail) + 1)
    if kind == "closed":
        count = size // len(joined) + 1
        return "".join(piece * count for piece in few)
    if kind == "once":
        tail = "".join(rest)
        return first + tail * (size // len(tail) + 1)
    if kind == "lines":
        line = joined.strip("\n") + "\n"
        return line * (size // len(line) + 1)
    if kind == "nested":
        line = first * 6 + "".join(rest).strip("\n") + "\n"
        return line * (size // len(line) + 1)
    stair = "".join("  " * step + joined.strip("\n") + "\n" for step in range(12))
    return stair * (size // len(stair) + 1)


def accepted(shape: Shape) -> int:
    """Return the largest size at which `shape` is still parsed."""
    low, high = 1, MAX_SOURCE
    while low < high:
        middle = (low + high + 1) // 2
        text = shape(middle)
        if len(text) <= MAX_SOURCE and work(text) <= MAX_WORK:
            low = middle
        else:
            high = middle - 1
    return low


def seconds(text: str, profile: Profile, rounds: int = 1) -> float:
    """Return the processor time of the best of `rounds`, at most PATIENCE.

    Without garbage collection: it takes as long as the whole process is large, and happens at some sizes only.
    """
    best = PATIENCE
    signal.signal(signal.SIGVTALRM, _too_long)
    for _ in range(rounds):
        gc.collect()
        gc.disable()
        began = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        try:
            render(text, profile=profile)
        except TimeoutError:
            continue
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            gc.enable()
        best = min(best, time.process_time() - began)
    return best


def _too_long(*_args: object) -> None:
    raise TimeoutError


def measured(shape: Shape, profile: Profile, rounds: int = 1) -> tuple[float, float]:
    """Return (seconds at the limit, ratio to half of it)."""
    size = accepted(shape)
    full, half = (seconds(shape(part), profile, rounds) for part in (size, size // 2))
    return full, full / half if full > FLOOR else 1.0


def suspects(
    shapes: Iterator[tuple[str, Shape]], profile: Profile, until: float
) -> list[tuple[str, Shape]]:
    """Return shapes, slowest first, by an estimate from a sixteenth of the size."""
    found = []
    for count, (name, shape) in enumerate(shapes, 1):
        if time.monotonic() > until:
            print(f"{count} shapes tried", flush=True)
            break
        size = accepted(shape)
        part = seconds(shape(size // 16), profile)
        growth = part / max(seconds(shape(size // 32), profile), 0.0005) if part > 0.01 else 1.0
        found.append((part * max(growth / 2, 1.0) ** 4, name, shape))
    found.sort(key=lambda row: row[0], reverse=True)
    return [(name, shape) for _expected, name, shape in found]


def main() -> None:
    """Print the slowest shapes; exit with an error if one exceeds the bounds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=5)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--profile", choices=[profile.name for profile in Profile], default="POST")
    options.add_argument("--show", type=int, default=20)
    chosen = options.parse_args()
    profile = Profile[chosen.profile]
    seconds("warm *up*", profile)
    began, allowed = time.monotonic(), chosen.minutes * 60
    shapes = itertools.chain(pieces(), random_shapes(chosen.seed))
    rows: list[tuple[float, float, str]] = []
    bad = 0
    for name, shape in suspects(shapes, profile, began + allowed / 2):
        if time.monotonic() > began + allowed:
            break
        full, ratio = measured(shape, profile)
        if full > MOST_SECONDS / 2 or ratio > MOST_RATIO:
            full, ratio = measured(shape, profile, rounds=2)
        is_bad = full > MOST_SECONDS or ratio > MOST_RATIO
        bad += is_bad
        if is_bad or len(rows) < chosen.show:
            print(f"{full:6.2f} s  ratio {ratio:4.1f}  {name}", flush=True)
        rows.append((full, ratio, name))
    print(f"{len(rows)} shapes at the limit, worst {max(rows)[0]:.2f} s, {bad} beyond the bounds")
    if bad:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

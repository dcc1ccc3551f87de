"""Japanese inline typography: ruby, emphasis dots, escapes and joined lines.

=====================  =====================================================
source                 meaning
=====================  =====================================================
``{漢字|かんじ}``         ruby over the group
``{東京|とう|きょう}``     ruby over each character
``｜漢字《かんじ》``       ruby, the bar says where the base begins
``漢字《かんじ》``         ruby if kanji precede and hiragana are inside, else brackets
``《《傍点》》``           emphasis dots
``\\《`` ``\\｜`` ``\\※``    the character itself
=====================  =====================================================
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from core.japanese import CJK_RANGES, KANJI_RANGES, is_cjk, is_hangul

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.utils import EnvType, OptionsDict

#: Maximum length of a base, reading or dotted text, a limit of the search for its end.
MAX_LENGTH: Final = 120
#: The full-width space at the start of an indented line.
INDENT: Final = "\u3000"
_ESCAPABLE: Final = frozenset("《》｜※：（）")
_HIRAGANA = re.compile("[ぁ-ゖー・ 　]+")
_TRAILING_KANJI = re.compile(f"[{KANJI_RANGES}ヶ\ufe00-\ufe0f\U000e0100-\U000e01ef]+$")
_HAS_CJK = re.compile(f"[{CJK_RANGES}]")


def typography_plugin(md: MarkdownIt) -> None:
    """Add ruby, emphasis dots and escapes of Japanese brackets."""
    for char in "｜《":
        md.inline.add_terminator_char(char)
    md.inline.ruler.before("escape", "japanese_escape", _escape)
    md.inline.ruler.before("link", "ruby_braces", _ruby_braces)
    md.inline.ruler.before("link", "ruby_brackets", _ruby_brackets)
    md.add_render_rule("ruby", _render_ruby)


def joined_lines_plugin(md: MarkdownIt) -> None:
    """Add the rule that joins lines inside Japanese text without a space."""
    md.core.ruler.after("inline", "joined_lines", _join_lines)


def _escape(state: StateInline, silent: bool) -> bool:
    position = state.pos + 1
    if state.src[state.pos] != "\\" or position >= state.posMax:
        return False
    if state.src[position] not in _ESCAPABLE:
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content = state.src[position]
        token.markup = state.src[state.pos : position + 1]
        token.info = "escape"
    state.pos = position + 1
    return True


def characters(text: str) -> list[str]:
    """Split ``text`` into visible characters: marks and selectors stay with their base."""
    out: list[str] = []
    for char in text:
        if out and (unicodedata.category(char).startswith("M") or char == "\u200d"):
            out[-1] += char
        else:
            out.append(char)
    return out


def _pairs(base: str, readings: list[str]) -> list[tuple[str, str]]:
    """Return a pair per character if the numbers match, else one pair for the group."""
    parts = characters(base)
    if 1 < len(readings) == len(parts):
        return list(zip(parts, readings, strict=True))
    return [(base, "".join(readings))]


def _push_ruby(state: StateInline, base: str, readings: list[str]) -> None:
    token = state.push("ruby", "", 0)
    token.content = base
    token.meta = {"pairs": _pairs(base, readings)}


def _ruby_braces(state: StateInline, silent: bool) -> bool:
    """Parse ``{base|reading}``; one of them must be Japanese, so that ``{a|b}`` stays text."""
    start = state.pos
    if state.src[start] != "{":
        return False
    end = state.src.find("}", start + 1, min(state.posMax, start + 2 * MAX_LENGTH))
    if end < 0:
        return False
    body = state.src[start + 1 : end]
    base, *readings = (part.strip() for part in body.split("|"))
    if not base or not any(readings) or "{" in body or "\n" in body:
        return False
    if not _HAS_CJK.search(body):
        return False
    if not silent:
        _push_ruby(state, base, readings)
    state.pos = end + 1
    return True


def _ruby_brackets(state: StateInline, silent: bool) -> bool:
    char = state.src[state.pos]
    if char == "｜":
        return _ruby_after_bar(state, silent)
    if char != "《":
        return False
    return _bouten(state, silent) or _ruby_after_kanji(state, silent)


def _bracketed(state: StateInline, start: int) -> tuple[str, int] | None:
    """Return the text between ``《`` at ``start`` and its ``》``, and the position after it."""
    end = state.src.find("》", start + 1, min(state.posMax, start + MAX_LENGTH))
    if end < 0:
        return None
    content = state.src[start + 1 : end]
    if not content.strip() or "《" in content or "\n" in content:
        return None
    return content, end + 1


def _ruby_after_bar(state: StateInline, silent: bool) -> bool:
    start = state.pos
    opening = state.src.find("《", start + 1, min(state.posMax, start + MAX_LENGTH))
    if opening < 0:
        return False
    base = state.src[start + 1 : opening]
    if not base.strip() or "\n" in base or "｜" in base:
        return False
    reading = _bracketed(state, opening)
    if reading is None:
        return False
    if not silent:
        _push_ruby(state, base, [reading[0]])
    state.pos = reading[1]
    return True


def _ruby_after_kanji(state: StateInline, silent: bool) -> bool:
    """Parse ``漢字《かんじ》``; only hiragana is a reading, because ``《…》`` also marks titles."""
    reading = _bracketed(state, state.pos)
    if reading is None or not _HIRAGANA.fullmatch(reading[0]):
        return False
    near = state.src[max(0, state.pos - MAX_LENGTH) : state.pos]
    kanji = _TRAILING_KANJI.search(near)
    if kanji is None or (not silent and not state.pending.endswith(kanji[0])):
        return False
    if not silent:
        state.pending = state.pending[: -len(kanji[0])]
        _push_ruby(state, kanji[0], [reading[0]])
    state.pos = reading[1]
    return True


def _bouten(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not state.src.startswith("《《", start):
        return False
    end = state.src.find("》》", start + 2, min(state.posMax, start + MAX_LENGTH))
    if end < 0:
        return False
    content = state.src[start + 2 : end]
    if not content.strip() or "《" in content or "\n" in content:
        return False
    if not silent:
        opening = state.push("em_open", "em", 1)
        opening.attrSet("class", "bouten")
        opening.markup = "《《"
        state.push("text", "", 0).content = content
        state.push("em_close", "em", -1).markup = "》》"
    state.pos = end + 2
    return True


def _render_ruby(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    parts = (
        f"{escapeHtml(base)}<rp>（</rp><rt>{escapeHtml(reading)}</rt><rp>）</rp>"
        for base, reading in tokens[index].meta["pairs"]
    )
    return f"<ruby>{''.join(parts)}</ruby>"


def _join_lines(state: StateCore) -> None:
    if state.env.get("hard_breaks"):
        return
    for token in state.tokens:
        if token.type == "inline" and token.children and "\n" in token.content:
            _join_children(token.children)


def _join_children(children: list[Token]) -> None:
    before = ""
    waiting: Token | None = None
    for child in children:
        if child.type == "softbreak":
            waiting = child
            continue
        if child.type == "hardbreak":
            before, waiting = "", None
            continue
        if not child.content or child.type == "html_inline":
            continue
        if waiting is not None:
            if child.content[0] == INDENT:  # the author begins an indented line
                waiting.type, waiting.tag = "hardbreak", "br"
            elif joins(before, child.content[0]):
                waiting.type, waiting.tag = "joined_line", ""
                waiting.hidden = True
            waiting = None
        before = _last_character(child.content)


def _last_character(text: str) -> str:
    """Return the last visible character (not a variation selector or joiner)."""
    for char in reversed(text[-4:]):
        if unicodedata.category(char) not in ("Mn", "Cf"):
            return char
    return text[-1]


def joins(before: str, after: str) -> bool:
    """Whether lines that end and start with these characters join without a space.

    True between two wide characters, or beside full-width punctuation, which includes its own
    space. False for Korean, which has spaces between words.
    """
    if not before or is_hangul(before) or is_hangul(after):
        return False
    if _is_wide(before) and _is_wide(after):
        return True
    return _is_cjk_punctuation(before) or _is_cjk_punctuation(after)


def _is_wide(char: str) -> bool:
    return is_cjk(char) or unicodedata.east_asian_width(char) in "WF"


def _is_cjk_punctuation(char: str) -> bool:
    return is_cjk(char) and unicodedata.category(char).startswith("P")

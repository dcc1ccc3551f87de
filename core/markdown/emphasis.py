"""Emphasis and strikethrough that work in Chinese, Japanese and Korean.

CommonMark lets ``**`` close only at the end of a word, determined by white space and
punctuation. Japanese has no spaces, so ``**「強調」**です`` stays literal. This module implements
the amendment proposed for CommonMark (issue 650, "CJK-friendly amendments"): CJK punctuation
counts as a letter, and other punctuation next to a CJK character may open and close. Variation
selectors belong to the character before them. Text without CJK is parsed as in CommonMark.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline.state_inline import Delimiter

from core.japanese import is_cjk
from core.markdown.emoticons import is_mouth

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

#: Quotation marks that variation selector 2 makes full-width.
_AMBIGUOUS_QUOTES: Final = frozenset("‘’“”")
_FULLWIDTH_SELECTOR: Final = "\ufe01"


def emphasis_plugin(md: MarkdownIt) -> None:
    """Replace the two delimiter rules; markdown-it still matches and renders delimiters."""
    md.inline.ruler.at("emphasis", _emphasis)
    md.inline.ruler.at("strikethrough", _strikethrough)


@lru_cache(maxsize=4096)
def _classify(char: str) -> tuple[bool, bool, bool]:
    """Return whether a character is white space, punctuation, CJK."""
    code = ord(char)
    return isWhiteSpace(code), isMdAsciiPunct(code) or isPunctChar(char), is_cjk(char)


def _before(source: str, start: int) -> tuple[bool, bool, bool]:
    """Classify the character before a delimiter run, skipping variation selectors."""
    if start == 0:
        return True, False, False
    char = source[start - 1]
    if "\U000e0100" <= char <= "\U000e01ef":
        return False, False, True
    if not "\ufe00" <= char <= "\ufe0e" or start == 1:
        return _classify(char)
    base = source[start - 2]
    space, punctuation, cjk = _classify(base)
    if char == _FULLWIDTH_SELECTOR and base in _AMBIGUOUS_QUOTES:
        cjk = True
    return False, punctuation and not space, cjk


def _scan(state: StateInline, *, splits_words: bool) -> tuple[bool, bool, int]:
    """Return whether the delimiter run at the current position can open, can close, and its length."""
    start, marker = state.pos, state.src[state.pos]
    end = start
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before_space, before_punct, before_cjk = _before(state.src, start)
    after_space, after_punct, after_cjk = (
        _classify(state.src[end]) if end < state.posMax else (True, False, False)
    )
    plain_before = before_punct and not before_cjk
    plain_after = after_punct and not after_cjk
    left = not after_space and (not plain_after or before_space or plain_before or before_cjk)
    right = not before_space and (not plain_before or after_space or plain_after or after_cjk)
    can_open = left and (splits_words or not right or before_punct)
    can_close = right and (splits_words or not left or after_punct)
    return can_open, can_close, end - start


def _push(state: StateInline, marker: str, length: int, can: tuple[bool, bool]) -> None:
    token = state.push("text", "", 0)
    token.content = marker
    state.delimiters.append(
        Delimiter(
            marker=ord(marker[0]),
            length=length,
            token=len(state.tokens) - 1,
            end=-1,
            open=can[0],
            close=can[1],
        )
    )


def _emphasis(state: StateInline, silent: bool) -> bool:
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    can_open, can_close, length = _scan(state, splits_words=marker == "*")
    if marker == "_" and is_mouth(state.src, state.pos, state.pos + length):
        can_open = can_close = False
    for _ in range(length):
        _push(state, marker, length, (can_open, can_close))
    state.pos += length
    return True


def _strikethrough(state: StateInline, silent: bool) -> bool:
    """Parse ``~~…~~``; a single ``~`` stays text, because it is a range in Japanese (10~20)."""
    if silent or state.src[state.pos] != "~":
        return False
    can_open, can_close, length = _scan(state, splits_words=True)
    if length < 2:
        return False
    if length % 2:
        state.push("text", "", 0).content = "~"
    for _ in range(length // 2):
        # Length 0 disables CommonMark's "rule of three", as markdown-it does for `~~`.
        _push(state, "~~", 0, (can_open, can_close))
    state.pos += length
    return True

"""Emoticons such as ``(*^_^*)`` and ``(`・ω・´)`` are not parsed as Markdown.

They contain Markdown's characters, and authors of comments may not know Markdown. An emoticon is a short
run of symbols in brackets without a word; ``(**重要**)`` and ``(`x`)`` are still Markdown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

#: Maximum number of characters between the brackets, a limit of the search.
MAX_LENGTH: Final = 18
_BRACKETED = re.compile(rf"[(（]{{1,4}}([^()（）\n]{{2,{MAX_LENGTH}}})[)）]{{1,4}}")
_LYING = re.compile(rf"_[(（]([^()（）\n]{{2,{MAX_LENGTH}}})[)）]_")
#: Characters that Markdown would parse as markup.
_ACTIVE = re.compile(r"[*_`~\\<\[&]")
_WORD = re.compile(r"[0-9A-Za-z]{2,}|[０-９Ａ-Ｚａ-ｚ]{2,}|[ぁ-ゖァ-ヺ一-鿿々〆]{2,}")
_TAG = re.compile(r"<[A-Za-z/!?]|\]|!\[")
_MARKUP = re.compile(r"(\*{1,3}|_{1,3}|~~)([^\W_]+)\1|`[^`]*`")
_MOUTHS: Final = frozenset("oO0vVωДд▽∀ｏＯ")
_SHRUG: Final = "\\_(ツ)_/"
#: Eyes left and right of ``_``: ``^_^``, ``;_;`` and so on, also without brackets.
_EYES: Final = frozenset("^;@=-+~'\".°*>")


def emoticons_plugin(md: MarkdownIt) -> None:
    """Add the rule before all others that start at one of its characters."""
    for char in "(（":
        md.inline.add_terminator_char(char)
    md.inline.ruler.before("escape", "emoticon", _emoticon)


def is_mouth(source: str, start: int, end: int) -> bool:
    """Whether the run of ``_`` from `start` to `end` is between two eyes."""
    left, right = source[start - 1 : start], source[end : end + 1]
    return left in _EYES and (left == right or (left, right) == (">", "<")) and bool(left)


def _emoticon(state: StateInline, silent: bool) -> bool:
    end = _end(state.src, state.pos, state.posMax)
    if end is None:
        return False
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


def _end(source: str, start: int, limit: int) -> int | None:
    """Return the end of the emoticon at `start`, or None."""
    char = source[start]
    if char == "\\":
        if source.startswith(_SHRUG, start):
            return start + len(_SHRUG)
        raised = _BRACKETED.match(source, start + 1, limit)  # an arm, not an escape
        return raised.end() if raised and _is_symbols(raised[1]) else None
    if char == "_":
        lying = _LYING.match(source, start, limit)
        return lying.end() if lying and _is_symbols(lying[1]) else None
    if char == "*":
        return start + 3 if source.startswith("*_*", start) else None
    if char not in "(（":
        return None
    face = _BRACKETED.match(source, start, limit)
    return face.end() if face and _is_face(face[1]) else None


def _is_face(inner: str) -> bool:
    if not _ACTIVE.search(inner) or _WORD.search(inner) or _TAG.search(inner):
        return False
    markup = _MARKUP.search(inner)
    if markup and not (markup[0] == inner and markup[2] in _MOUTHS):
        return False
    return not inner.endswith("\\")  # an escaped bracket


def _is_symbols(inner: str) -> bool:
    if _WORD.search(inner) or inner.endswith("\\"):
        return False
    return sum(not char.isalnum() for char in inner) > 1

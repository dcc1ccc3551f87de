"""Autolinks: bare http(s) URLs in running text become links, also between Japanese characters.

A URL ends at the first character that a URL cannot have unescaped: a space, a full-width character, a
quotation mark. Punctuation at its end and an unbalanced bracket belong to the sentence (as on GitHub).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

#: Value of `markup` on the tokens of such a link.
MARKUP: Final = "bare"
#: Longest URL, in characters after the scheme.
MAX_LENGTH: Final = 2000
_SCHEME = re.compile(r"(?<![0-9A-Za-z])https?$", re.IGNORECASE)
_REST = re.compile(
    rf"//[0-9A-Za-z](?:[0-9A-Za-z._~:/?#\[\]@!$&'()*+,;=%-]{{0,{MAX_LENGTH}}})", re.ASCII
)
_TAIL: Final = "?!.,:;*_~'"
_PARTNERS: Final = {")": "(", "]": "["}


def bare_links_plugin(md: MarkdownIt) -> None:
    """Add the inline rule; it starts at the colon, at which markdown-it stops a run of plain text."""
    md.inline.ruler.before("escape", "bare_link", _bare_link)


def bare_url(children: list[Token] | None) -> str:
    """Return the URL if `children` are only one bare link, else ""."""
    if children and len(children) == 3 and children[0].markup == MARKUP:
        return str(children[0].attrGet("href") or "")
    return ""


def _bare_link(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != ":" or state.linkLevel > 0:
        return False
    scheme = _SCHEME.search(state.pending[-6:])
    rest = _REST.match(state.src, state.pos + 1, state.posMax) if scheme else None
    if scheme is None or rest is None:
        return False
    tail = _trimmed(rest[0])
    url = f"{scheme[0]}:{tail}"
    href = state.md.normalizeLink(url)
    if len(tail) < 4 or not state.md.validateLink(href):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[0])]
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": href}
        opening.markup = MARKUP
        state.push("text", "", 0).content = url
        state.push("link_close", "a", -1).markup = MARKUP
    state.pos += 1 + len(tail)
    return True


def _trimmed(text: str) -> str:
    """Return `text` without punctuation that belongs to the sentence around the URL."""
    while text:
        last = text[-1]
        if last in _TAIL or (last in _PARTNERS and text.count(last) > text.count(_PARTNERS[last])):
            text = text[:-1]
        else:
            break
    return text

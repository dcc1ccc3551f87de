"""Footnotes: ``[^1]`` with its definition, and ``((…))`` in the line as in Hatena."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.html import escape
from django.utils.translation import gettext
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

#: Longest footnote written in the line.
MAX_LENGTH: Final = 2000


def footnotes_plugin(md: MarkdownIt) -> None:
    """Both ways of writing; ids begin with ``fn`` and say what they are to screen readers."""
    # `^[…]` is left out: the library parses it recursively without a limit.
    md.use(footnote_plugin, inline=False)
    md.inline.add_terminator_char("(")
    md.inline.ruler.after("image", "footnote_parentheses", _parentheses)
    md.add_render_rule("footnote_ref", _render_reference)
    md.add_render_rule("footnote_block_open", _render_block_open)
    md.add_render_rule("footnote_block_close", lambda *_: "</ol>\n</section>\n")
    md.add_render_rule("footnote_open", _render_open)
    md.add_render_rule("footnote_anchor", _render_anchor)


def _parentheses(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not state.src.startswith("((", start) or start + 4 > state.posMax:
        return False
    if state.src.startswith("(", start + 2) or state.env.get("in_footnote"):
        return False
    limit = min(state.posMax, start + MAX_LENGTH)
    inner = state.src.find("((", start + 2, limit)
    end = state.src.find("))", start + 2, inner if inner >= 0 else limit)
    if end < 0:
        return False
    while end + 2 < state.posMax and state.src[end + 2] == ")":
        end += 1
    content = state.src[start + 2 : end].strip()
    if not content or "\n\n" in content:
        return False
    if not silent:
        _push(state, content)
    state.pos = end + 2
    return True


def _push(state: StateInline, content: str) -> None:
    notes = state.env.setdefault("footnotes", {})
    notes.setdefault("refs", {})
    listed = notes.setdefault("list", {})
    number = len(listed)
    children: list[Token] = []
    listed[number] = {"content": content, "tokens": children}
    state.env["in_footnote"] = True
    state.md.inline.parse(content, state.md, state.env, children)
    state.env["in_footnote"] = False
    state.push("footnote_ref", "", 0).meta = {"id": number, "subId": 0}


def _number(token: Token) -> tuple[str, str]:
    """(number of the footnote, suffix of the id of this reference)."""
    again = int(token.meta.get("subId") or 0)
    number = str(int(token.meta["id"]) + 1)
    return number, f"{number}-{again + 1}" if again > 0 else number


def _render_reference(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    number, reference = _number(tokens[index])
    label = escape(gettext("Footnote %(number)s") % {"number": number})
    return (
        f'<sup class="footnote-ref"><a href="#fn-{number}" id="fnref-{reference}"'
        f' role="doc-noteref" aria-label="{label}">{number}</a></sup>'
    )


def _render_block_open(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    label = escape(gettext("Footnotes"))
    return f'<section class="footnotes" role="doc-endnotes" aria-label="{label}">\n<ol>\n'


def _render_open(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    return f'<li id="fn-{_number(tokens[index])[0]}" class="footnote-item">'


def _render_anchor(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    number, reference = _number(tokens[index])
    label = escape(gettext("Back to where footnote %(number)s is called") % {"number": number})
    return (
        f' <a href="#fnref-{reference}" class="footnote-backref" role="doc-backlink"'
        f' aria-label="{label}">\u21a9\ufe0e</a>'
    )

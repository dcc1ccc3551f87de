"""Footnotes: ``[^1]`` with a definition, and inline ``((…))`` as on Hatena."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from mdit_py_plugins.footnote import footnote_plugin

from core.markdown.context import context_of, line_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_DEFINITION = re.compile(r"^[ >]{0,12}\[\^([^\]\s]+)\]:", re.MULTILINE)
_MARK = re.compile(r"\[\^([^\]\s]{1,100})\]")
#: Maximum length of an inline footnote.
MAX_LENGTH: Final = 2000


def footnotes_plugin(md: MarkdownIt) -> None:
    """Add both syntaxes; ids begin with ``fn``, and links have labels for screen readers."""
    # `^[…]` is disabled: the library parses it recursively without a limit.
    md.use(footnote_plugin, inline=False)
    md.inline.add_terminator_char("(")
    md.inline.ruler.after("image", "footnote_parentheses", _parentheses)
    md.add_render_rule("footnote_ref", _render_reference)
    md.add_render_rule("footnote_block_open", _render_block_open)
    md.add_render_rule("footnote_block_close", lambda *_: "</ol>\n</section>\n")
    md.add_render_rule("footnote_open", _render_open)
    md.add_render_rule("footnote_anchor", _render_anchor)


def check_footnotes(source: str, tokens: Sequence[Token], env: EnvType) -> None:
    """Add notices about unused, duplicate and missing definitions."""
    context, refs = context_of(env), env.get("footnotes", {}).get("refs", {})
    seen: set[str] = set()
    for definition in _DEFINITION.finditer(source) if refs else ():
        label, line = definition[1], source.count("\n", 0, definition.start(1)) + 1
        if f":{label}" not in refs:
            continue
        if label in seen:
            text = _("The footnote [^{label}] is defined twice. The last definition is shown.")
            context.add_notice("footnote_twice", line, text, label=label)
        elif refs[f":{label}"] < 0:
            text = _("The footnote [^{label}] is not referenced in the text, so it is not shown.")
            context.add_notice("footnote_unused", line, text, label=label)
        seen.add(label)
    for token in tokens:
        for child in token.children or ():
            for mark in _MARK.finditer(child.content) if child.type == "text" else ():
                text = _("The footnote [^{label}] has no definition.")
                context.add_notice("footnote_undefined", line_of(token), text, label=mark[1])


def _parentheses(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not state.src.startswith("((", start) or start + 4 > state.posMax:
        return False
    if state.src.startswith("(", start + 2) or state.env.get("in_footnote"):
        return False
    if state.src[start - 1 : start] == "(":  # three or more brackets are not a footnote
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
    """Return the number of the footnote, and the id suffix of this reference to it."""
    index = int(token.meta.get("subId") or 0)
    number = str(int(token.meta["id"]) + 1)
    return number, f"{number}-{index + 1}" if index > 0 else number


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
    sub_id = int(tokens[index].meta.get("subId") or 0)
    if sub_id:
        label = gettext("Back to reference %(place)s of footnote %(number)s")
    else:
        label = gettext("Back to the reference of footnote %(number)s")
    label = escape(label % {"number": number, "place": sub_id + 1})
    return (
        f' <a href="#fnref-{reference}" class="footnote-backref" role="doc-backlink"'
        f' aria-label="{label}">\u21a9\ufe0e</a>'
    )

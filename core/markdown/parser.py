"""The markdown-it parsers: one per thread and profile, created on first use."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Final

from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.rules_block import paragraph as library_paragraph
from markdown_it.rules_block import table as library_table
from mdit_py_plugins.deflist import deflist_plugin

from core.markdown.bare_links import bare_links_plugin
from core.markdown.blocks import blocks_plugin
from core.markdown.code import code_plugin
from core.markdown.context import SLOT_END, context_of
from core.markdown.document import Profile
from core.markdown.emoticons import emoticons_plugin
from core.markdown.emphasis import emphasis_plugin
from core.markdown.footnotes import footnotes_plugin
from core.markdown.headings import headings_plugin
from core.markdown.notes import notes_plugin
from core.markdown.typography import joined_lines_plugin, typography_plugin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

#: Maximum nesting of blocks, lists (two levels each), block quotes and brackets. The time for open
#: brackets grows with it.
MAX_NESTING: Final = 24
#: Maximum columns and cells of a table; a larger one stays text.
MAX_COLUMNS: Final = 100
MAX_CELLS: Final = 10_000
#: Maximum cells of all tables of a text. MAX_WORK limits typed cells (each has a pipe), but not the cells that
#: the parser adds to short rows.
MAX_CELLS_IN_ALL: Final = 30_000

#: Characters at which an inline rule may start (`]` ends a label).
_INLINE_STARTS: Final = "\n!&*:<[\\]_`{~(（｜《"

_NOT_IN_COMMENTS: Final = ("heading", "lheading", "hr", "html_block", "html_inline")
_NOT_IN_BIOS: Final = (*_NOT_IN_COMMENTS, "blockquote", "fence", "code")

_local = threading.local()


def parser_for(profile: Profile) -> MarkdownIt:
    """Return this thread's parser for a profile; parsers are not thread-safe."""
    parsers: dict[Profile, MarkdownIt] = _local.__dict__.setdefault("parsers", {})
    if profile not in parsers:
        parsers[profile] = _full() if profile.is_full else _strict(profile)
    return parsers[profile]


def _base(*, html: bool) -> MarkdownIt:
    md = MarkdownIt(
        "commonmark",
        {"maxNesting": MAX_NESTING, "xhtmlOut": False, "html": html, "tasklists": html},
    )
    md.enable("strikethrough")
    emphasis_plugin(md)
    emoticons_plugin(md)
    bare_links_plugin(md)
    md.block.ruler.at("paragraph", _paragraph)
    code_plugin(md)
    md.add_render_rule("softbreak", _render_softbreak)
    md.add_render_rule("joined_line", lambda *_: "")
    return md


def _full() -> MarkdownIt:
    md = _base(html=True).enable("table")
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    md.use(deflist_plugin)
    typography_plugin(md)
    footnotes_plugin(md)
    headings_plugin(md)
    blocks_plugin(md)
    joined_lines_plugin(md)
    notes_plugin(md)
    md.add_render_rule("slot", _render_slot)
    md.add_render_rule("raw", _render_raw)
    md.add_render_rule("table_open", _render_table_open)
    md.add_render_rule("table_close", lambda *_: "</table></div>\n")
    md.add_render_rule("list_item_open", _render_list_item)
    return _with_fewer_terminators(md)


def _strict(profile: Profile) -> MarkdownIt:
    md = _base(html=False)
    if profile is Profile.BIO:
        typography_plugin(md)
    joined_lines_plugin(md)
    return _with_fewer_terminators(md).disable(
        list(_NOT_IN_COMMENTS if profile is Profile.COMMENT else _NOT_IN_BIOS)
    )


def _with_fewer_terminators(md: MarkdownIt) -> MarkdownIt:
    """Make plain text end only at characters at which an inline rule may start.

    By default markdown-it stops at more characters, for plugins, and tries all rules at each stop.
    """
    md.inline.terminator_re = re.compile(f"[{re.escape(_INLINE_STARTS)}]")
    return md


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a paragraph and keep full-width spaces at its ends: CommonMark 4.8 strips only spaces and tabs."""
    if not library_paragraph(state, start, end, silent):
        return False
    if not silent:
        source = state.getLines(start, state.line, state.blkIndent, False)
        state.tokens[-2].content = source.strip(" \t\n")
    return True


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a table with the rule of markdown-it, unless it is too large.

    A table is parsed once, up to the first row beyond the limit; then its tokens are removed. None of the
    parsed lines can start a table later, so the time is linear in the text.
    """
    if start + 2 > end:
        return False
    columns = state.src.count("|", state.bMarks[start + 1], state.eMarks[start + 1]) + 1
    if columns > MAX_COLUMNS:
        return False
    context = context_of(state.env)
    if start < context.table_refused_until:
        return False
    if silent or columns == 1:
        return library_table(state, start, end, silent)
    if not library_table(state, start, end, True):
        return False
    rows = max(2, min(MAX_CELLS, MAX_CELLS_IN_ALL - context.table_cells) // columns)
    tokens = len(state.tokens)
    library_table(state, start, min(end, start + rows + 1), False)
    context.table_cells += (state.line - start) * columns
    if state.line - start <= rows:
        return True
    context.table_refused_until = state.line
    context.add_notice(
        "table_too_large", start + 1, _("A table is too large and is shown as text.")
    )
    del state.tokens[tokens:]
    state.line = start
    return False


def _render_softbreak(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    return "<br>\n" if env.get("hard_breaks") else "\n"


def _render_slot(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    meta = tokens[index].meta
    return context_of(env).slot(meta["kind"], meta["args"]) + SLOT_END


def _render_raw(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    return tokens[index].content


def _render_table_open(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    label = escape(gettext("Table"))
    return f'<div class="table-wrap" role="group" aria-label="{label}" tabindex="0"><table>\n'


def _render_list_item(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    token = tokens[index]
    if "checked" not in token.meta:
        return self.renderToken(tokens, index, options, env)  # type: ignore[attr-defined, no-any-return]
    done = bool(token.meta["checked"])
    label = escape(gettext("Done") if done else gettext("To do"))
    checked = " checked" if done else ""
    return (
        '<li class="task-list-item">'
        f'<input type="checkbox" disabled{checked} aria-label="{label}"> '
    )

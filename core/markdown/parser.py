"""The parsers: one per thread and profile, made when first needed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.rules_block import table as library_table
from mdit_py_plugins.deflist import deflist_plugin

from core.markdown.blocks import blocks_plugin
from core.markdown.code import code_plugin
from core.markdown.context import SLOT_END, context_of
from core.markdown.document import Profile
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

#: Levels that blocks, lists (two each), quotations and brackets may nest; the time that open
#: brackets cost grows with it.
MAX_NESTING: Final = 24
#: A table may have so many columns and cells; a larger one stays text.
MAX_COLUMNS: Final = 100
MAX_CELLS: Final = 10_000

_NOT_IN_COMMENTS: Final = ("heading", "lheading", "hr", "html_block", "html_inline", "image")
_NOT_IN_BIOS: Final = (*_NOT_IN_COMMENTS, "blockquote", "fence", "code")

_local = threading.local()


def parser_for(profile: Profile) -> MarkdownIt:
    """This thread's parser for a profile; parsers keep state while they work."""
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
    return md


def _strict(profile: Profile) -> MarkdownIt:
    md = _base(html=False)
    if profile is Profile.BIO:
        typography_plugin(md)
    joined_lines_plugin(md)
    return md.disable(list(_NOT_IN_COMMENTS if profile is Profile.COMMENT else _NOT_IN_BIOS))


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The library's table, unless it is so large that it could only be an attack or a mistake."""
    if start + 2 > end:
        return False
    columns = state.src.count("|", state.bMarks[start + 1], state.eMarks[start + 1]) + 1
    if columns > MAX_COLUMNS:
        return False
    if not silent and columns > 1 and _looks_like_rule(state, start + 1):
        for rows, line in enumerate(range(start, end), 1):
            if state.isEmpty(line):
                break
            if rows * columns > MAX_CELLS:
                context_of(state.env).tell(
                    "table_too_large", start + 1, _("A table is too large and stays text.")
                )
                return False
    return library_table(state, start, end, silent)


def _looks_like_rule(state: StateBlock, line: int) -> bool:
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    return not text.strip("|-: \t")


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

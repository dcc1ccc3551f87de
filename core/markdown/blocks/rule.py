"""The parser rule for ``:::name`` blocks.

A block ends at a line of colons only. Blocks nest, with more colons outside or with the same
number. An unclosed block ends with its parent, and the author gets a notice. Full-width colons,
which a Japanese keyboard types, count as colons.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from django.utils.translation import gettext_lazy as _
from markdown_it.token import Token

from core.markdown.blocks.registry import UNKNOWN, Call, Shape, find, parse_call
from core.markdown.context import context_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_block import StateBlock
    from markdown_it.utils import EnvType, OptionsDict

_FENCE = re.compile(r"([:：]{3,})[ \t　]*(.*)")
_NAME = re.compile(r"[^\s{：:]+")
_CODE_FENCE = re.compile(r"(`{3,}|~{3,})([^`]*)$")
_PAIRS: Final = "block_pairs"
#: Maximum nesting of blocks; deeper content stays text.
MAX_DEPTH: Final = 12


class _Opened(NamedTuple):
    line: int
    colons: int


class _End(NamedTuple):
    line: int
    closed: bool


def blocks_plugin(md: MarkdownIt) -> None:
    """Add the block rule; blocks interrupt paragraphs, block quotes and lists."""
    md.block.ruler.before(
        "fence", "block", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    md.add_render_rule("block_open", _render_open)
    md.add_render_rule("block_void", _render_open)
    md.add_render_rule("block_close", _render_close)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _fence(state: StateBlock, line: int) -> tuple[int, str] | None:
    """Return the number of colons and the text after them if a line is a fence."""
    text = _line(state, line)
    if text[:1] not in (":", "：") or state.is_code_block(line):
        return None
    match = _FENCE.match(text)
    if match is None:
        return None
    rest = match[2].strip()
    return (len(match[1]), rest) if not rest or _NAME.match(rest) else None


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    fence = _fence(state, start)
    if fence is None:
        return False
    if silent:
        return True
    if not fence[1]:
        _stray(state, start)
        return True
    call = _read_call(state, start, fence[1])
    if call.block.shape is Shape.VOID:
        _push(state, "block_void", 0, call, [start, start + 1])
        state.line = start + 1
    else:
        _enclose(state, start, end, call)
    return True


def _read_call(state: StateBlock, line: int, text: str) -> Call:
    name, rest = _name_and_rest(text)
    block = find(name) or UNKNOWN
    call = parse_call(block, name, rest, line + 1)
    if block is UNKNOWN:
        context_of(state.env).add_notice(
            "unknown_block",
            line + 1,
            _("There is no block called “{name}”; its content is shown."),
            name=name[:50],
        )
    return call


def _name_and_rest(text: str) -> tuple[str, str]:
    match = _NAME.match(text)
    end = match.end() if match else 0
    return text[:end], text[end:]


def _stray(state: StateBlock, line: int) -> None:
    """Skip a closing fence without a block; after a one-line block it gives no notice."""
    state.line = line + 1
    last = state.tokens[-1] if state.tokens else None
    if last is None or last.type != "block_void":
        context_of(state.env).add_notice(
            "stray_fence", line + 1, _("A closing ::: has no block to close.")
        )


def _enclose(state: StateBlock, start: int, end: int, call: Call) -> None:
    last = (
        _End(end, closed=True) if call.block.shape is Shape.REST else _find_end(state, start, end)
    )
    if not last.closed:
        context_of(state.env).add_notice(
            "unclosed_block",
            call.line,
            _("The block “{name}” is not closed. It ends with the text."),
            name=call.name[:50],
        )
    depth = state.env.get("block_depth", 0)
    state.env["block_depth"] = depth + 1
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last.line
    _push(state, "block_open", 1, call, [start, last.line])
    if call.inline_title and not call.block.title_last:
        _push_title(state, call)
    if depth < MAX_DEPTH:
        state.md.block.tokenize(state, start + 1, last.line)
    else:
        _push_text(state, start + 1, last.line)
    if call.inline_title and call.block.title_last:
        _push_title(state, call)
    _push(state, "block_close", -1, call, None)
    state.parentType, state.lineMax = parent, line_max
    state.env["block_depth"] = depth
    state.line = last.line + (1 if last.closed and call.block.shape is not Shape.REST else 0)


def _push(state: StateBlock, kind: str, nesting: int, call: Call, lines: list[int] | None) -> None:
    token = state.push(kind, "div", nesting)  # type: ignore[arg-type]
    token.block = True
    token.map = lines
    token.meta = {"call": call}


def _push_title(state: StateBlock, call: Call) -> None:
    tag, css = call.block.title_tag or ("p", "")
    opening = state.push("block_title_open", tag, 1)
    opening.block = True
    if css:
        opening.attrSet("class", css)
    inline = state.push("inline", "", 0)
    inline.content, inline.children = call.title, []
    inline.map = [call.line - 1, call.line]
    state.push("block_title_close", tag, -1).block = True


def _push_text(state: StateBlock, start: int, end: int) -> None:
    """Add content that is nested too deeply as text, so that it is not lost."""
    text = state.getLines(start, end, state.blkIndent, False).strip()
    context_of(state.env).add_notice("too_deep", start + 1, _("Blocks are nested too deeply here."))
    if text:
        state.push("paragraph_open", "p", 1).map = [start, end]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = text, [start, end], []
        state.push("paragraph_close", "p", -1)


def _find_end(state: StateBlock, start: int, end: int) -> _End:
    """Return the end of the block that starts at ``start``; the ends of nested blocks are cached."""
    ends: dict[int, _End] = state.env.setdefault(_PAIRS, {})
    block_end = ends.get(start)
    if block_end is None or block_end.line > end:
        ends.update(_pair_fences(state, start, end))
        block_end = ends[start]
    return block_end


def _pair_fences(state: StateBlock, start: int, end: int) -> dict[int, _End]:
    opened: list[_Opened] = []
    pairs: dict[int, _End] = {}
    code = ""
    line = start
    while line < end:
        text = _line(state, line)
        if text and state.sCount[line] < state.blkIndent and line > start:
            break
        if code:
            code = "" if text.rstrip().strip(code[0]) == "" and text.startswith(code) else code
        elif text[:1] in ("`", "~"):
            match = _CODE_FENCE.match(text)
            code = match[1] if match and not state.is_code_block(line) else ""
        elif fence := _fence(state, line):
            _pair(opened, pairs, line, *fence)
            if not opened:
                return pairs
        line += 1
    pairs.update((item.line, _End(line, closed=False)) for item in opened)
    return pairs


def _pair(opened: list[_Opened], pairs: dict[int, _End], line: int, colons: int, rest: str) -> None:
    if rest:
        block = find(_name_and_rest(rest)[0])
        if block is None or block.shape is Shape.ENCLOSING:
            opened.append(_Opened(line, colons))
        return
    index = _closes(opened, colons)
    if index < 0:
        return
    for item in opened[index + 1 :]:
        pairs[item.line] = _End(line, closed=False)
    pairs[opened[index].line] = _End(line, closed=True)
    del opened[index:]


def _closes(opened: list[_Opened], colons: int) -> int:
    """Return the index of the block that a fence closes, or -1.

    It is the innermost block with the same number of colons, else the innermost with fewer.
    """
    same = [index for index, item in enumerate(opened) if item.colons == colons]
    if same:
        return same[-1]
    fewer = [index for index, item in enumerate(opened) if item.colons < colons]
    return fewer[-1] if fewer else -1


def arrange_blocks(tokens: list[Token], env: EnvType) -> list[Token]:
    """Apply ``Block.arrange`` to the content of every block, innermost first."""
    context = context_of(env)
    levels: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "block_open":
            levels.append([token])
        elif token.type == "block_close" and len(levels) > 1:
            opening, *body = levels.pop()
            call: Call = token.meta["call"]
            levels[-1].extend((opening, *call.block.arrange(body, call, context), token))
        else:
            levels[-1].append(token)
    return [token for level in levels for token in level]


def _render_open(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    call: Call = tokens[index].meta["call"]
    return call.block.open(call, context_of(env))


def _render_close(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    call: Call = tokens[index].meta["call"]
    return call.block.close(call, context_of(env))

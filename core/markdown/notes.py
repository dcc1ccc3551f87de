"""Note lines: a line that starts with ``※``, as in Japanese print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

MARK: Final = "※"
_BREAKS: Final = ("softbreak", "hardbreak")
_CLASS: Final = {"class": "note-line"}


def notes_plugin(md: MarkdownIt) -> None:
    """Add the rule: a note line is a separate paragraph, or ``<small>`` in a tight list item."""
    md.core.ruler.after("inline", "note_lines", _mark_notes)


def _mark_notes(state: StateCore) -> None:
    if MARK not in state.src:
        return
    one_line = bool(state.env.get("hard_breaks"))
    out: list[Token] = []
    tokens = iter(state.tokens)
    for token in tokens:
        out.append(token)
        if token.type != "paragraph_open":
            continue
        inline, closing = next(tokens), next(tokens)
        lines = _lines(inline.children or [], one_line=one_line)
        if not any(_is_note(line) for line in lines):
            out.extend((inline, closing))
        elif token.hidden:
            inline.children = _small(lines)
            out.extend((inline, closing))
        else:
            out.pop()
            out.extend(_paragraphs(lines, token, inline, closing))
    state.tokens = out


def _is_note(line: list[Token]) -> bool:
    return bool(line) and line[0].type == "text" and line[0].content.startswith(MARK)


def _lines(children: list[Token], *, one_line: bool) -> list[list[Token]]:
    """Split children before each note line. A note extends to the next note or the end.

    With ``one_line`` (hard breaks) a note ends with its line.
    """
    pieces: list[list[Token]] = [[]]
    depth = 0
    for index, child in enumerate(children):
        depth += child.nesting
        if depth == 0 and child.type in _BREAKS:
            rest = children[index + 1 : index + 2]
            if _is_note(rest) or (one_line and _is_note(pieces[-1])):
                pieces.append([])
                continue
        pieces[-1].append(child)
    return [piece for piece in pieces if piece]


def _small(lines: list[list[Token]]) -> list[Token]:
    out: list[Token] = []
    for line in lines:
        if out:
            out.append(Token("hardbreak", "br", 0))
        if _is_note(line):
            line = [
                Token("note_open", "small", 1, attrs=dict(_CLASS)),
                *line,
                Token("note_close", "small", -1),
            ]
        out.extend(line)
    return out


def _paragraphs(
    lines: list[list[Token]], opening: Token, inline: Token, closing: Token
) -> list[Token]:
    out: list[Token] = []
    for line in lines:
        start = opening.copy()
        if _is_note(line):
            start.attrs = dict(_CLASS)
        # Its own text: later rules search the content of each paragraph.
        content = "".join("\n" if child.type in _BREAKS else child.content for child in line)
        out.extend((start, inline.copy(children=line, content=content), closing.copy()))
    return out

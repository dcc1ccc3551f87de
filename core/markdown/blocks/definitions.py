"""Definition lists from the ``名前：説明`` lines of a point box."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from core.markdown.context import plain_text

if TYPE_CHECKING:
    from core.markdown.blocks.registry import Call
    from core.markdown.context import Context

#: A longer text before the colon is a sentence, not a name.
MAX_TERM: Final = 30
_COLON = re.compile(r"[：:]")
_BREAKS: Final = ("softbreak", "hardbreak", "joined_line")

Pair = tuple[list[Token], list[Token]]


def as_definitions(body: list[Token], call: Call, context: Context) -> list[Token]:
    """Convert lists and paragraphs whose lines are all ``name：meaning`` to ``<dl>``."""
    out: list[Token] = []
    index = 0
    while index < len(body):
        end = element_end(body, index)
        element = body[index:end]
        if element[0].type == "bullet_list_open":
            out.extend(_from_list(element) or element)
        elif element[0].type == "paragraph_open":
            out.extend(_from_paragraph(element) or element)
        else:
            out.extend(element)
        index = end
    return out


def element_end(tokens: list[Token], start: int) -> int:
    """Return the index after the element that begins at ``start``."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index + 1
    return len(tokens)


def _from_list(element: list[Token]) -> list[Token] | None:
    entries: list[tuple[Pair, list[Token]]] = []
    index = 1
    while index < len(element) - 1:
        end = element_end(element, index)
        item = element[index:end]
        index = end
        if len(item) < 5 or item[1].type != "paragraph_open":
            return None
        pair = split_line(item[2].children or [])
        if pair is None:
            return None
        entries.append((pair, item[4:-1]))
    return _list_of(entries, element[0])


def _from_paragraph(element: list[Token]) -> list[Token] | None:
    lines: list[list[Token]] = [[]]
    depth = 0
    for child in element[1].children or ():
        depth += child.nesting
        if depth == 0 and child.type in _BREAKS:
            lines.append([])
        else:
            lines[-1].append(child)
    pairs = [split_line(line) for line in lines]
    entries = [(pair, list[Token]()) for pair in pairs if pair is not None]
    return _list_of(entries, element[0]) if len(entries) == len(lines) else None


def split_line(children: list[Token]) -> Pair | None:
    """Split a line at its first colon outside links and code; None if it is not name and meaning."""
    depth = 0
    for index, child in enumerate(children):
        depth += child.nesting
        if depth or child.type != "text":
            continue
        match = _COLON.search(child.content)
        if match is None:
            continue
        before, after = child.content[: match.start()], child.content[match.end() :]
        if match[0] == ":" and (after[:1].isdigit() or after.startswith("//")):
            return None
        term = [*children[:index], Token("text", "", 0, content=before.rstrip())]
        meaning = [Token("text", "", 0, content=after.lstrip()), *children[index + 1 :]]
        return (term, meaning) if _fits(term, meaning) else None
    return None


def _fits(term: list[Token], meaning: list[Token]) -> bool:
    name = plain_text(term).strip()
    return 0 < len(name) <= MAX_TERM and bool(plain_text(meaning).strip())


def _list_of(entries: list[tuple[Pair, list[Token]]], start: Token) -> list[Token]:
    opening = Token("dl_open", "dl", 1, map=start.map, block=True)
    out = [opening]
    for (term, meaning), rest in entries:
        out += wrapped("dt", term, start)
        *opened, closing = wrapped("dd", meaning, start)
        out += [*opened, *rest, closing]
    return [*out, Token("dl_close", "dl", -1, block=True)]


def wrapped(tag: str, children: list[Token], start: Token) -> list[Token]:
    """Return inline tokens in the element ``tag``, at the lines of ``start``."""
    inline = Token("inline", "", 0, map=start.map, children=children)
    return [
        Token(f"{tag}_open", tag, 1, block=True),
        inline,
        Token(f"{tag}_close", tag, -1, block=True),
    ]

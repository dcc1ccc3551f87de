"""Plain text of a document, for excerpts, search and character counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core import japanese
from core.markdown.context import plain_text, text_of_html
from core.markdown.external_cards import KIND as EXTERNAL_CARD
from core.markdown.typography import joins

if TYPE_CHECKING:
    from markdown_it.token import Token

#: Characters that are collected for an excerpt.
_EXCERPT_SOURCE: Final = 400
_SKIPPED_IN_EXCERPTS: Final = frozenset({"blockquote", "table", "details", "footnote_block"})


def document_text(tokens: list[Token]) -> str:
    """Return all visible text without readings, a line per paragraph, heading, item or cell."""
    lines: list[str] = []
    for token in tokens:
        if token.type == "inline":
            lines.append(join_lines(plain_text(token.children)))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.strip("\n"))
        elif token.type == "raw":
            lines.append(text_of_html(token.content).strip())
        elif token.type == "block_void" and token.meta["call"].block.name in ("embed", "card"):
            lines.append(token.meta["call"].title.partition(" ")[2])
        elif token.type == "slot" and token.meta["kind"] == EXTERNAL_CARD:
            lines.append(str(token.meta["args"]["url"]))
    return "\n".join(line for line in lines if line.strip())


def document_excerpt(tokens: list[Token], text: str) -> str:
    """Return the beginning of the prose, without headings, lists, quotes, tables, notes and code.

    It ends at the author's "more" mark, if there is one.
    """
    paragraphs: list[str] = []
    total = depth = 0
    for index, token in enumerate(tokens):
        if token.type.rpartition("_")[0] in _SKIPPED_IN_EXCERPTS:
            depth += token.nesting
        if paragraphs and _is_more(token):
            break
        if token.type != "inline" or depth or not _is_prose(tokens[index - 1]):
            continue
        line = join_lines(plain_text(token.children)).strip()
        if line:
            paragraphs.append(line)
            total += len(line)
        if total > _EXCERPT_SOURCE:
            break
    return japanese.excerpt(_joined(paragraphs) or text)


def _is_prose(opening: Token) -> bool:
    is_paragraph = opening.type == "paragraph_open" and not opening.hidden
    return is_paragraph and opening.attrGet("class") is None


def _is_more(token: Token) -> bool:
    if token.type == "slot":
        return bool(token.meta["kind"] == "more")
    return token.type == "block_void" and token.meta["call"].block.name == "more"


def _joined(paragraphs: list[str]) -> str:
    out = ""
    for paragraph in paragraphs:
        space = "" if not out or joins(out[-1], paragraph[0]) else " "
        out += space + paragraph
    return out


def join_lines(text: str) -> str:
    """Return text as one line; a line break between Japanese characters is not a space."""
    if "\n" not in text:
        return text
    return _joined([line.strip() for line in text.split("\n") if line.strip()])

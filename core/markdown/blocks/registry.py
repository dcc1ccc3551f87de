"""Registry of blocks: the names that ``:::name`` may have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from django.utils.html import escape

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise
    from markdown_it.token import Token

    from core.markdown.context import Context


class Shape(Enum):
    """The extent of a block's content."""

    ENCLOSING = "up to its closing fence"
    REST = "to the end of the text"
    VOID = "its own line"


@dataclass(frozen=True)
class Call:
    """One use of a block: ``:::name title {key=value}`` at ``line`` (from 1)."""

    block: Block
    name: str
    title: str
    options: Mapping[str, str]
    line: int
    inline_title: bool = False


def _nothing(call: Call, context: Context) -> str:
    return ""


def _as_it_is(body: list[Token], call: Call, context: Context) -> list[Token]:
    return body


@dataclass(frozen=True, eq=False)
class Block:
    """A block. ``open`` and ``close`` return the HTML around the content.

    ``title_tag`` is the element (and class) that shows the author's title as inline Markdown;
    ``title_last`` puts it after the content. ``words`` maps words of the title that are options
    to their canonical names. ``arrange`` may rewrite the content. Headings in ``transparent``
    blocks are in the table of contents.
    """

    name: str
    aliases: tuple[str, ...] = ()
    label: _StrPromise | str = ""
    shape: Shape = Shape.ENCLOSING
    open: Callable[[Call, Context], str] = _nothing
    close: Callable[[Call, Context], str] = _nothing
    arrange: Callable[[list[Token], Call, Context], list[Token]] = _as_it_is
    title_tag: tuple[str, str] | None = None
    title_last: bool = False
    transparent: bool = False
    words: Mapping[str, str] = field(default_factory=dict)


_BY_NAME: Final[dict[str, Block]] = {}


def register(*blocks: Block) -> None:
    """Add blocks; raises ``ValueError`` if a name or alias is already registered."""
    for block in blocks:
        for name in (block.name, *block.aliases):
            if name.casefold() in _BY_NAME:
                raise ValueError(f"Two blocks have the name {name!r}.")
            _BY_NAME[name.casefold()] = block


def all_blocks() -> list[Block]:
    """Return every block once, in the order of registration."""
    return list(dict.fromkeys(_BY_NAME.values()))


def find(name: str) -> Block | None:
    """Return the block with this name or alias, ignoring case."""
    return _BY_NAME.get(name.casefold())


def _show_unknown(call: Call, context: Context) -> str:
    title = f'<p class="box-title">{escape(call.title)}</p>' if call.title else ""
    return f'<div class="box">{title}\n'


#: The block for names that are not registered: it shows the content.
UNKNOWN: Final = Block(name="", open=_show_unknown, close=lambda *_: "</div>\n")

_OPTIONS = re.compile(r"\{([^{}]{0,500})\}\s*$")
_OPTION = re.compile(r'([^\s="]+)(?:=(?:"([^"]*)"|(\S+)))?')
MAX_TITLE: Final = 500


def parse_call(block: Block, name: str, rest: str, line: int) -> Call:
    """Parse the text after a block's name: title, option words, ``{key=value}``."""
    rest = rest.strip()[:MAX_TITLE]
    options: dict[str, str] = {}
    match = _OPTIONS.search(rest)
    if match:
        for key, quoted, bare in _OPTION.findall(match[1]):
            key = block.words.get(key.casefold(), key.casefold())
            options.setdefault(key, quoted or bare)
        if "|" not in match[1]:
            rest = rest[: match.start()].strip()
    words = []
    for word in rest.split():
        canonical = block.words.get(word.casefold())
        if canonical is None:
            words.append(word)
        else:
            options.setdefault(canonical, "")
    title = " ".join(words) or options.get("title", "")
    return Call(block, name, title, options, line, bool(title and block.title_tag))

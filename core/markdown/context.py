"""What one rendering knows and collects; it travels in the parser's environment."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any, Final, cast

from django.utils.text import format_lazy

from core.markdown.document import Notice, Profile, TocEntry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

#: Key of the context in the parser's environment.
KEY: Final = "context"
#: More notices than this help nobody; the first ones are kept.
MAX_NOTICES: Final = 100
_TAG = re.compile("<[^>]*>")


@dataclass
class Context:
    """State of one call of ``render``."""

    profile: Profile
    hard_breaks: bool
    site_hosts: Collection[str]
    nonce: str = field(default_factory=lambda: secrets.token_hex(16))
    notices: list[Notice] = field(default_factory=list)
    slots: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    toc: list[TocEntry] = field(default_factory=list)
    anchors: dict[str, str] = field(default_factory=dict)
    image_keys: dict[str, None] = field(default_factory=dict)
    persona_keys: dict[str, None] = field(default_factory=dict)
    links: dict[str, None] = field(default_factory=dict)
    has_ai_section: bool = False
    highlighted: int = 0

    def tell(self, code: str, line: int | None, message: _StrPromise, **params: object) -> None:
        """Add a notice; ``params`` fill the ``{placeholders}`` of ``message`` when it is shown."""
        if len(self.notices) < MAX_NOTICES:
            text = cast("_StrPromise", format_lazy(message, **params)) if params else message
            self.notices.append(Notice(code, line, text))

    def slot(self, kind: str, args: Mapping[str, Any]) -> str:
        """Opening tag of a slot as it goes through the sanitiser (closed by ``SLOT_END``)."""
        self.slots.append((kind, dict(args)))
        return f'<x-slot data-n="{self.nonce}-{len(self.slots) - 1}">'

    def void_slot(self, kind: str, args: Mapping[str, Any]) -> str:
        """A slot that encloses nothing."""
        return self.slot(kind, args) + SLOT_END


SLOT_END: Final = "</x-slot>"


def context_of(env: EnvType) -> Context:
    """The context that ``render`` put into the environment."""
    return cast("Context", env[KEY])


def line_of(token: Token) -> int | None:
    """Line of a token in the source, from 1; inline tokens have none."""
    return token.map[0] + 1 if token.map else None


def plain_text(children: Sequence[Token] | None) -> str:
    """Text of inline tokens as it is read: no markup, ruby readings and footnotes dropped."""
    out: list[str] = []
    for child in children or ():
        if child.type in ("softbreak", "hardbreak"):
            out.append("\n")
        elif child.type in ("text", "text_special", "code_inline", "ruby"):
            out.append(child.content)
        elif child.type == "raw":
            out.append(text_of_html(child.content))
    return "".join(out)


def text_of_html(html: str) -> str:
    """Text of HTML that the renderer wrote itself (tags are well-formed)."""
    return unescape(_TAG.sub("", html))

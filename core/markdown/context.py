"""The state of one rendering, passed in the parser's ``env``."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any, Final, cast

from django.utils.text import format_lazy

from core.markdown.document import Notice, Profile, Question, TocEntry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

#: Key of the context in the parser's environment.
KEY: Final = "context"
#: Further notices are dropped.
MAX_NOTICES: Final = 100
_TAG = re.compile("<[^>]*>")
_RUBY_TAG = re.compile(r"<(/?)(ruby|rt|rp)(?![A-Za-z0-9-])", re.IGNORECASE)
#: A ruby reading in well-formed HTML; the end tag is optional (HTML, 4.5.10).
_READING = re.compile(
    r"<(rt|rp)(?![A-Za-z0-9-])[^>]*>.*?(?:</\1\s*>|(?=<(?:rt|rp)(?![A-Za-z0-9-])|</ruby)|\Z)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass
class Context:
    """The state of one call of ``render``."""

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
    questions: list[Question] = field(default_factory=list)
    external_pages: dict[str, None] = field(default_factory=dict)
    has_ai_section: bool = False
    highlighted: int = 0
    table_cells: int = 0
    table_refused_until: int = 0

    def add_notice(
        self, code: str, line: int | None, message: _StrPromise, **params: object
    ) -> None:
        """Add a notice; ``params`` fill the ``{placeholders}`` of ``message`` when it is shown."""
        if len(self.notices) < MAX_NOTICES:
            text = cast("_StrPromise", format_lazy(message, **params)) if params else message
            self.notices.append(Notice(code, line, text))

    def slot(self, kind: str, args: Mapping[str, object]) -> str:
        """Return the opening tag of a slot for the sanitiser; ``SLOT_END`` closes it."""
        self.slots.append((kind, dict(args)))
        return f'<x-slot data-n="{self.nonce}-{len(self.slots) - 1}">'

    def void_slot(self, kind: str, args: Mapping[str, object]) -> str:
        """Return a slot without content."""
        return self.slot(kind, args) + SLOT_END


SLOT_END: Final = "</x-slot>"


def context_of(env: EnvType) -> Context:
    """Return the context that ``render`` put into the parser's ``env``."""
    return cast("Context", env[KEY])


def line_of(token: Token) -> int | None:
    """Return the line of a block token in the source, from 1; None for inline tokens."""
    return token.map[0] + 1 if token.map else None


def plain_text(children: Sequence[Token] | None) -> str:
    """Return the text of inline tokens without markup, ruby readings and footnotes."""
    out: list[str] = []
    for child in without_readings(children or ()):
        if child.type in ("softbreak", "hardbreak"):
            out.append("\n")
        elif child.type in ("text", "text_special", "code_inline", "ruby"):
            out.append(child.content)
        elif child.type == "raw":
            out.append(text_of_html(child.content))
    return "".join(out)


def ruby_tag(token: Token) -> str:
    """Return ``ruby``, ``/ruby``, ``rt`` and so on if the token is such an HTML tag, else ""."""
    if token.type not in ("raw", "html_inline"):
        return ""
    match = _RUBY_TAG.match(token.content)
    return (match[1] + match[2]).lower() if match else ""


def without_readings(children: Sequence[Token]) -> list[Token]:
    """Return ``children`` without the content of an author's ``<rt>`` and ``<rp>``."""
    out: list[Token] = []
    is_reading = False
    for child in children:
        tag = ruby_tag(child)
        if tag:
            is_reading = tag in ("rt", "rp")
        if tag not in ("rt", "rp") and not is_reading:
            out.append(child)
    return out


def text_of_html(html: str) -> str:
    """Return the text, without readings, of HTML from the renderer (its tags are well-formed)."""
    return unescape(_TAG.sub("", _READING.sub("", html)))

"""Headings: levels, ids that stay, phrase breaks, and the table of contents.

An id is ``h-`` and the heading's words, so that it never meets an id of the page
(``main``, ``comments``). Of two equal headings the later one gets ``-2``. An author's own
``{#id}`` keeps its name under the same prefix and is given out first.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markdown_it.token import Token

from core import japanese
from core.markdown.context import Context, context_of, line_of, plain_text
from core.markdown.document import TocEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

PREFIX: Final = "h-"
MAX_ID: Final = 60
_OWN_ID = re.compile(r"[ \t]*\{[ \t]*#([^\s{}]{1,100})[^{}\n]{0,100}\}[ \t]*$")
#: Tokens of a heading that its entry in the table of contents keeps.
_TOC_TOKENS: Final = frozenset(
    {"text", "text_special", "code_inline", "ruby", "em_open", "em_close"}
    | {"strong_open", "strong_close", "s_open", "s_close"}
)
_TEXT_TOKENS: Final = frozenset({"text", "text_special", "code_inline", "ruby"})


def headings_plugin(md: MarkdownIt) -> None:
    """Understand ``## Heading {#id}``; classes in the braces are read over."""
    md.core.ruler.before("inline", "heading_ids", _take_own_ids)
    md.add_render_rule("wbr", lambda *_: "<wbr>")


def _take_own_ids(state: StateCore) -> None:
    for opening, inline in _pairs(state.tokens):
        tail = inline.content[-250:]
        match = _OWN_ID.search(tail) if tail.rstrip().endswith("}") else None
        if match:
            opening.meta["id"] = slug(match[1])
            inline.content = inline.content[: len(inline.content) - len(match[0])]


def _pairs(tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            yield token, tokens[index + 1]


def slug(text: str) -> str:
    """The readable part of an id: letters and digits of any script, the rest as ``-``."""
    text = unicodedata.normalize("NFKC", text[:300]).casefold()
    kept = "".join(char if _stays(char) else "-" for char in text)
    return re.sub("-+", "-", kept)[:MAX_ID].strip("-") or "section"


def _stays(char: str) -> bool:
    return char == "_" or unicodedata.category(char)[0] in "LN"


def name_headings(tokens: list[Token], context: Context) -> None:
    """Give every heading its level and id, and tell the author what is odd about them."""
    headings = list(_pairs(tokens))
    _check_levels([opening for opening, _inline in headings], context)
    taken: dict[str, int] = {}
    own = [pair for pair in headings if "id" in pair[0].meta]
    for opening, inline in own + [pair for pair in headings if "id" not in pair[0].meta]:
        name = str(opening.meta.get("id") or slug(plain_text(inline.children)))
        unique = _unique(name, taken)
        opening.attrSet("id", PREFIX + unique)
        context.anchors[f"#{unique}"] = f"#{PREFIX}{unique}"


def _unique(name: str, taken: dict[str, int]) -> str:
    """``name``, or ``name-2`` and so on; ``taken`` counts how often each was asked for."""
    unique = name
    while unique in taken:
        taken[name] += 1
        unique = f"{name}-{taken[name]}"
    taken[unique] = 1
    return unique


def _check_levels(openings: list[Token], context: Context) -> None:
    previous = 1
    tops = 0
    for opening in openings:
        level, line = int(opening.tag[1]), line_of(opening)
        if level == 1:
            tops += 1
            _tell_top(tops, line, context)
            level, opening.tag = 2, "h2"
        if level > previous + 1:
            context.tell(
                "skipped_level",
                line,
                _("A heading of level {level} follows one of level {previous}."),
                level=level,
                previous=previous,
            )
        previous = level


def _tell_top(count: int, line: int | None, context: Context) -> None:
    if count == 2:
        context.tell("two_h1", line, _("There are two headings of level 1."))
    else:
        context.tell(
            "h1_in_body",
            line,
            _("The title is the page’s heading of level 1; this one is shown as level 2."),
        )


def break_phrases(children: list[Token]) -> list[Token]:
    """``children`` with ``<wbr>`` tokens where the heading's text may break."""
    text = "".join(child.content for child in children if child.type in _TEXT_TOKENS)
    positions = set(japanese.break_positions(text))
    if not positions:
        return children
    out: list[Token] = []
    offset = 0
    for child in children:
        if child.type not in _TEXT_TOKENS:
            out.append(child)
            continue
        end = offset + len(child.content)
        inside = sorted(p for p in positions if offset <= p < end)
        if child.type in ("code_inline", "ruby"):
            out.extend([Token("wbr", "", 0)] * (offset in positions))
            out.append(child)
        else:
            out.extend(_split(child.content, [p - offset for p in inside]))
        positions.difference_update(inside)
        offset = end
    return out


def _split(text: str, positions: list[int]) -> Iterator[Token]:
    start = 0
    for position in positions:
        if position > start:
            yield Token("text", "", 0, content=text[start:position])
        yield Token("wbr", "", 0)
        start = position
    yield Token("text", "", 0, content=text[start:])


def toc_entry(
    opening: Token, children: list[Token], md: MarkdownIt, env: dict[str, object]
) -> None:
    """Add a heading to the table of contents, with its markup reduced to what reads well."""
    context = context_of(env)
    kept = break_phrases([child for child in children if child.type in _TOC_TOKENS])
    text = " ".join(plain_text(children).split())
    html = md.renderer.render(kept, md.options, env)
    context.toc.append(TocEntry(int(opening.tag[1]), str(opening.attrGet("id")), text, html))


def anchor(opening: Token) -> str:
    """The link to a heading that readers copy; its sign is drawn by the style sheet."""
    label = escape(gettext("Link to this section"))
    href = escape(str(opening.attrGet("id")))
    return f'<a class="heading-anchor" href="#{href}" aria-label="{label}"></a>'

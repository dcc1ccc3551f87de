"""Headings: levels, stable ids, phrase breaks, and the table of contents.

An id is ``h-`` and the heading's words, so that it never equals an id of the page (``main``,
``comments``). The second of two equal headings gets ``-2``. An author's ``{#id}`` gets the same
prefix and takes precedence.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markdown_it.token import Token

from core import japanese, slugs
from core.markdown.context import (
    Context,
    context_of,
    line_of,
    plain_text,
    ruby_tag,
    without_readings,
)
from core.markdown.document import TocEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

PREFIX: Final = "h-"
MAX_ID: Final = 60
_OWN_ID = re.compile(r"[ \t]*\{[ \t]*#([^\s{}]{1,100})[^{}\n]{0,100}\}[ \t]*$")
#: Tokens of a heading that are rendered in the table of contents.
_TOC_TOKENS: Final = frozenset(
    {"text", "text_special", "code_inline", "ruby", "em_open", "em_close"}
    | {"strong_open", "strong_close", "s_open", "s_close"}
)
_TEXT_TOKENS: Final = frozenset({"text", "text_special", "code_inline", "ruby"})


def headings_plugin(md: MarkdownIt) -> None:
    """Add the syntax ``## Heading {#id}``; classes in the braces are ignored."""
    md.core.ruler.before("inline", "heading_ids", _take_own_ids)
    md.add_render_rule("wbr", lambda *_: "<wbr>")
    md.add_render_rule("seam", lambda *_: japanese.SEAM)


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
    """Return the part of an id after its prefix: letters and digits of any script, the rest as ``-``."""
    text = unicodedata.normalize("NFKC", text[:300]).casefold()
    hyphenated = slugs.hyphenated(text, keep="_")
    return re.sub("-+", "-", hyphenated)[:MAX_ID].strip("-") or "section"


def name_headings(tokens: list[Token], context: Context) -> None:
    """Set level and id of every heading, and add notices about skipped and duplicate levels."""
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
    """Return ``name``, or ``name-2`` and so on; ``taken`` counts the uses of each name."""
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
            _add_top_notice(tops, line, context)
            level, opening.tag = 2, "h2"
        if level > previous + 1:
            context.add_notice(
                "skipped_level",
                line,
                _("A heading of level {level} follows one of level {previous}."),
                level=level,
                previous=previous,
            )
        previous = level


def _add_top_notice(count: int, line: int | None, context: Context) -> None:
    if count == 2:
        context.add_notice("two_h1", line, _("There are two headings of level 1."))
    else:
        context.add_notice(
            "h1_in_body",
            line,
            _("The title is the page’s heading of level 1. This heading is shown as level 2."),
        )


def break_phrases(children: list[Token]) -> list[Token]:
    """Return ``children`` with ``<wbr>`` tokens between the phrases of the text."""
    texts = (child for child in without_readings(children) if child.type in _TEXT_TOKENS)
    text = "".join(child.content for child in texts)
    positions = set(japanese.break_positions(text))
    if not positions and not japanese.is_long(text):
        return children
    edges = {0, *positions, len(text)}
    out: list[Token] = []
    offset = 0
    tag = ""
    for child in children:
        tag = ruby_tag(child) or tag
        if tag not in ("", "/ruby") or child.type not in _TEXT_TOKENS:
            out.extend([Token("wbr", "", 0)] * (ruby_tag(child) == "ruby" and offset in positions))
            out.append(child)
            if child.type in _TEXT_TOKENS and tag not in ("rt", "rp"):
                offset += len(child.content)
            continue
        end = offset + len(child.content)
        inside = sorted(p for p in positions if offset <= p < end)
        if child.type in ("code_inline", "ruby"):
            out.extend([Token("wbr", "", 0)] * (offset in positions))
            out.append(child)
        else:
            here = {edge - offset for edge in edges}
            out.extend(_split(child.content, [p - offset for p in inside], here))
        positions.difference_update(inside)
        offset = end
    return list(_seamed(out))


def _seamed(tokens: list[Token]) -> Iterator[Token]:
    """Yield `tokens` with ``seam`` instead of ``wbr`` between Japanese and Latin text."""
    texts = [token.content if token.type == "text" else "" for token in tokens]
    for at, token in enumerate(tokens):
        is_inside = token.type == "wbr" and 0 < at < len(tokens) - 1
        if is_inside and japanese.is_seam(texts[at - 1], texts[at + 1]):
            yield Token("seam", "", 0)
        else:
            yield token


def _split(text: str, positions: list[int], edges: set[int]) -> Iterator[Token]:
    """Yield `text` with breaks at `positions`; a long phrase between two `edges` is a ``span.phrase``."""
    for start, end in itertools.pairwise(sorted({0, *positions, len(text)})):
        if start in positions:
            yield Token("wbr", "", 0)
        part = Token("text", "", 0, content=text[start:end])
        if start in edges and end in edges and japanese.is_long(part.content):
            yield Token("phrase_open", "span", 1, attrs={"class": "phrase"})
            yield part
            yield Token("phrase_close", "span", -1)
        elif part.content:
            yield part


def toc_entry(
    opening: Token, children: list[Token], md: MarkdownIt, env: dict[str, object]
) -> None:
    """Add a heading to the table of contents, with only the markup of _TOC_TOKENS."""
    context = context_of(env)
    visible = without_readings(children)
    toc_tokens = break_phrases([child for child in visible if child.type in _TOC_TOKENS])
    text = " ".join(plain_text(children).split())
    html = md.renderer.render(toc_tokens, md.options, env)
    context.toc.append(TocEntry(int(opening.tag[1]), str(opening.attrGet("id")), text, html))


def anchor(opening: Token, text: str) -> str:
    """Return the permalink of a heading (``text``); CSS draws its symbol."""
    label = escape(gettext("Link to this section: %(heading)s") % {"heading": text})
    href = escape(str(opening.attrGet("id")))
    return f'<a class="heading-anchor" href="#{href}" aria-label="{label}"></a>'

"""Postprocessing of the parser's tokens before rendering.

One pass in document order processes the author's HTML, links, images and headings, collects the table of
contents, and inserts slots.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _
from markdown_it.token import Token

from core import japanese
from core.markdown.bare_links import bare_url
from core.markdown.context import Context, context_of, line_of, plain_text
from core.markdown.external_cards import KIND as EXTERNAL_CARD
from core.markdown.external_cards import gets_card
from core.markdown.headings import anchor, break_phrases, toc_entry
from core.markdown.links import adjust_images, adjust_links, post_path, resolve, slot_token
from core.markdown.parser import MAX_NESTING
from core.markdown.raw_html import RawHtml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt

TOC_MARKS: Final = frozenset({"[TOC]", "[toc]", "[目次]"})
MORE_MARK: Final = "<!--more-->"
#: Right-to-left letters: Hebrew, Arabic and related scripts.
_RTL: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_TEXT: Final = frozenset({"text", "text_special", "code_inline", "ruby", "image"})

#: Elements with short lines, in which a break inside a phrase is conspicuous.
_NARROW: Final = frozenset({"th", "td", "figcaption"})


class Postprocessor:
    """Processes the tokens of one text in one pass."""

    def __init__(self, md: MarkdownIt, env: dict[str, Any]) -> None:
        self.md = md
        self.env = env
        self.context: Context = context_of(env)
        self.raw = RawHtml(self.context)
        self.depth = 0
        self.sections = 0
        self.too_deep = False

    def process(self, tokens: list[Token]) -> list[Token]:
        """Return the tokens to render; add notices, links and headings to the context."""
        out: list[Token] = []
        index = 0
        while index < len(tokens):
            step = self._paragraph(tokens, index, out) or self._heading(tokens, index, out)
            if not step:
                self._token(tokens[index], out)
            index += step or 1
        end = self.raw.leave()
        if end:
            out.append(_raw(end))
        self.raw.report()
        if self.too_deep:
            self.context.add_notice(
                "too_deep", None, _("Lists or quotations are nested too deeply.")
            )
        return out

    def _token(self, token: Token, out: list[Token]) -> None:
        self._note_depth(token)
        if token.nesting < 0:
            self._leave(out)
        if token.type == "inline":
            if out and out[-1].type == "paragraph_open" and _RTL.search(token.content):
                out[-1].attrSet("dir", "auto")
            token.children = self._inline(token)
            if out and out[-1].tag in _NARROW:
                _break_phrases(out[-1], token)
        elif token.type == "html_block":
            token = self._html_block(token)
        elif token.type in ("th_open", "td_open"):
            _align(token)
        elif token.type in ("bullet_list_open", "ordered_list_open") and "class" in token.attrs:
            token.attrs["class"] = "task-list"
        elif token.type in ("fence", "code_block"):
            self.raw.saw_text()
        out.append(token)
        if token.nesting > 0:
            self.raw.enter()

    def _note_depth(self, token: Token) -> None:
        self.too_deep = self.too_deep or token.level >= MAX_NESTING - 1
        call = token.meta.get("call") if token.type.startswith("block_") else None
        if call is None or not call.block.transparent:
            self.depth += token.nesting

    def _leave(self, out: list[Token]) -> None:
        end = self.raw.leave()
        if end:
            out.append(_raw(end))

    def _html_block(self, token: Token) -> Token:
        if token.content.strip().lower().replace(" ", "") == MORE_MARK:
            return slot_token("more", {})
        return _raw(self.raw.feed(token.content, line_of(token)))

    def _paragraph(self, tokens: list[Token], index: int, out: list[Token]) -> int:
        """Process a paragraph that is only a mark, a post URL or a captioned image; return the token count."""
        if tokens[index].type != "paragraph_open" or index + 2 >= len(tokens):
            return 0
        inline = tokens[index + 1]
        if inline.content.strip() in TOC_MARKS:
            out.append(slot_token("toc", {}))
            return 3
        if tokens[index].hidden:
            return 0
        if tokens[index + 2].type == "paragraph_close" and (card := self._card(inline)):
            out.append(card)
            return 3
        images = [child for child in inline.children or () if child.type == "image"]
        if len(images) != 1 or not images[0].attrGet("title"):
            return 0
        if any(
            c.type != "text" or c.content.strip()
            for c in inline.children or ()
            if c.type != "image"
        ):
            return 0
        return self._figure(inline, out)

    def _figure(self, inline: Token, out: list[Token]) -> int:
        children = self._inline(inline)
        slot = next((child for child in children if child.type == "slot"), None)
        if slot is None:
            opening, closing = Token("paragraph_open", "p", 1), Token("paragraph_close", "p", -1)
            opening.block = closing.block = True
            out.extend((opening, inline.copy(children=children), closing))
        else:
            slot.meta["args"]["figure"] = True
            out.append(slot)
        return 3

    def _card(self, inline: Token) -> Token | None:
        """Return the card of the page whose bare URL is the whole paragraph, or None."""
        url = bare_url(inline.children) if self.context.profile.is_full else ""
        target = resolve(url, self.context.site_hosts) if url else None
        if target is None:
            return None
        if path := post_path(target) if not target.is_external else "":
            self.context.links[path] = None
            return slot_token("card", {"url": path})
        return (
            slot_token(EXTERNAL_CARD, {"url": target.href})
            if gets_card(target, self.context)
            else None
        )

    def _heading(self, tokens: list[Token], index: int, out: list[Token]) -> int:
        opening = tokens[index]
        if opening.type != "heading_open":
            return 0
        inline, closing = tokens[index + 1], tokens[index + 2]
        closing.tag = opening.tag
        source = inline.children or []
        if self.depth == 0:
            toc_entry(opening, source, self.md, self.env)
            if opening.tag == "h2":
                self.sections += 1
                out.append(slot_token("h2", {"n": self.sections}))
        self.raw.enter()
        inline.children = break_phrases(self._inline(inline))
        end = _raw(self.raw.leave() + anchor(opening, " ".join(plain_text(source).split())))
        inline.children.append(end)
        out.extend((opening, inline, closing))
        return 3

    def _inline(self, token: Token) -> list[Token]:
        line = line_of(token)
        children = adjust_images(token.children or [], self.context, line)
        children = adjust_links(children, self.context, line)
        return list(self._html_inside(children, line))

    def _html_inside(self, children: list[Token], line: int | None) -> Iterator[Token]:
        for child in children:
            if child.type == "html_inline":
                yield _raw(self.raw.feed(child.content, line))
                continue
            if child.nesting < 0 and (end := self.raw.leave()):
                yield _raw(end)
            if child.type in _TEXT and (child.content.strip() or child.type == "ruby"):
                self.raw.saw_text()
            yield child
            if child.nesting > 0:
                self.raw.enter()


def _raw(html: str) -> Token:
    return Token("raw", "", 0, content=html)


def _break_phrases(opening: Token, inline: Token) -> None:
    """Allow line breaks only between phrases of Japanese text in a narrow element."""
    if any(map(japanese.is_cjk, inline.content)):
        inline.children = break_phrases(inline.children or [])
        opening.attrJoin("class", "phrases")


def _align(token: Token) -> None:
    """Replace the style attribute of alignment, which the CSP forbids, by a class."""
    style = str(token.attrs.pop("style", ""))
    if style.startswith("text-align:"):
        token.attrSet("class", f"align-{style.removeprefix('text-align:')}")
    if token.type == "th_open":
        token.attrSet("scope", "col")

"""From the parser's tokens to the tokens that are rendered.

One walk in reading order settles what depends on its surroundings: the author's HTML, links and
images, headings, notes for the table of contents, and where slots stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _
from markdown_it.token import Token

from core.markdown.context import Context, context_of, line_of
from core.markdown.headings import anchor, break_phrases, toc_entry
from core.markdown.links import adjust_images, adjust_links, slot_token
from core.markdown.parser import MAX_NESTING
from core.markdown.raw_html import RawHtml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt

TOC_MARKS: Final = frozenset({"[TOC]", "[toc]", "[目次]"})
MORE_MARK: Final = "<!--more-->"
_TEXT: Final = frozenset({"text", "text_special", "code_inline", "ruby", "image"})


class Weaver:
    """Walks the tokens of one text once."""

    def __init__(self, md: MarkdownIt, env: dict[str, Any]) -> None:
        self.md = md
        self.env = env
        self.context: Context = context_of(env)
        self.raw = RawHtml(self.context)
        self.depth = 0
        self.sections = 0
        self.too_deep = False

    def weave(self, tokens: list[Token]) -> list[Token]:
        """The tokens to render; notices and lists of the context are filled on the way."""
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
            self.context.tell("too_deep", None, _("Lists or quotations are nested too deep."))
        return out

    def _token(self, token: Token, out: list[Token]) -> None:
        self._note_depth(token)
        if token.nesting < 0:
            self._leave(out)
        if token.type == "inline":
            token.children = self._inline(token)
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
        """A paragraph that is only a mark or a captioned image; how many tokens it took."""
        if tokens[index].type != "paragraph_open" or index + 2 >= len(tokens):
            return 0
        inline = tokens[index + 1]
        if inline.content.strip() in TOC_MARKS:
            out.append(slot_token("toc", {}))
            return 3
        if tokens[index].hidden:
            return 0
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
        end = _raw(self.raw.leave() + anchor(opening))
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


def _align(token: Token) -> None:
    """Alignment as a class: a style attribute would break the content security policy."""
    style = str(token.attrs.pop("style", ""))
    if style.startswith("text-align:"):
        token.attrSet("class", f"align-{style.removeprefix('text-align:')}")
    if token.type == "th_open":
        token.attrSet("scope", "col")

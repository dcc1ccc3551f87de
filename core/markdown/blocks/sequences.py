"""Blocks of several parts: steps, questions with answers, tabs, galleries."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markdown_it.token import Token

from core.markdown.blocks.definitions import element_end, wrapped
from core.markdown.blocks.registry import Block, Call, register
from core.markdown.context import Context, plain_text
from core.markdown.document import Question
from core.markdown.plain import document_text, join_lines

#: ``Q. text``: the mark of a question or an answer at the start of a line.
_MARK = re.compile(r"(?:([QqＱｑ問])|([AaＡａ答]))[.．:：、　][ \t　]*")
_BREAKS: Final = ("softbreak", "hardbreak", "joined_line")
#: Questions that are kept for structured data.
MAX_QUESTIONS: Final = 100


def _group(css: str) -> Callable[[Call, Context], str]:
    return lambda *_: f'<div class="{css}">\n'


def _open_tab(call: Call, context: Context) -> str:
    title = "" if call.inline_title else f'<p class="tab-title">{escape(gettext("Tab"))}</p>\n'
    return f'<section class="tab">\n{title}'


def _as_questions(body: list[Token], call: Call, context: Context) -> list[Token]:
    """Convert paragraphs that begin with ``Q.`` and ``A.``, and what follows them, to a ``<dl>``.

    What is before the first question stays before the list. An answer may have several elements.
    """
    parts = _marked_parts(body)
    before = [part for kind, part in parts[: _first_question(parts)]]
    entries = parts[_first_question(parts) :]
    if not entries:
        context.add_notice(
            "no_question", call.line, _("A list of questions has no line that begins with “Q.”.")
        )
        return body
    opening = Token(
        "dl_open", "dl", 1, map=entries[0][1][0].map, attrs={"class": "faq"}, block=True
    )
    out = [*(token for part in before for token in part), opening]
    for kind, part in entries:
        if kind == "dt":
            out += wrapped("dt", part[1].children or [], part[0])
        else:
            out += [
                Token("dd_open", "dd", 1, block=True),
                *part,
                Token("dd_close", "dd", -1, block=True),
            ]
    _remember(entries, context)
    return [*out, Token("dl_close", "dl", -1, block=True)]


def _first_question(parts: list[tuple[str, list[Token]]]) -> int:
    return next((index for index, (kind, _part) in enumerate(parts) if kind == "dt"), len(parts))


def _marked_parts(body: list[Token]) -> list[tuple[str, list[Token]]]:
    """Return the questions as ``dt`` and the elements of the answers as ``dd``."""
    parts: list[tuple[str, list[Token]]] = []
    index = 0
    while index < len(body):
        end = element_end(body, index)
        element = body[index:end]
        index = end
        if element[0].type != "paragraph_open":
            _add_answer(parts, element)
            continue
        for kind, children in _split(element[1].children or []):
            part = _paragraph(element, children)
            if kind == "dt":
                parts.append(("dt", part))
            elif kind == "dd":
                parts.append(("dd", part))
            else:
                _add_answer(parts, part)
    return parts


def _add_answer(parts: list[tuple[str, list[Token]]], element: list[Token]) -> None:
    """Add an element to the answer before it, or as an answer without a mark."""
    if parts and parts[-1][0] == "dd":
        parts[-1][1].extend(element)
    else:
        parts.append(("dd", [*element]))


def _split(children: list[Token]) -> list[tuple[str, list[Token]]]:
    """Split a paragraph before each line with a mark; the kind of a part is dt, dd or ""."""
    parts: list[tuple[str, list[Token]]] = []
    depth = 0
    at_start = True
    for child in children:
        match = _MARK.match(child.content.lstrip()) if at_start and child.type == "text" else None
        if match and depth == 0:
            if parts and parts[-1][1] and parts[-1][1][-1].type in _BREAKS:
                parts[-1][1].pop()
            rest = Token("text", "", 0, content=child.content.lstrip()[match.end() :])
            parts.append(("dt" if match[1] else "dd", [rest]))
        else:
            if not parts:
                parts.append(("", []))
            parts[-1][1].append(child)
        depth += child.nesting
        at_start = child.type in _BREAKS
    return parts


def _paragraph(element: list[Token], children: list[Token]) -> list[Token]:
    opening, inline, closing = element
    content = "".join(child.content for child in children)
    return [opening, inline.copy(children=children, content=content), closing]


def _remember(entries: list[tuple[str, list[Token]]], context: Context) -> None:
    """Keep the questions and their answers as text, for structured data."""
    for (kind, question), (next_kind, answer) in pairwise(entries):
        if kind == "dt" and next_kind == "dd" and len(context.questions) < MAX_QUESTIONS:
            name = join_lines(plain_text(question[1].children)).strip()
            text = document_text(answer).strip()
            if name and text:
                context.questions.append(Question(name, text))


def _as_pictures(body: list[Token], call: Call, context: Context) -> list[Token]:
    """Give each image of a paragraph of images a paragraph of its own, without a ``<p>``."""
    out: list[Token] = []
    index = 0
    while index < len(body):
        end = element_end(body, index)
        element = body[index:end]
        index = end
        images = _only_images(element)
        for image in images:
            out += _picture(element, image)
        if not images:
            out += element
    return out


def _only_images(element: list[Token]) -> list[Token]:
    """Return the images of a paragraph that has nothing else, else none."""
    if element[0].type != "paragraph_open":
        return []
    children = [
        child
        for child in element[1].children or ()
        if child.type not in _BREAKS and (child.type != "text" or child.content.strip())
    ]
    return children if all(child.type == "image" for child in children) else []


def _picture(element: list[Token], image: Token) -> list[Token]:
    opening, inline, closing = element
    hidden = not image.attrGet("title")  # a captioned image becomes a figure
    return [
        opening.copy(hidden=hidden),
        inline.copy(children=[image], content=image.content),
        closing.copy(hidden=hidden),
    ]


register(
    Block(
        name="steps",
        aliases=("手順", "ステップ"),
        label=_("Steps"),
        title_tag=("p", "steps-title"),
        open=_group("steps"),
        close=lambda *_: "</div>\n",
    ),
    Block(
        name="faq",
        aliases=("よくある質問", "質問"),
        label=_("Questions and answers"),
        title_tag=("p", "faq-title"),
        open=_group("faq-list"),
        close=lambda *_: "</div>\n",
        arrange=_as_questions,
    ),
    Block(
        name="tabs",
        aliases=("タブ",),
        open=_group("tabs"),
        close=lambda *_: "</div>\n",
    ),
    Block(
        name="tab",
        aliases=("項目",),
        title_tag=("p", "tab-title"),
        open=_open_tab,
        close=lambda *_: "</section>\n",
    ),
    Block(
        name="gallery",
        aliases=("ギャラリー", "画像一覧"),
        title_tag=("p", "gallery-title"),
        title_last=True,
        open=_group("gallery"),
        close=lambda *_: "</div>\n",
        arrange=_as_pictures,
    ),
)

"""Blocks that wrap their content: boxes, details, columns, AI sections, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markdown_it.token import Token

from core.markdown.blocks.definitions import as_definitions
from core.markdown.blocks.registry import Block, Call, Shape, register

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from core.markdown.context import Context

_TITLE: Final = ("p", "box-title")


def _end(tag: str) -> str:
    return f"</{tag}>\n"


def _open_box(call: Call, context: Context) -> str:
    """Open a box with its kind as aria-label; the visible title is the author's, or the kind."""
    label = escape(str(call.block.label))
    title = "" if call.inline_title else f'<p class="box-title">{label}</p>\n'
    kind = call.block.name
    return f'<div class="box box-{kind}" role="note" aria-label="{label}">\n{title}'


def _box(name: str, label: _StrPromise, *aliases: str) -> Block:
    return Block(
        name=name,
        aliases=aliases,
        label=label,
        title_tag=_TITLE,
        open=_open_box,
        close=lambda *_: _end("div"),
        arrange=as_definitions if name == "point" else lambda body, *_: body,
    )


def _open_details(call: Call, context: Context) -> str:
    attribute = " open" if "open" in call.options else ""
    summary = "" if call.inline_title else f"<summary>{escape(gettext('Details'))}</summary>\n"
    return f'<details class="details"{attribute}>\n{summary}'


def _open_ai(call: Call, context: Context) -> str:
    """Open an AI section with its label; the label says whether the section extends to the end."""
    context.has_ai_section = True
    assisted = "assisted" in call.options
    label = gettext("AI-assisted section") if assisted else gettext("AI-written section")
    if call.block.shape is Shape.REST:
        label = (
            gettext("AI-assisted from here on") if assisted else gettext("AI-written from here on")
        )
    if call.title:
        label = gettext("%(label)s (%(model)s)") % {"label": label, "model": call.title}
    label = escape(label)
    kind = "assisted" if assisted else "generated"
    return (
        f'<div class="ai-section ai-section-{kind}" role="group" aria-label="{label}">\n'
        f'<p class="ai-section-label">{label}</p>\n'
    )


_AI_WORDS: Final = {
    "generated": "generated", "生成": "generated", "assisted": "assisted",
    "補助": "assisted", "支援": "assisted",
}  # fmt: skip


def _ai(name: str, shape: Shape, *aliases: str) -> Block:
    return Block(
        name=name,
        aliases=aliases,
        label=_("AI-written section"),
        shape=shape,
        open=_open_ai,
        close=lambda *_: _end("div"),
        transparent=True,
        words=_AI_WORDS,
    )


def _bare_images(body: list[Token], call: Call, context: Context) -> list[Token]:
    """Hide the ``<p>`` of paragraphs with only an image, because the block renders the figure."""
    for opening, inline, closing in zip(body, body[1:], body[2:], strict=False):
        if opening.type == "paragraph_open" and inline.type == "inline":
            kinds = {child.type for child in inline.children or () if not _is_blank(child)}
            if kinds == {"image"}:
                opening.hidden = closing.hidden = True
    return body


def _is_blank(child: Token) -> bool:
    return child.type in ("softbreak", "joined_line") or (
        child.type == "text" and not child.content.strip()
    )


def _open_columns(call: Call, context: Context) -> str:
    return '<div class="columns">\n'


register(
    _box("point", _("Point"), "ポイント"),
    _box("note", _("Note"), "補足", "ノート"),
    _box("caution", _("Caution"), "注意"),
    _box("memo", _("Memo"), "メモ"),
    _box("check", _("Check"), "チェック"),
    _box("good", _("Good"), "良い点", "グッド"),
    _box("bad", _("Bad"), "悪い点", "バッド"),
    _ai("ai", Shape.ENCLOSING, "AI記事", "AI生成"),
    _ai("ai-from-here", Shape.REST, "ここからAI"),
    Block(
        name="details",
        aliases=("accordion", "折りたたみ", "アコーディオン"),
        label=_("Details"),
        title_tag=("summary", ""),
        open=_open_details,
        close=lambda *_: _end("details"),
        words={"open": "open", "開く": "open", "開いて": "open"},
    ),
    Block(
        name="columns",
        aliases=("カラム", "段組み"),
        open=_open_columns,
        close=lambda *_: _end("div"),
        transparent=True,
    ),
    Block(
        name="column",
        aliases=("段", "列"),
        open=lambda *_: '<div class="column">\n',
        close=lambda *_: _end("div"),
        transparent=True,
    ),
    Block(
        name="figure",
        aliases=("図",),
        label=_("Figure"),
        title_tag=("figcaption", ""),
        title_last=True,
        open=lambda *_: '<figure class="figure">\n',
        close=lambda *_: _end("figure"),
        arrange=_bare_images,
    ),
)

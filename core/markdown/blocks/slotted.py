"""Blocks with slots or links: balloons, buttons, link cards, embeds, ads, the "more" mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from markdown_it.token import Token

from core.markdown.blocks.registry import Block, Call, Shape, register
from core.markdown.context import SLOT_END, Context
from core.markdown.external_cards import KIND as EXTERNAL_CARD
from core.markdown.external_cards import gets_card
from core.markdown.links import post_path, rel_for, remember, resolve

if TYPE_CHECKING:
    from core.markdown.links import Target

_SIDES: Final = {"left": "left", "左": "left", "right": "right", "右": "right"}
_BUTTONS: Final = {
    "primary": "primary", "メイン": "primary", "secondary": "secondary", "サブ": "secondary",
}  # fmt: skip


def _open_balloon(call: Call, context: Context) -> str:
    speaker = call.title or call.options.get("speaker", "")
    if speaker:
        context.persona_keys[speaker] = None
    else:
        context.add_notice("no_speaker", call.line, _("A speech balloon has no speaker."))
    args = {"speaker": speaker}
    side = _SIDES.get(call.options.get("side", "")) or next(
        (side for side in ("left", "right") if side in call.options), ""
    )
    if side:
        args["side"] = side
    return context.slot("balloon", args) + "\n"


def _add_button_classes(body: list[Token], call: Call, context: Context) -> list[Token]:
    """Give every link inside the class of a button; the link title ``secondary`` sets its style."""
    for token in body:
        for child in token.children or ():
            if child.type == "link_open":
                title = _BUTTONS.get(str(child.attrGet("title") or "").strip())
                if title:
                    child.attrs.pop("title")
                is_secondary = title == "secondary" or (
                    title is None and "secondary" in call.options
                )
                child.attrSet("class", "button button-secondary" if is_secondary else "button")
    return body


def _target_and_title(call: Call, context: Context) -> tuple[Target | None, str]:
    """Return link target and title of a block whose title begins with a URL."""
    url, _space, title = call.title.partition(" ")
    target = resolve(url, context.site_hosts) if url else None
    if target is None or not (target.host or target.path):
        context.add_notice(
            "no_address", call.line, _("A block needs a URL: {name}"), name=call.name
        )
        return None, call.title
    return target, title.strip() or call.options.get("title", "")


def _embed(call: Call, context: Context) -> str:
    target, title = _target_and_title(call, context)
    return _embed_html(target, title, call, context)


def _embed_html(target: Target | None, title: str, call: Call, context: Context) -> str:
    """Return the slot of a card, or a box with a link for a URL that gets no card."""
    if target is None:
        return f"<p>{escape(title)}</p>\n" if title else ""
    if gets_card(target, context):
        return context.void_slot(EXTERNAL_CARD, {"url": target.href, "title": title}) + "\n"
    if not title:
        context.add_notice(
            "no_title", call.line, _("An embed shows its URL because it has no title.")
        )
    remember(target, context)
    rel = rel_for(target, context.profile)
    host = target.host.removeprefix("www.") or target.path
    attribute = f' rel="{rel}"' if rel else ""
    return (
        f'<p class="embed"><a href="{escape(target.href)}"{attribute}>'
        f'<span class="embed-title">{escape(title or target.href)}</span> '
        f'<span class="embed-host">{escape(host)}</span></a></p>\n'
    )


def _card(call: Call, context: Context) -> str:
    target, title = _target_and_title(call, context)
    path = post_path(target) if target else ""
    if not path:
        return _embed_html(target, title, call, context)
    context.links[path] = None
    mark, fragment = target.href.partition("#")[1:] if target else ("", "")
    return context.void_slot("card", {"url": f"{path}{mark}{fragment}"}) + "\n"


def _ad(call: Call, context: Context) -> str:
    return context.void_slot("ad", {"name": call.title}) + "\n"


register(
    Block(
        name="balloon",
        aliases=("ふきだし", "吹き出し"),
        label=_("Speech balloon"),
        open=_open_balloon,
        close=lambda *_: SLOT_END + "\n",
        words=_SIDES,
    ),
    Block(
        name="button",
        aliases=("ボタン", "buttons"),
        open=lambda *_: '<div class="buttons">\n',
        close=lambda *_: "</div>\n",
        arrange=_add_button_classes,
        words=_BUTTONS,
    ),
    Block(name="card", aliases=("カード", "リンクカード"), shape=Shape.VOID, open=_card),
    Block(name="embed", aliases=("埋め込み",), shape=Shape.VOID, open=_embed),
    Block(name="ad", aliases=("広告",), shape=Shape.VOID, open=_ad),
    Block(
        name="more",
        aliases=("続き", "続きを読む"),
        shape=Shape.VOID,
        open=lambda call, context: context.void_slot("more", {}) + "\n",
    ),
)

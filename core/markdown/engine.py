"""Markdown to a document: parse, settle, render, sanitise, put the slots in."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Final

from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from core import japanese
from core.markdown.blocks import arrange_blocks
from core.markdown.context import KEY, Context
from core.markdown.document import Document, Profile
from core.markdown.headings import name_headings
from core.markdown.html import sanitise
from core.markdown.parser import parser_for
from core.markdown.plain import document_excerpt, document_text
from core.markdown.weaving import Weaver

#: Raise this when the same source gives other HTML than before: stored HTML is made anew.
RENDERER_VERSION: Final = "1"
#: Characters of a source; what is beyond is cut off and the author is told.
MAX_SOURCE: Final = 400_000
#: Work a text asks for, in units of one mark; what costs more was measured. More than any
#: article has is refused, so that no text takes over a second.
MAX_WORK: Final = 30_000
_WEIGHTS: Final = dict.fromkeys("*_`~]>&({|《｜:：!\\#\t", 1) | {
    "<": 2,
    "[": 2,
    "![": 3,
    "((": 3,
    "\n": 4,
}
#: Characters of HTML; a source that grows beyond is shown as plain text.
MAX_OUTPUT: Final = 3_000_000

#: What no HTML and no XML feed may hold: control characters, lone surrogates, noncharacters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\ue000\ue001]")


def render(
    source: str,
    *,
    profile: Profile = Profile.POST,
    hard_breaks: bool = False,
    site_hosts: Collection[str] = (),
    language: str = "ja",
) -> Document:
    """Render Markdown; raises nothing, whatever ``source`` is.

    ``hard_breaks`` makes a single newline a line break. ``site_hosts`` are host names (with
    port where it is not the usual one) that are this site. ``language`` is the language of
    the text: labels that become part of it are written in it; notices are not, they are
    translated when shown.
    """
    hosts = frozenset(host.lower() for host in site_hosts)
    context = Context(profile=profile, hard_breaks=hard_breaks, site_hosts=hosts)
    source = _FORBIDDEN.sub("\ufffd", source)
    if len(source) > MAX_SOURCE:
        context.tell(
            "too_long",
            None,
            _("The text is longer than {limit} characters; the rest is not shown."),
            limit=MAX_SOURCE,
        )
        return _plain(source[:MAX_SOURCE], context)
    if sum(weight * source.count(mark) for mark, weight in _WEIGHTS.items()) > MAX_WORK:
        context.tell(
            "too_much_markup", None, _("The text holds too much markup and is shown as it is.")
        )
        return _plain(source, context)
    with translation.override(language):
        try:
            return _render(source, context)
        except RecursionError:
            context.tell("too_deep", None, _("The text is nested too deep to be rendered."))
            return _plain(source, context)


def _render(source: str, context: Context) -> Document:
    md = parser_for(context.profile)
    env: dict[str, Any] = {KEY: context, "hard_breaks": context.hard_breaks}
    tokens = md.parse(source, env)
    tokens = arrange_blocks(tokens, env)
    name_headings(tokens, context)
    tokens = Weaver(md, env).weave(tokens)
    text = document_text(tokens)
    excerpt = document_excerpt(tokens, text)
    html = md.renderer.render(tokens, md.options, env)
    if len(html) > MAX_OUTPUT:
        context.tell("output_too_long", None, _("The text grows too long when rendered."))
        return _plain(source, context)
    return _document(sanitise(html, context), text, excerpt, context)


def _document(html: str, text: str, excerpt: str, context: Context) -> Document:
    return Document(
        html=html,
        toc=context.toc,
        text=text,
        excerpt=excerpt,
        characters=japanese.count_characters(text),
        notices=sorted(context.notices, key=lambda notice: notice.line or 0),
        has_ai_section=context.has_ai_section,
        image_keys=list(context.image_keys),
        persona_keys=list(context.persona_keys),
        links=list(context.links),
    )


def _plain(source: str, context: Context) -> Document:
    """The source itself in paragraphs: what is shown when it must not be parsed."""
    fresh = Context(context.profile, context.hard_breaks, context.site_hosts)
    fresh.notices = context.notices
    paragraphs = (part.strip() for part in re.split(r"\n[ \t]*\n", source))
    html = "".join(f"<p>{escape(part)}</p>\n" for part in paragraphs if part)
    return _document(html, source, japanese.excerpt(source[:1000]), fresh)

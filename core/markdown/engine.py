"""The rendering pipeline: parse, postprocess, render, sanitise, write slots."""

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
from core.markdown.footnotes import check_footnotes
from core.markdown.headings import name_headings
from core.markdown.html import sanitise
from core.markdown.parser import parser_for
from core.markdown.plain import document_excerpt, document_text
from core.markdown.postprocess import Postprocessor

#: Increment this if the same source gives other HTML than before; stored HTML is then re-rendered.
RENDERER_VERSION: Final = "3"
#: Maximum length of a source; the rest is not shown, with a notice.
MAX_SOURCE: Final = 400_000
#: Maximum parsing cost of a text, in units of one markup character; the weights were measured. It is above
#: any real article, and limits the time to a second.
MAX_WORK: Final = 30_000
_WEIGHTS: Final = dict.fromkeys("*_`~]>&({|《｜:：（!\\#\t", 1) | {
    "<": 2,
    "[": 2,
    "![": 3,
    "((": 3,
    "\n": 4,
}
#: A list marker followed by another one on its line: a list in a list.
_NESTED_MARKER = re.compile(r"[-+*.)][ \t]{1,4}(?=[-+*>0-9])")
#: A quotation directly followed by a line without its mark. The parser scans all such lines up to the next blank
#: one for each quotation, so the cost grows with the square.
_LAZY_QUOTATION = re.compile(r"^[ \t]*(?:[-+*][ \t]+)?>[^\n]*\n(?=[^\n>]*[^\s>])", re.MULTILINE)
_LAZY_QUOTATION_WEIGHT: Final = 300
#: Maximum length of the HTML; a longer text is shown as plain text.
MAX_OUTPUT: Final = 3_000_000

#: Line ends of word processors: the vertical tab, the form feed, U+2028 and U+2029.
_LINE_ENDS = re.compile("[\x0b\x0c\u2028\u2029]")
#: Characters that are invalid in HTML and XML feeds: controls, lone surrogates, noncharacters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\ue000\ue001]")


def work(source: str) -> int:
    """Return the maximum parsing cost of ``source``, to be compared with MAX_WORK."""
    marks = sum(weight * source.count(mark) for mark, weight in _WEIGHTS.items())
    nested = sum(1 for _marker in _NESTED_MARKER.finditer(source))
    lazy = sum(1 for _line in _LAZY_QUOTATION.finditer(source))
    return marks + nested + _LAZY_QUOTATION_WEIGHT * lazy


def render(
    source: str,
    *,
    profile: Profile = Profile.POST,
    hard_breaks: bool = False,
    site_hosts: Collection[str] = (),
    language: str = "ja",
) -> Document:
    """Render Markdown; raises no exception for any ``source``.

    ``hard_breaks`` makes a single newline a line break. ``site_hosts`` are the host names of
    this site (with a non-default port). ``language`` is the language of the text and of labels
    in the HTML. Notices are translated when shown.
    """
    hosts = frozenset(host.lower() for host in site_hosts)
    context = Context(profile=profile, hard_breaks=hard_breaks, site_hosts=hosts)
    source = _LINE_ENDS.sub("\n", source)
    if forbidden := _FORBIDDEN.search(source):
        context.add_notice(
            "control_characters",
            source.count("\n", 0, forbidden.start()) + 1,
            _("Invisible control characters were removed."),
        )
        source = _FORBIDDEN.sub("", source)
    if len(source) > MAX_SOURCE:
        context.add_notice(
            "too_long",
            None,
            _("The text is longer than {limit} characters. The rest is not shown."),
            limit=MAX_SOURCE,
        )
        return _plain(source[:MAX_SOURCE], context)
    if work(source) > MAX_WORK:
        context.add_notice(
            "too_much_markup", None, _("The text contains too much markup and is shown unchanged.")
        )
        return _plain(source, context)
    with translation.override(language):
        try:
            return _render(source, context)
        except RecursionError:
            context.add_notice("too_deep", None, _("The text is nested too deeply to be rendered."))
            return _plain(source, context)


def _render(source: str, context: Context) -> Document:
    md = parser_for(context.profile)
    env: dict[str, Any] = {KEY: context, "hard_breaks": context.hard_breaks}
    tokens = md.parse(source, env)
    check_footnotes(source, tokens, env)
    tokens = arrange_blocks(tokens, env)
    name_headings(tokens, context)
    tokens = Postprocessor(md, env).process(tokens)
    text = document_text(tokens)
    excerpt = document_excerpt(tokens, text)
    html = md.renderer.render(tokens, md.options, env)
    if len(html) > MAX_OUTPUT:
        context.add_notice("output_too_long", None, _("The text becomes too long when rendered."))
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
    """Return the escaped source in paragraphs, for a text that must not be parsed."""
    fresh = Context(context.profile, context.hard_breaks, context.site_hosts)
    fresh.notices = context.notices
    paragraphs = (part.strip() for part in re.split(r"\n[ \t]*\n", source))
    html = "".join(f"<p>{escape(part)}</p>\n" for part in paragraphs if part)
    return _document(html, source, japanese.excerpt(source[:1000]), fresh)

"""The HTML sanitiser: every rendered text passes it once, as a whole, before slots are written."""

from __future__ import annotations

import re
from typing import Final

import nh3

from core.markdown import slots
from core.markdown.context import Context
from core.markdown.document import Profile
from core.markdown.links import SCHEMES
from core.markdown.raw_html import ELEMENTS

#: Attributes of generated HTML; core.markdown.raw_html has removed them from an author's HTML.
_GENERATED: Final = {"class", "id", "lang", "dir", "title", "role", "aria-label", "aria-hidden"}
_FULL_TAGS: Final = (set(ELEMENTS) - {"img"}) | {
    "h2", "h3", "h4", "h5", "h6", "section", "input", "x-slot",
}  # fmt: skip
_FULL_ATTRIBUTES: Final = {
    "*": _GENERATED | {"tabindex"},
    "a": {"href", "rel"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
    "time": {"datetime"},
    "details": {"open"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "input": {"checked", "disabled"},
    "x-slot": {"data-n"},
}

_FULL = nh3.Cleaner(
    tags=_FULL_TAGS,
    attributes=_FULL_ATTRIBUTES,
    tag_attribute_values={"input": {"type": {"checkbox"}}},
    url_schemes=set(SCHEMES),
    link_rel=None,
)
_LINE_TAGS: Final = {"p", "br", "em", "strong", "s", "code", "a", "ul", "ol", "li"}
_BIO = nh3.Cleaner(
    tags=_LINE_TAGS | {"ruby", "rt", "rp"},
    attributes={"a": {"href", "rel"}, "ol": {"start"}, "p": {"dir"}, "em": {"class"}},
    url_schemes=set(SCHEMES),
    link_rel=None,
)
_COMMENT = nh3.Cleaner(
    tags=_LINE_TAGS | {"pre", "blockquote"},
    attributes={"a": {"href", "rel"}, "ol": {"start"}, "p": {"dir"}},
    url_schemes=set(SCHEMES),
    link_rel=None,
)
_CLEANERS: Final = {
    Profile.POST: _FULL,
    Profile.PAGE: _FULL,
    Profile.BIO: _BIO,
    Profile.COMMENT: _COMMENT,
}
_SLOT_TAG = re.compile(r'<x-slot(?: data-n="([0-9a-f]{32})-([0-9]{1,7})")?[^>]*>|</x-slot>')


def sanitise(html: str, context: Context) -> str:
    """Return safe HTML of the whole text, with its slots as comments."""
    clean = _CLEANERS[context.profile].clean(html)
    # The sanitiser removes comments; a remaining "<!--" is in an attribute.
    return _write_slots(clean.replace("<!--", "&lt;!--"), context)


def _write_slots(html: str, context: Context) -> str:
    """Convert slot elements of this rendering to comments; remove all others."""
    ends: list[str] = []

    def replace(match: re.Match[str]) -> str:
        if match[0] == "</x-slot>":
            return ends.pop() if ends else ""
        nonce, number = match[1], match[2]
        if nonce != context.nonce or int(number) >= len(context.slots):
            ends.append("")
            return ""
        kind, args = context.slots[int(number)]
        ends.append(slots.CLOSING if kind in slots.ENCLOSING_KINDS else "")
        return slots.opening(kind, args)

    return _SLOT_TAG.sub(replace, html)

"""Filter of an author's HTML inside Markdown.

Only the elements of ``ELEMENTS`` and their attributes pass. They are filtered before the text is
assembled, so that an author's HTML can neither imitate nor close elements of the renderer, nor
hide the rest of a post. The sanitiser (``core.markdown.html``) then cleans the whole text.
"""

from __future__ import annotations

import html as htmllib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from core.markdown.context import Context
from core.markdown.links import (
    REL_SPONSORED,
    anchored,
    image_args,
    is_affiliate,
    rel_for,
    remember,
    resolve,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_EVERYWHERE: Final = frozenset({"lang", "dir", "title"})
#: Elements an author may write, each with its own attributes (besides lang, dir and title).
ELEMENTS: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(attributes.split())
    for name, attributes in {
        "a": "href rel", "abbr": "", "b": "", "bdi": "", "bdo": "", "blockquote": "cite", "br": "",
        "caption": "", "cite": "", "code": "", "dd": "", "del": "cite datetime", "details": "open",
        "dfn": "", "div": "", "dl": "", "dt": "", "em": "", "figcaption": "", "figure": "",
        "hr": "", "i": "", "img": "src alt width height", "ins": "cite datetime", "kbd": "",
        "li": "value", "mark": "", "ol": "start reversed", "p": "", "pre": "", "q": "cite",
        "rp": "", "rt": "", "ruby": "", "s": "", "samp": "", "small": "", "span": "", "strong": "",
        "sub": "", "summary": "", "sup": "", "table": "", "tbody": "", "td": "colspan rowspan",
        "tfoot": "", "th": "colspan rowspan scope", "thead": "", "time": "datetime", "tr": "",
        "u": "", "ul": "", "var": "", "wbr": "",
    }.items()
}  # fmt: skip
VOID: Final = frozenset({"br", "hr", "img", "wbr"})
#: Elements that are removed with their content.
_REMOVED: Final = frozenset({"script", "style"})
_REMOVED_END = re.compile("</(?:script|style)", re.IGNORECASE)
#: Maximum nesting of an author's elements.
MAX_DEPTH: Final = 100
_URL_ATTRIBUTES: Final = frozenset({"href", "cite"})
_NAME = re.compile("[A-Za-z][A-Za-z0-9-]*")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_INTEGER = re.compile("-?[0-9]{1,4}")
_INTEGERS: Final = frozenset({"value", "start", "colspan", "rowspan", "width", "height"})
_BARRIER: Final = ""


@dataclass
class _Open:
    name: str
    has_text: bool = True
    fallback: str = ""


@dataclass
class RawHtml:
    """Filters an author's HTML in pieces, in document order."""

    context: Context
    stack: list[_Open] = field(default_factory=list)
    dropped: dict[str, int | None] = field(default_factory=dict)

    def enter(self) -> None:
        """Enter an element of the renderer: elements open outside cannot be closed inside."""
        self.stack.append(_Open(_BARRIER))

    def leave(self) -> str:
        """Leave an element of the renderer; return the end tags of elements left open inside."""
        out = []
        while self.stack:
            opened = self.stack.pop()
            if opened.name == _BARRIER:
                break
            out.append(self._end(opened))
        return "".join(out)

    def saw_text(self) -> None:
        """Record that the open elements have visible text."""
        for opened in reversed(self.stack):
            opened.has_text = True
            if opened.name == "a":
                break

    def feed(self, source: str, line: int | None) -> str:
        """Return safe HTML for a piece of the author's HTML, in linear time."""
        out: list[str] = []
        position = 0
        while (start := source.find("<", position)) >= 0:
            self._text(source[position:start], out)
            position = self._markup(source, start, line, out)
        self._text(source[position:], out)
        return "".join(out)

    def report(self) -> None:
        """Add a notice for each element and attribute that was removed."""
        for name, line in self.dropped.items():
            self.context.add_notice(
                "html_dropped", line, _("HTML that is not allowed was removed: {name}"), name=name
            )

    def _text(self, text: str, out: list[str]) -> None:
        if text.strip():
            self.saw_text()
        out.append(escape(htmllib.unescape(text)))

    def _markup(self, source: str, start: int, line: int | None, out: list[str]) -> int:
        """Process the markup that begins with ``<`` at ``start``; return the position after it."""
        if source.startswith(("<!", "<?"), start):
            end, length = (
                (source.find("-->", start), 3)
                if source.startswith("<!--", start)
                else (source.find(">", start), 1)
            )
            return len(source) if end < 0 else end + length
        closing = source.startswith("</", start)
        name = _NAME.match(source, start + 1 + closing)
        if name is None:
            out.append("&lt;")
            return start + 1
        end = _tag_end(source, name.end())
        if end < 0:
            # An unfinished tag: a browser would hide the rest, so it becomes text.
            self._text(source[start:], out)
            return len(source)
        tag = name[0].lower()
        if closing:
            out.append(self._close(tag))
        else:
            out.append(self._open(tag, source[name.end() : end], line))
            if tag in _REMOVED:
                close = _REMOVED_END.search(source, end)
                return close.start() if close else len(source)
        return end + 1

    def _open(self, name: str, attributes: str, line: int | None) -> str:
        if name not in ELEMENTS or len(self.stack) > MAX_DEPTH:
            self.dropped.setdefault(f"<{name}>", line)
            return ""
        values = _attributes(attributes)
        if name == "img":
            return self._image(values, line)
        if name in VOID:
            return f"<{name}>"
        if name == "table" and any(opened.name == "a" for opened in self.stack):
            return ""  # a table is a scope boundary, so browsers would allow a link in it inside a link
        allowed = self._allowed_attributes(name, values, line)
        if name == "a":
            if "href" not in allowed:
                return ""
            if any(opened.name == "a" for opened in self.stack):
                return ""
        opened = _Open(name, has_text=name != "a")
        if name == "a":
            target = resolve(allowed["href"], self.context.site_hosts)
            opened.fallback = (target and target.host) or allowed["href"][:60]
        self.stack.append(opened)
        return "<" + name + "".join(f' {key}="{escape(allowed[key])}"' for key in allowed) + ">"

    def _allowed_attributes(
        self, name: str, values: dict[str, str], line: int | None
    ) -> dict[str, str]:
        allowed: dict[str, str] = {}
        for key, value in values.items():
            if key not in ELEMENTS[name] and key not in _EVERYWHERE:
                if key.startswith("on") or key == "style":
                    self.dropped.setdefault(f"{key}=", line)
                continue
            if key in _INTEGERS and not _INTEGER.fullmatch(value):
                continue
            if key in _URL_ATTRIBUTES and resolve(value, self.context.site_hosts) is None:
                self.dropped.setdefault(f"{key}=", line)
                continue
            allowed[key] = anchored(value, self.context) or value if key == "href" else value
        if name == "a" and "href" in allowed:
            self._set_rel(allowed)
        return allowed

    def _set_rel(self, attributes: dict[str, str]) -> None:
        target = resolve(attributes["href"], self.context.site_hosts)
        if target is None:
            return
        written = attributes.pop("rel", "").lower().split()
        is_ad = "sponsored" in written or ("nofollow" in written and target.is_external)
        rel = REL_SPONSORED if is_ad or is_affiliate(target) else ""
        rel = rel or rel_for(target, self.context.profile)
        if rel:
            attributes["rel"] = rel
        remember(target, self.context)

    def _image(self, values: dict[str, str], line: int | None) -> str:
        """Return a slot for an image of this site, the alt text for another, "" for a tracking pixel."""
        source, alt = values.get("src", ""), values.get("alt", "").strip()
        args = image_args(source, alt, values.get("title", "").strip(), self.context)
        if args is not None:
            self.saw_text()
            if not alt:
                self.context.add_notice("missing_alt", line, _("An image has no alternative text."))
            return self.context.void_slot("image", args)
        pixel = values.get("width") in ("0", "1") or values.get("height") in ("0", "1")
        self.context.add_notice(
            "tracking_pixel" if pixel else "external_image",
            line,
            _("A tracking pixel was removed: {source}")
            if pixel
            else _(
                "An image from another site was removed. Its alternative text was kept: {source}"
            ),
            source=source[:100],
        )
        if alt and not pixel:
            self.saw_text()
            return escape(alt)
        return ""

    def _close(self, name: str) -> str:
        names = [opened.name for opened in self.stack]
        if _BARRIER in names:
            names = names[len(names) - names[::-1].index(_BARRIER) :]
        if name not in names:
            return ""
        out = []
        while True:
            opened = self.stack.pop()
            out.append(self._end(opened))
            if opened.name == name:
                return "".join(out)

    def _end(self, opened: _Open) -> str:
        text = "" if opened.has_text else escape(opened.fallback)
        return f"{text}</{opened.name}>"


def _tag_end(source: str, position: int) -> int:
    """Return the index of the ``>`` that ends a tag, outside quotation marks, or -1."""
    while position < len(source):
        char = source[position]
        if char == ">":
            return position
        if char in "\"'":
            position = source.find(char, position + 1)
            if position < 0:
                return -1
        position += 1
    return -1


def _attributes(source: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(source[:4000]):
        values.setdefault(name.lower(), htmllib.unescape(double or single or bare))
    return values

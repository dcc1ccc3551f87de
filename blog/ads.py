"""Pasted affiliate HTML, reduced to what an ad of ours is: a text and a link.

Nothing of a third party is kept: no picture, counting pixel, script or frame. The author is told
what was dropped.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: Tags that only arrange; leaving them out loses nothing worth telling.
_ARRANGING = frozenset(
    [
        "a",
        "b",
        "br",
        "center",
        "div",
        "em",
        "i",
        "p",
        "small",
        "span",
        "strong",
        "u",
        "wbr",
        "table",
        "tbody",
        "td",
        "th",
        "tr",
    ]
)
_SILENT = frozenset(("script", "style", "noscript", "iframe", "object", "svg"))


@dataclass
class PastedAd:
    """What is left of pasted HTML, and what is not (`dropped`: sentences for the author)."""

    text: str = ""
    url: str = ""
    dropped: list[str] = field(default_factory=list)


def reduce_html(html: str) -> PastedAd:
    """Return the first link of `html`, its text, and sentences about everything else."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    text = " ".join("".join(parser.texts).split()) or next(filter(None, parser.alts), "")
    return PastedAd(text[:300], parser.links[0] if parser.links else "", parser.told())


class _Parser(HTMLParser):
    """Collects texts, links and what will be dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.alts: list[str] = []
        self.links: list[str] = []
        self.pictures = self.trackers = self.scripts = self.frames = self.others = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: (value or "").strip() for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        if tag == "a":
            self._keep_link(values.get("href", ""))
        elif tag == "img":
            self._drop_image(values)
        elif tag == "script":
            self.scripts += 1
        elif tag in ("iframe", "object", "embed"):
            self.frames += 1
        elif tag not in _ARRANGING | _SILENT:
            self.others += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts.append(data)

    def told(self) -> list[str]:
        """Return a sentence for each kind of thing that is left out."""
        more_links = len(set(self.links)) - 1
        counted = [
            (self.pictures, _pictures),
            (self.trackers, _trackers),
            (self.scripts, _scripts),
            (self.frames, _frames),
            (max(0, more_links), _links),
        ]
        told = [sentence(count) for count, sentence in counted if count]
        return [*told, _("Other markup was left out.")] if self.others else told

    def _keep_link(self, href: str) -> None:
        address = f"https:{href}" if href.startswith("//") else href
        parts = urlsplit(address)
        if parts.scheme in ("http", "https") and parts.hostname:
            self.links.append(address)

    def _drop_image(self, values: dict[str, str]) -> None:
        if {values.get("width"), values.get("height")} & {"0", "1", "0px", "1px"}:
            self.trackers += 1
        else:
            self.pictures += 1
            self.alts.append(values.get("alt", ""))


def _pictures(count: int) -> str:
    return ngettext(
        "A picture on another server was left out; upload your own instead.",
        "%(count)d pictures on other servers were left out; upload your own instead.",
        count,
    ) % {"count": count}


def _trackers(count: int) -> str:
    return ngettext(
        "A counting pixel was left out.", "%(count)d counting pixels were left out.", count
    ) % {"count": count}


def _scripts(count: int) -> str:
    return ngettext("A script was left out.", "%(count)d scripts were left out.", count) % {
        "count": count
    }


def _frames(count: int) -> str:
    return ngettext(
        "An embedded frame was left out.", "%(count)d embedded frames were left out.", count
    ) % {"count": count}


def _links(count: int) -> str:
    return ngettext(
        "An ad has one link; another one was left out.",
        "An ad has one link; %(count)d others were left out.",
        count,
    ) % {"count": count}

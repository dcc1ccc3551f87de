"""Parser for pasted affiliate HTML: reduces it to the text and the link of an Ad.

Third-party images, tracking pixels, scripts and frames are removed. The author gets a notice about
each kind of removed markup.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: Layout tags. They are removed without a notice.
_LAYOUT_TAGS = frozenset(
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
#: Tags whose text is removed too.
_SKIPPED_TAGS = frozenset(("script", "style", "noscript", "iframe", "object", "svg"))


@dataclass
class PastedAd:
    """Text and URL taken from pasted HTML; `dropped` holds a sentence per kind of removed markup."""

    text: str = ""
    url: str = ""
    dropped: list[str] = field(default_factory=list)


def reduce_html(html: str) -> PastedAd:
    """Parse `html`: return its first http(s) link, its text (at most 300 characters) and notices."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    text = " ".join("".join(parser.texts).split()) or next(filter(None, parser.alts), "")
    return PastedAd(text[:300], parser.links[0] if parser.links else "", parser.notices())


class _Parser(HTMLParser):
    """Collects texts and links; counts the markup that is removed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.alts: list[str] = []
        self.links: list[str] = []
        self.images = self.trackers = self.scripts = self.frames = self.others = 0
        self._skip_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: (value or "").strip() for name, value in attrs}
        if tag in _SKIPPED_TAGS:
            self._skip_depth += 1
        if tag == "a":
            self._add_link(values.get("href", ""))
        elif tag == "img":
            self._count_image(values)
        elif tag == "script":
            self.scripts += 1
        elif tag in ("iframe", "object", "embed"):
            self.frames += 1
        elif tag not in _LAYOUT_TAGS | _SKIPPED_TAGS:
            self.others += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED_TAGS:
            self._skip_depth = max(0, self._skip_depth - 1)

    def handle_data(self, data: str) -> None:
        if not self._skip_depth:
            self.texts.append(data)

    def notices(self) -> list[str]:
        """Return a sentence for each kind of removed markup."""
        more_links = len(set(self.links)) - 1
        counted = [
            (self.images, _images_notice),
            (self.trackers, _trackers_notice),
            (self.scripts, _scripts_notice),
            (self.frames, _frames_notice),
            (max(0, more_links), _links_notice),
        ]
        notices = [sentence(count) for count, sentence in counted if count]
        return [*notices, _("Other markup was removed.")] if self.others else notices

    def _add_link(self, href: str) -> None:
        url = f"https:{href}" if href.startswith("//") else href
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname:
            self.links.append(url)

    def _count_image(self, values: dict[str, str]) -> None:
        if {values.get("width"), values.get("height")} & {"0", "1", "0px", "1px"}:
            self.trackers += 1
        else:
            self.images += 1
            self.alts.append(values.get("alt", ""))


def _images_notice(count: int) -> str:
    return ngettext(
        "An image on another server was removed. Upload your own instead.",
        "%(count)d images on other servers were removed. Upload your own instead.",
        count,
    ) % {"count": count}


def _trackers_notice(count: int) -> str:
    return ngettext(
        "A tracking pixel was removed.", "%(count)d tracking pixels were removed.", count
    ) % {"count": count}


def _scripts_notice(count: int) -> str:
    return ngettext("A script was removed.", "%(count)d scripts were removed.", count) % {
        "count": count
    }


def _frames_notice(count: int) -> str:
    return ngettext(
        "An embedded frame was removed.", "%(count)d embedded frames were removed.", count
    ) % {"count": count}


def _links_notice(count: int) -> str:
    return ngettext(
        "An ad has one link. Another link was removed.",
        "An ad has one link. %(count)d other links were removed.",
        count,
    ) % {"count": count}

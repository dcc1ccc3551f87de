"""Title, description, image and site name of a page, from Open Graph, Twitter cards and HTML.

The scan is linear in the length of the page. Only single tags of limited length reach html.parser, whose
time can grow with the square of its input. https://ogp.me/
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin

from core.cleaning import clean_line
from core.html_charset import decode
from core.http_target import FetchError, parse

MAX_BYTES: Final = 524_288  # of the page; the rest is ignored
MAX_TITLE: Final = 200  # characters
MAX_DESCRIPTION: Final = 300
MAX_SITE_NAME: Final = 100
_MAX_TAG: Final = 8_192  # characters
_MAX_TAGS: Final = 300

_TITLES: Final = ("og:title", "twitter:title", "title")
_DESCRIPTIONS: Final = ("og:description", "twitter:description", "description")
_IMAGES: Final = (
    *("og:image", "og:image:url", "og:image:secure_url"),
    *("twitter:image", "twitter:image:src"),
)
_SITE_NAMES: Final = ("og:site_name", "application-name")
_NAMES: Final = frozenset(_TITLES + _DESCRIPTIONS + _IMAGES + _SITE_NAMES)

_TAG: Final = re.compile(r"<(?:!--|[a-z][a-z0-9]*)", re.I | re.A)
_REST: Final = re.compile(r"""(?:=\s*+(?:"[^"]*+"|'[^']*+')|[^>])*+>""")
#: Elements without metadata inside, or whose content is no HTML.
_SKIPPED: Final = {
    name: re.compile(f"</{name}", re.I | re.A)
    for name in (
        *("iframe", "noembed", "noframes", "script", "style", "svg", "template", "textarea", "xmp"),
    )
}
_TITLE_END: Final = re.compile("</title", re.I | re.A)
#: Python refuses to read numbers of many digits, and no character has such a number.
_LONG_NUMBER: Final = re.compile("&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")


@dataclass(frozen=True)
class Metadata:
    """What a page says about itself; "" for what it does not say. `image` is an absolute http(s) URL."""

    title: str
    description: str
    image: str
    site_name: str


def read(content: bytes, *, content_type: str, url: str) -> Metadata:
    """Return the metadata of the page at `url`; `content_type` is the header of its response."""
    page = _Page(url)
    page.scan(decode(content[:MAX_BYTES], content_type))
    values = page.values
    return Metadata(
        title=_first(values, _TITLES, MAX_TITLE),
        description=_first(values, _DESCRIPTIONS, MAX_DESCRIPTION),
        image=next((image for name in _IMAGES if (image := page.absolute(name))), ""),
        site_name=_first(values, _SITE_NAMES, MAX_SITE_NAME),
    )


def _first(values: Mapping[str, str], names: tuple[str, ...], limit: int) -> str:
    """Return the first of `names` that has text, as one line, cut to `limit` characters."""
    for name in names:
        if text := clean_line(values.get(name, "")):
            return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
    return ""


class _Page(HTMLParser):
    """Collects values; the first one of a name counts."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._base, self._has_base = url, False

    def scan(self, text: str) -> None:
        """Collect the values of the page `text`."""
        position, tags = 0, 0
        while tags < _MAX_TAGS and (match := _TAG.search(text, position)):
            name = match[0][1:].lower()
            if name in ("meta", "base", "title"):
                tags += 1
                position = self._read_tag(text, match, name)
            else:
                position = _skip(text, match.end(), name)

    def absolute(self, name: str) -> str:
        """Return the URL in the value `name`, or "" if it is none that the HTTP client would fetch."""
        value = self.values.get(name, "").strip().replace(" ", "%20")
        try:
            return parse(urljoin(self._base, value)).url if value else ""
        except (FetchError, ValueError):
            return ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the value of a <meta>, or the URL of the first <base>."""
        found = {name: value or "" for name, value in reversed(attrs)}
        if tag == "meta":
            for name in (found.get("property", ""), found.get("name", "")):
                self._keep(name.strip().lower(), found.get("content", ""))
        elif tag == "base" and "href" in found and not self._has_base:
            self._has_base = True
            try:
                self._base = parse(urljoin(self._base, found["href"].strip())).url
            except (FetchError, ValueError):
                return

    def _read_tag(self, text: str, match: re.Match[str], name: str) -> int:
        """Read the tag at `match`, and the text of a title; return the position after it."""
        end = _REST.match(text, match.end(), match.end() + _MAX_TAG)
        if end is None:
            return match.end()
        if name == "title":
            found = _TITLE_END.search(text, end.end(), end.end() + _MAX_TAG)
            if found:
                self._keep("title", unescape(_readable(text[end.end() : found.start()])))
            return found.end() if found else end.end()
        self.reset()
        with suppress(AssertionError):  # html.parser's error for "<![" that it finds behind the tag
            self.feed(_readable(text[match.start() : end.end()]))
        return end.end()

    def _keep(self, name: str, value: str) -> None:
        if name in _NAMES and value.strip():
            self.values.setdefault(name, value)


def _readable(text: str) -> str:
    return _LONG_NUMBER.sub("\ufffd", text)


def _skip(text: str, position: int, name: str) -> int:
    """Return the position after a comment or the element `name`, or `position` for an ordinary tag."""
    if name == "!--":
        end = text.find("-->", max(position - 2, 0))  # <!--> is a whole comment
        return end + 3 if end >= 0 else len(text)
    if name not in _SKIPPED:
        return position
    found = _SKIPPED[name].search(text, position)
    return found.end() if found else len(text)

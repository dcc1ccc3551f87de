"""HTML content of feed items: the whole text with its disclosures and absolute URLs."""

from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from blog import disclosure
from blog.blocks import fill_feeds
from blog.models import BlogSettings, Entry
from core.site_urls import absolute

URL_ATTRIBUTES = {"href", "src", "cite", "poster"}


def contents(entries: Sequence[Entry], blog_settings: BlogSettings) -> list[str]:
    """Return the HTML content of each entry; one query per kind of block for all of them."""
    return [
        notice_html(entry, blog_settings) + absolute_html(body, absolute(entry.get_absolute_url()))
        for entry, body in zip(entries, fill_feeds(entries), strict=True)
    ]


def summary_html(entry: Entry, blog_settings: BlogSettings) -> SafeString:
    """Return disclosures and summary as HTML, because feed readers treat a description as HTML."""
    return format_html("{}<p>{}</p>", notice_html(entry, blog_settings), entry.summary)


def notice_html(entry: Entry, blog_settings: BlogSettings) -> SafeString:
    """Return each disclosure of `entry` as a paragraph."""
    rows = ((text,) for text in disclosure.notices(entry, blog_settings))
    return format_html_join("", "<p><strong>{}</strong></p>", rows)


def absolute_html(html: str, base: str) -> str:
    """Resolve the URLs in the attributes of `html` against `base`; text does not change."""
    parser = _AbsoluteURLs(base)
    parser.feed(html)
    parser.close()
    return "".join(parser.out)


class _AbsoluteURLs(HTMLParser):
    """Copies HTML verbatim except for the URLs in start tags."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=False)
        self.base = base
        self.out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        if not any(name in URL_ATTRIBUTES or name == "srcset" for name, _ in attrs):
            self.out.append(raw)
            return
        end = " />" if raw.endswith("/>") else ">"
        self.out.append(f"<{tag}{''.join(self._attributes(attrs))}{end}")

    handle_startendtag = handle_starttag

    def _attributes(self, attrs: list[tuple[str, str | None]]) -> Iterable[str]:
        for name, value in attrs:
            yield f" {name}" if value is None else f' {name}="{escape(self._resolve(name, value))}"'

    def _resolve(self, name: str, value: str) -> str:
        if name == "srcset":
            return ", ".join(urljoin(self.base, part.strip()) for part in value.split(","))
        return urljoin(self.base, value) if name in URL_ATTRIBUTES else value

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")

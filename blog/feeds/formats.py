"""Feed generators: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.

Subclasses of Django's generators. `add_item` takes further arguments: `authors` (dicts of name and
url), `summary` (plain text), `content` (HTML), `image` (absolute URL or "") and `language`.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TextIO

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

GENERATOR = "Tsuzuri"
EMPTY_FEED_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _StableDateMixin(SyndicationFeed):
    """Gives an empty feed a constant date, so that its bytes (and its ETag) do not change."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else EMPTY_FEED_DATE


class RssFeed(_StableDateMixin, Rss201rev2Feed):
    """RSS 2.0 with the whole text (content:encoded), all authors (dc:creator) and the cover image."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("generator", GENERATOR)
        handler.addQuickElement("docs", "https://www.rssboard.org/rss-specification")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.addQuickElement("dc:creator", author["name"])
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        if item["image"]:
            handler.addQuickElement("media:thumbnail", None, {"url": item["image"]})
        handler.addQuickElement("content:encoded", item["content"])


class AtomFeed(_StableDateMixin, Atom1Feed):
    """Atom with the whole text, all authors, the cover image and the language of each entry."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:media": "http://search.yahoo.com/mrss/"}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("generator", GENERATOR)

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.startElement("author", {})  # type: ignore[arg-type] # Django sorts a dict
            handler.addQuickElement("name", author["name"])
            handler.addQuickElement("uri", author["url"])
            handler.endElement("author")
        if item["image"]:
            handler.addQuickElement("media:thumbnail", None, {"url": item["image"]})
        handler.addQuickElement("content", item["content"], {"type": "html"})


class JsonFeed(_StableDateMixin):
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: TextIO, encoding: str) -> None:
        """Write the feed as JSON text; `encoding` is not used."""
        json.dump(self._feed(), outfile, ensure_ascii=False, indent=1)

    def _feed(self) -> dict[str, object]:
        return {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "authors": [{"name": self.feed["author_name"], "url": self.feed["author_link"]}],
            "items": [_json_item(item) for item in self.items],
        }


def _json_item(item: Mapping[str, Any]) -> dict[str, object]:
    fields = {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "content_html": item["content"],
        "summary": item["summary"],
        "image": item["image"],
        "date_published": rfc3339_date(item["pubdate"]),
        "date_modified": rfc3339_date(item["updateddate"]),
        "authors": item["authors"],
        "tags": list(item["categories"]),
        "language": item["language"],
    }
    return {name: value for name, value in fields.items() if value}


def without_control_characters(text: str) -> str:
    """Remove the characters that XML 1.0 does not allow (section 2.2, Char)."""
    return _NOT_XML.sub("", text)

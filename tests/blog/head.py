"""Helpers for tests of the head of a page."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml import html as lxml_html

from blog.models import Post
from tests.factories import (
    make_author,
    make_category,
    make_image,
    make_tag,
    published_post,
)

MOMENT = datetime(2025, 1, 28, 3, 0, tzinfo=UTC)  # noon in Tokyo


class Head:
    """Parsed head of the page at `url`."""

    def __init__(self, client: Any, url: str) -> None:
        self.tree = lxml_html.fromstring(client.get(url).content).find("head")

    def meta(self, name: str) -> list[str]:
        """Return the content of each <meta> with this name or property."""
        return self.tree.xpath("meta[@name=$n or @property=$n]/@content", n=name)

    def links(self, rel: str) -> list[str]:
        return self.tree.xpath("link[@rel=$rel]/@href", rel=rel)

    def nodes(self) -> dict[str, Any]:
        """Return the nodes of the JSON-LD by type."""
        (script,) = self.tree.xpath("script[@type='application/ld+json']")
        data = json.loads(script.text)
        assert data["@context"] == "https://schema.org"
        return {node["@type"]: node for node in data["@graph"]}


def complete_post() -> Post:
    """A post that fills every element of the head."""
    parent = make_category(name="暮らし", slug="life")
    row = published_post(
        slug="猫",
        title='猫 & "犬" </script><script>alert(1)</script>',
        excerpt="あらすじ",
        published_at=MOMENT,
        authors=[make_author(name="海野", slug="umino"), make_author(name="山野", slug="yamano")],
        category=make_category(name="生き物", slug="pets", parent=parent),
        tags=[make_tag(name="犬"), make_tag(name="猫")],
        cover=make_image(alt="画像の説明"),
        cover_alt="表紙の説明",
    )
    Post.objects.filter(pk=row.pk).update(updated_at=MOMENT + timedelta(days=2), comment_count=3)
    row.refresh_from_db()
    return row

"""Feed formats are valid and contain the whole post: blog/feeds/formats.py."""

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser
import pytest
from django.utils import timezone
from lxml import etree

from blog.feeds.formats import without_control_characters
from blog.models import Post
from tests.blog.feeds import (
    ATOM,
    ATOM_SCHEMA,
    CONTENT,
    CREATOR,
    FORMATS,
    atom,
    json_feed,
    rss,
)
from tests.factories import (
    published_post,
)

pytestmark = pytest.mark.django_db


def test_every_feed_is_well_formed(client, feed_urls):
    for url in feed_urls:
        response = client.get(url)
        assert response.status_code == 200, url
        if not url.endswith("json/"):
            assert feedparser.parse(response.content).bozo == 0, url


def test_every_atom_feed_obeys_the_schema(client, feed_urls):
    for url in feed_urls:
        if url.endswith("atom/"):
            ATOM_SCHEMA.assertValid(atom(client, url))


def test_an_atom_feed_obeys_the_rules_that_the_schema_cannot_say(client, full_post):
    feed = atom(client)
    assert feed.find(f"{ATOM}author") is not None
    for entry in feed.findall(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}content") is not None
        assert entry.find(f"{ATOM}link[@rel='alternate']") is not None
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))


def test_the_schema_refuses_a_feed_without_an_identifier(client, full_post):
    feed = atom(client)
    feed.remove(feed.find(f"{ATOM}id"))
    assert not ATOM_SCHEMA.validate(feed)


def test_an_rss_feed_obeys_the_rules_of_rss(client, feed_urls):
    for url in feed_urls:
        if not url.endswith(("atom/", "json/")):
            _check_rss(rss(client, url), f"http://testserver{url}")


def _check_rss(root: Any, address: str) -> None:
    """RSS 2.0 (rssboard.org/rss-specification): what must be there, once, and in which form."""
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    assert channel.tag == "channel"
    for required in ("title", "link", "description"):
        (element,) = channel.findall(required)
        assert element.text.strip()
    for moment in [*channel.iter("pubDate"), *channel.iter("lastBuildDate")]:
        assert parsedate_to_datetime(moment.text).tzinfo is not None
    (self_link,) = channel.findall(f"{ATOM}link[@rel='self']")
    assert self_link.get("href") == address
    known = {"title", "link", "description", "pubDate", "guid", "category"}
    for item in channel.findall("item"):
        plain = [child.tag for child in item if not child.tag.startswith("{")]
        assert set(plain) == known
        assert len([tag for tag in plain if tag != "category"]) == len(known) - 1
        assert item.find("guid").get("isPermaLink") == "false"
        assert re.fullmatch("https?://.+", item.findtext("link"))


def test_a_json_feed_obeys_the_rules_of_json_feed(client, feed_urls):
    for url in feed_urls:
        if url.endswith("json/"):
            _check_json_feed(json_feed(client, url), f"http://testserver{url}")


def _check_json_feed(feed: dict[str, Any], address: str) -> None:
    """JSON Feed 1.1 (jsonfeed.org/version/1.1): names, types, and what must be there."""
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == address
    assert set(feed) == {
        "version", "title", "home_page_url", "feed_url", "description", "language", "authors", "items",
    }  # fmt: skip
    for item in feed["items"]:
        assert set(item) <= {
            "id", "url", "title", "content_html", "summary", "image", "date_published",
            "date_modified", "authors", "tags", "language",
        }  # fmt: skip
        assert {"id", "url", "content_html"} <= set(item)
        assert all(isinstance(item[name], str) for name in ("id", "url", "content_html"))
        for name in ("date_published", "date_modified"):
            assert datetime.fromisoformat(item[name]).tzinfo is not None
        assert all(set(author) == {"name", "url"} for author in item["authors"])
        assert all(isinstance(tag, str) for tag in item["tags"])


@pytest.mark.parametrize("kind", FORMATS)
def test_a_blog_without_posts_has_a_valid_feed_that_stays_the_same(client, kind):
    first, second = client.get(f"/feed/{kind}"), client.get(f"/feed/{kind}")
    assert first.content == second.content
    if kind == "atom/":
        ATOM_SCHEMA.assertValid(etree.fromstring(first.content))


def test_control_characters_in_a_title_break_nothing(client):
    published_post(title="猫\x0b\x1f\x7f\ufffe話", excerpt="あ\x00\x08い".replace("\x00", ""))
    for url in ("/feed/", "/feed/atom/"):
        feed = feedparser.parse(client.get(url).content)
        assert feed.bozo == 0
        assert feed.entries[0].title == "猫\x7f話"
    assert json_feed(client)["items"][0]["title"] == "猫\x7f話"


def test_characters_that_xml_does_not_allow_are_removed():
    assert without_control_characters("a\x00\t\n\r\x1f\ud800\uffff😀") == "a\t\n\r😀"


def test_an_rss_item_holds_the_post(client, full_post):
    (item,) = rss(client).iter("item")
    assert item.findtext("title") == "猫 & 犬 <二匹>「話」"
    assert item.findtext("link") == f"http://testserver{full_post.get_absolute_url()}"
    assert item.findtext("description") == "<p>あらすじ &amp; 要点</p>"
    assert [element.text for element in item.findall(CREATOR)] == ["海野なみ", "山野みね"]
    assert [element.text for element in item.findall("category")] == ["生き物", "犬", "猫"]
    assert "はじめに。" in item.findtext(CONTENT)


def test_an_atom_entry_holds_the_post(client, full_post):
    (entry,) = atom(client).findall(f"{ATOM}entry")
    assert [name.text for name in entry.iter(f"{ATOM}name")] == ["海野なみ", "山野みね"]
    assert [category.get("term") for category in entry.findall(f"{ATOM}category")] == [
        "生き物",
        "犬",
        "猫",
    ]
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "ja"
    assert "はじめに。" in entry.findtext(f"{ATOM}content")


def test_a_json_item_holds_the_post(client, full_post):
    (item,) = json_feed(client)["items"]
    assert item["title"] == "猫 & 犬 <二匹>「話」"
    assert item["summary"] == "あらすじ & 要点"
    assert item["image"] == f"http://testserver{full_post.cover.url}"
    assert item["tags"] == ["生き物", "犬", "猫"]
    assert item["authors"][0] == {"name": "海野なみ", "url": "http://testserver/authors/nami/"}


def test_a_post_that_was_changed_later_says_when_in_the_json_feed(client):
    post = published_post()
    published, changed = timezone.now() - timedelta(days=9), timezone.now() - timedelta(days=2)
    Post.objects.filter(pk=post.pk).update(published_at=published, updated_at=changed)
    (item,) = json_feed(client)["items"]
    assert item["date_published"] == timezone.localtime(published).isoformat()
    assert item["date_modified"] == timezone.localtime(changed).isoformat()

"""The feeds of comments: valid, public things only, addresses on the configured origin."""

from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml.html import fromstring

from blog.models import Post
from comments.models import Comment
from tests.factories import approved_comment, draft_post, published_page, published_post

pytestmark = pytest.mark.django_db


def feed(client: Client, path: str = "/comments/feed/") -> Any:
    return feedparser.parse(client.get(path).content)


def test_the_feed_is_well_formed_and_newest_first(stranger: Client, post: Post) -> None:
    first = approved_comment(post, name="山田 & <b>花子</b>", text="**一つ目** <script>")
    second = approved_comment(published_page(), text="二つ目 ]]> &amp;")
    parsed = feed(stranger)
    assert parsed.bozo == 0
    assert [entry.id for entry in parsed.entries] == [
        f"http://testserver/comments/{one.pk}/" for one in (second, first)
    ]
    assert "<strong>一つ目</strong>" in parsed.entries[1].summary
    assert parsed.entries[1].author == "山田 & <b>花子</b>"


def test_the_feed_keeps_the_rules_of_rss(stranger: Client, post: Post) -> None:
    approved_comment(post)
    answer = stranger.get("/comments/feed/")
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)
    channel = root.find("channel")
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    assert channel is not None
    assert {"title", "link", "description", "language", "lastBuildDate"} <= {
        one.tag for one in channel
    }
    link = channel.find("{http://www.w3.org/2005/Atom}link")
    assert link is not None
    assert (link.get("rel"), link.get("href")) == ("self", "http://testserver/comments/feed/")
    (item,) = channel.findall("item")
    assert {"title", "link", "description", "pubDate", "guid"} <= {one.tag for one in item}


def test_the_feed_of_an_entry_holds_its_comments_alone(stranger: Client, post: Post) -> None:
    own = approved_comment(post)
    approved_comment(published_post())
    parsed = feed(stranger, f"/comments/feed/blog.post/{post.pk}/")
    assert (parsed.bozo, [entry.link for entry in parsed.entries]) == (
        0,
        [f"http://testserver/comments/{own.pk}/"],
    )


def test_readers_come_to_a_page_that_explains_the_feed(stranger: Client) -> None:
    for entry in (published_post(title="珈琲 & <お茶>"), published_page()):
        links = fromstring(stranger.get(entry.get_absolute_url()).content)
        (address,) = links.xpath("//p[@class='comments-feed']/a[1]/@href")
        guide = stranger.get(address)
        assert guide["Content-Type"].startswith("text/html")
        tree = fromstring(guide.content)
        (shown,) = tree.xpath("//input[@id='feed-url']/@value")
        assert feed(stranger, shown.removeprefix("http://testserver")).feed.title
        (back,) = tree.xpath("//header[@class='guide-header']//a")
        assert (back.text, back.get("href")) == (
            entry.title,
            f"{entry.get_absolute_url()}#comments",
        )
        assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_post_that_readers_do_not_see_has_no_guide(stranger: Client) -> None:
    hidden = draft_post()
    answer = stranger.get(f"/comments/feed/blog.post/{hidden.pk}/guide/")
    assert answer.status_code == 404


def test_an_empty_feed_is_well_formed(stranger: Client, post: Post) -> None:
    assert (feed(stranger).bozo, feed(stranger).entries) == (0, [])


@pytest.mark.parametrize("number", [1, 3])
def test_the_feed_takes_the_same_queries_for_any_number_of_comments(
    stranger: Client, post: Post, number: int
) -> None:
    for _number in range(number):
        approved_comment(post)
    with CaptureQueriesContext(connection) as queries:
        stranger.get("/comments/feed/")
    assert len(queries) == 4  # the site's language and name, comments, titles


def test_the_feed_speaks_the_language_of_the_site_and_is_the_same_for_everybody(
    reader_client: Client, post: Post
) -> None:
    approved_comment(post)
    english = Client(headers={"accept-language": "en"}).get("/comments/feed/")
    assert english.content == reader_client.get("/comments/feed/").content
    assert b"<language>ja</language>" in english.content
    assert not english.cookies


def test_the_feed_stops_at_fifty(stranger: Client, post: Post) -> None:
    comment = approved_comment(post)
    for _number in range(52):
        Comment(
            content_object=post,
            entry_key=comment.entry_key,
            site_id=1,
            comment="写し",
            submit_date=comment.submit_date,
            state="approved",
        ).save()
    assert len(feed(stranger).entries) == 50

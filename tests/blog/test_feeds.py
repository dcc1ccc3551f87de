"""Feeds of posts: blog/feeds.py, blog/feed_formats.py, blog/feed_content.py."""

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree
from lxml import html as lxml_html

from blog import moves, publishing
from blog.enums import AIUse
from blog.feed_content import absolute_html
from blog.feed_formats import without_control_characters
from blog.models import Post
from tests.factories import (
    draft_post,
    make_author,
    make_category,
    make_image,
    make_persona,
    make_series,
    make_tag,
    published_post,
    scheduled_post,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
ATOM_SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent.parent / "data" / "atom.rng"))
FORMATS = ["", "atom/", "json/"]


@pytest.fixture
def full_post() -> Post:
    """A post that fills every element of a feed."""
    return published_post(
        title="猫 & 犬 <二匹>「話」",
        body='はじめに。\n\n[別の記事](/posts/x/) と [下](#z)\n\n`href="/code"`\n',
        excerpt="あらすじ & 要点",
        authors=[
            make_author(name="海野なみ", slug="nami"),
            make_author(name="山野みね", slug="mine"),
        ],
        category=make_category(name="生き物"),
        tags=[make_tag(name="猫"), make_tag(name="犬")],
        cover=make_image(alt="二匹"),
    )


@pytest.fixture
def feed_urls(full_post: Post) -> list[str]:
    """Every feed that `full_post` is in."""
    series = make_series(slug="pets")
    Post.objects.filter(pk=full_post.pk).update(series=series)
    bases = [
        "/",
        full_post.category.get_absolute_url(),
        full_post.tags.first().get_absolute_url(),
        series.get_absolute_url(),
        "/authors/nami/",
    ]
    return [f"{base}feed/{kind}" for base in bases for kind in FORMATS]


def rss(client: Client, url: str = "/feed/") -> Any:
    return etree.fromstring(client.get(url).content)


def atom(client: Client, url: str = "/feed/atom/") -> Any:
    return etree.fromstring(client.get(url).content)


def json_feed(client: Client, url: str = "/feed/json/") -> dict[str, Any]:
    return client.get(url).json()


def titles(client: Client, url: str) -> list[str]:
    return [entry.title for entry in feedparser.parse(client.get(url).content).entries]


# Validity
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


@pytest.mark.parametrize(
    ("url", "content_type"),
    [
        ("/feed/", "application/rss+xml; charset=utf-8"),
        ("/feed/atom/", "application/atom+xml; charset=utf-8"),
        ("/feed/json/", "application/feed+json; charset=utf-8"),
    ],
)
def test_a_feed_says_what_it_is(client, url, content_type):
    assert client.get(url)["Content-Type"] == content_type


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


def test_what_xml_cannot_hold_is_dropped():
    assert without_control_characters("a\x00\t\n\r\x1f\ud800\uffff😀") == "a\t\n\r😀"


# What an item holds
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


def test_addresses_in_the_text_are_absolute_and_code_is_untouched(client, full_post):
    (item,) = json_feed(client)["items"]
    tree = lxml_html.fragment_fromstring(item["content_html"], create_parent=True)
    assert [link.get("href") for link in tree.iter("a")] == [
        "http://testserver/posts/x/",
        f"http://testserver{full_post.get_absolute_url()}#z",
    ]
    assert [code.text_content() for code in tree.iter("code")] == ['href="/code"']


@pytest.mark.parametrize(
    ("html", "absolute"),
    [
        ('<img src="/m/a.webp" alt="a&amp;b">', '<img src="https://e.jp/m/a.webp" alt="a&amp;b">'),
        (
            '<img srcset="/a.webp 320w, /b.webp 640w">',
            '<img srcset="https://e.jp/a.webp 320w, https://e.jp/b.webp 640w">',
        ),
        ('<a href="?q=1&amp;r=2">x</a>', '<a href="https://e.jp/p/?q=1&amp;r=2">x</a>'),
        ('<a href="mailto:a@e.jp">x</a>', '<a href="mailto:a@e.jp">x</a>'),
        ("<p>a &lt; b &amp; c &#12354; “</p>", "<p>a &lt; b &amp; c &#12354; “</p>"),
        ("<p>a<br>b<!--slot:more {}--></p>", "<p>a<br>b</p>"),
    ],
)
def test_html_is_made_absolute(html, absolute):
    assert absolute_html(html, "https://e.jp/p/") == absolute


def test_a_balloon_reads_as_a_quotation(client):
    make_persona(key="fuku", name="ふくろう")
    published_post(body=":::balloon fuku\nほう。\n:::\n\n[TOC]\n\n## 見出し")
    (item,) = json_feed(client)["items"]
    assert "ふくろう「ほう。」" in item["content_html"]
    assert "slot:" not in item["content_html"]


@pytest.mark.parametrize(
    ("fields", "notice"),
    [
        ({"is_advertising": True}, "PR"),
        ({"ai_use": AIUse.GENERATED}, "AI"),
        ({"ai_use": AIUse.ASSISTED}, "AI"),
        ({"body": ":::ai\n機械の文。\n:::"}, "AI"),
    ],
)
def test_disclosures_stand_before_the_text_in_every_format(client, fields, notice):
    published_post(**{"body": "本文。", **fields})
    texts = [
        rss(client).find(f".//{CONTENT}").text,
        rss(client).find(".//item/description").text,
        atom(client).find(f".//{ATOM}content").text,
        json_feed(client)["items"][0]["content_html"],
    ]
    for text in texts:
        first = lxml_html.fragment_fromstring(text, create_parent=True)[0]
        assert notice in first.text_content()


def test_a_post_by_people_without_advertising_discloses_nothing(client):
    published_post(body="本文。")
    assert json_feed(client)["items"][0]["content_html"].startswith("<p>本文")


# Identity
def test_a_new_slug_does_not_make_a_new_item(client, full_post):
    before = [json_feed(client)["items"][0]["id"], rss(client).find(".//guid").text]
    full_post.slug = "another"
    publishing.save(full_post)
    assert [json_feed(client)["items"][0]["id"], rss(client).find(".//guid").text] == before
    assert (
        before[0]
        == before[1]
        == f"tag:testserver,{full_post.created_at:%Y-%m-%d}:post/{full_post.pk}"
    )


def test_a_scheduled_post_is_news_from_its_moment_on(client):
    moment = timezone.now() - timedelta(minutes=5)
    post = scheduled_post()
    Post.objects.filter(pk=post.pk).update(
        published_at=moment, go_live_at=moment, updated_at=moment - timedelta(days=3)
    )
    (item,) = json_feed(client)["items"]
    assert item["date_modified"] == item["date_published"] == timezone.localtime(moment).isoformat()


@pytest.mark.parametrize("kind", FORMATS)
def test_the_feed_of_a_renamed_tag_redirects(client, kind):
    tag = make_tag(slug="old")
    published_post(tags=[tag])
    tag.slug = "new"
    with moves.remembered(tag):
        tag.save()
    response = client.get(f"/tags/old/feed/{kind}")
    assert (response.status_code, response["Location"]) == (301, f"/tags/new/feed/{kind}")


# Which posts
def test_each_feed_holds_its_own_posts(client):
    parent = make_category(slug="parent")
    child = make_category(slug="child", parent=parent)
    author, tag, series = make_author(slug="a"), make_tag(slug="t"), make_series(slug="s")
    old = timezone.now() - timedelta(days=1)
    published_post(title="一", category=child, published_at=old)
    published_post(title="二", category=parent, authors=[author], tags=[tag], series=series)
    published_post(title="三", published_at=old - timedelta(days=1))
    assert titles(client, "/feed/") == ["二", "一", "三"]
    assert titles(client, "/categories/parent/feed/") == ["二", "一"]
    assert titles(client, "/categories/parent/child/feed/atom/") == ["一"]
    for url in ("/tags/t/feed/", "/series/s/feed/", "/authors/a/feed/"):
        assert titles(client, url) == ["二"]


def test_a_feed_ends_after_twenty_posts(client):
    for number in range(21):
        published_post(title=str(number), published_at=timezone.now() - timedelta(hours=number))
    assert titles(client, "/feed/") == [str(number) for number in range(20)]


def test_a_post_hidden_from_search_engines_is_still_news(client):
    published_post(title="静かに", noindex=True)
    assert titles(client, "/feed/") == ["静かに"]


@pytest.mark.parametrize(
    "url",
    [
        "/tags/none/feed/",
        "/categories/a/b/feed/atom/",
        "/series/none/feed/json/",
        "/authors/none/feed/",
    ],
)
def test_a_feed_of_nothing_is_not_found(client, url):
    assert client.get(url).status_code == 404


def test_an_author_without_public_posts_has_no_feed(client):
    draft_post(authors=[make_author(slug="quiet")])
    for end in (*FORMATS, "guide/"):
        assert client.get(f"/authors/quiet/feed/{end}").status_code == 404


# Caching
@pytest.mark.parametrize("kind", FORMATS)
def test_an_unchanged_feed_is_not_sent_again(client, full_post, kind):
    url = f"/feed/{kind}"
    first = client.get(url)
    again = client.get(url, headers={"if-none-match": first["ETag"]})
    since = client.get(url, headers={"if-modified-since": first["Last-Modified"]})
    assert (again.status_code, since.status_code, again.content) == (304, 304, b"")
    full_post.title = "改題"
    publishing.save(full_post, now=timezone.now() + timedelta(seconds=2))
    changed = client.get(url, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200


def test_a_feed_is_the_same_for_everybody(client, full_post, editor_client):
    response = client.get("/feed/")
    assert editor_client.get("/feed/").content == response.content
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, number, kind):
    make_persona(key="fuku", name="ふくろう")
    body = ":::balloon fuku\nほう。\n:::\n\n:::card /posts/none/\n:::"
    for _ in range(number):
        published_post(
            body=body,
            authors=[make_author()],
            tags=[make_tag()],
            category=make_category(),
            cover=make_image(),
        )
    # Site, posts with category and cover, authors, tags, speakers, cards.
    with django_assert_num_queries(6):
        client.get(f"/feed/{kind}")


# The guide
def test_the_guide_explains_the_feed_and_shows_what_is_in_it(client, full_post):
    path = f"{full_post.tags.first().get_absolute_url()}feed/"
    tree = lxml_html.fromstring(client.get(f"{path}guide/").content)
    base = f"http://testserver{path}"
    assert tree.get_element_by_id("feed-url").get("value") == base
    links = {link.get("href") for link in tree.xpath("//main//a")}
    assert {base, f"{base}atom/", f"{base}json/", full_post.get_absolute_url()} <= links
    assert f"https://feedly.com/i/subscription/feed%2F{_quoted(base)}" in links


def test_the_guide_of_an_empty_blog_says_so(client):
    response = client.get("/feed/guide/")
    assert response.status_code == 200
    assert not lxml_html.fromstring(response.content).xpath("//ul[@class='guide-posts']")


@pytest.mark.parametrize("number", [1, 3])
def test_the_queries_of_the_guide_do_not_grow(client, django_assert_num_queries, number):
    for _ in range(number):
        published_post(authors=[make_author()], category=make_category())
    # Site, frame, posts.
    with django_assert_num_queries(3):
        client.get("/feed/guide/")


def _quoted(url: str) -> str:
    return url.replace(":", "%3A").replace("/", "%2F")

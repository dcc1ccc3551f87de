"""Feed views, identifiers, caching and the feed guide: blog/feeds/views.py."""

import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.http import http_date
from lxml import html as lxml_html

from blog import publishing
from blog.models import Post
from blog.redirects import slug_history
from tests.blog.feeds import FORMATS, json_feed, rss, titles
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


# Identity
def test_a_new_slug_does_not_make_a_new_item(client, full_post):
    before = [json_feed(client)["items"][0]["id"], rss(client).find(".//guid").text]
    full_post.slug = "another"
    publishing.save(full_post, fields=["slug"])
    assert [json_feed(client)["items"][0]["id"], rss(client).find(".//guid").text] == before
    assert (
        before[0]
        == before[1]
        == f"tag:testserver,{full_post.created_at:%Y-%m-%d}:post/{full_post.pk}"
    )


def test_a_scheduled_post_is_in_the_feed_from_its_publication_time(client):
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
    with slug_history.recording_old_path(tag):
        tag.save()
    response = client.get(f"/tags/old/feed/{kind}")
    assert (response.status_code, response["Location"]) == (301, f"/tags/new/feed/{kind}")


# Posts of a feed
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
    assert (again.status_code, again.content) == (304, b"")
    full_post.title = "改題"
    publishing.save(full_post, fields=["title"], now=timezone.now() + timedelta(seconds=2))
    changed = client.get(url, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("change", ["trash", "unpublish", "category", "author"])
def test_a_reader_who_asks_by_date_gets_what_became_of_the_feed(client, kind, change):
    author, category = make_author(), make_category()
    published_post(published_at=timezone.now() - timedelta(days=3))
    post = published_post(authors=[author], category=category, title="去るもの")
    first = client.get(f"/feed/{kind}")
    if change in ("trash", "unpublish"):
        getattr(publishing, change)(post)
    else:
        row = author if change == "author" else category
        type(row).objects.filter(pk=row.pk).update(name="改名")
    later = http_date(time.time() + 60)
    dates = [first.get("Last-Modified", later), later]
    answers = [client.get(f"/feed/{kind}", headers={"if-modified-since": at}) for at in dates]
    assert [answer.status_code for answer in answers] == [200, 200]
    text = answers[0].content.decode()
    is_renamed = change in ("category", "author")
    assert ("改名" in text, "去るもの" in text) == (is_renamed, is_renamed)


@pytest.mark.parametrize("kind", FORMATS)
def test_identifiers_keep_the_host_of_the_first_publication(client, settings, kind):
    settings.BASE_URL = "https://first.example"
    post = published_post(title="最初")
    assert f"tag:first.example,{post.created_at:%Y-%m-%d}:post/{post.pk}" in read(client, kind)
    settings.BASE_URL = "https://second.example"
    other = published_post(title="次")
    text = read(client, kind)
    assert f"tag:first.example,{post.created_at:%Y-%m-%d}:post/{post.pk}" in text
    assert f"tag:first.example,{other.created_at:%Y-%m-%d}:post/{other.pk}" in text
    assert "tag:second.example" not in text


def test_a_loopback_host_is_not_kept(client, settings):
    settings.BASE_URL = "http://127.0.0.1:8000"
    published_post()
    settings.BASE_URL = "https://real.example"
    published_post()
    settings.BASE_URL = "https://later.example"
    text = read(client, "")
    assert (text.count("tag:real.example"), text.count("tag:127.0.0.1")) == (2, 0)


def read(client, kind: str) -> str:
    return client.get(f"/feed/{kind}").content.decode()


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("", "<pubDate>Tue, 31 May 1887 14:41:01 +0000</pubDate>"),
        ("atom/", "<published>1887-05-31T14:41:01+00:00</published>"),
        ("json/", '"date_published": "1887-05-31T14:41:01+00:00"'),
    ],
)
def test_an_offset_with_seconds_is_written_as_utc(client, kind, written):
    published_post(published_at=datetime(1887, 6, 1, 0, 0, tzinfo=ZoneInfo("Asia/Tokyo")))
    assert written in read(client, kind)
    assert "0918" not in read(client, kind)


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
    with django_assert_num_queries(7):
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
    # Site, page_context, posts.
    with django_assert_num_queries(3):
        client.get("/feed/guide/")


def _quoted(url: str) -> str:
    return url.replace(":", "%3A").replace("/", "%2F")


@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
def test_the_picture_of_an_item_is_a_jpeg(client, kind):
    preview = {"name": "aa/preview.jpg", "width": 1200, "height": 900}
    published_post(cover=make_image(preview=preview))
    url = "http://testserver/media/aa/preview.jpg"
    if kind == "json":
        (item,) = client.get("/feed/json/").json()["items"]
        assert item["image"] == url
    else:
        feed = client.get("/feed/" if kind == "rss" else "/feed/atom/").content.decode()
        assert f'<media:thumbnail url="{url}"' in feed

"""Metadata in the head of public pages: blog/seo/metadata.py, components/meta.html."""

import pytest

from blog.models import BlogSettings, Post
from core.models import SiteSettings
from tests.blog.head import Head, complete_post
from tests.factories import (
    make_author,
    make_image,
    make_tag,
    published_post,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    return complete_post()


def test_a_post_has_complete_metadata_for_link_previews(client, post):
    head = Head(client, post.get_absolute_url())
    expected = {
        "description": ["あらすじ"],
        "robots": ["max-image-preview:large"],
        "og:url": ["http://testserver/posts/%E7%8C%AB/"],
        "og:site_name": ["綴"],
        "og:title": [post.title],
        "og:type": ["article"],
        "og:locale": ["ja_JP"],
        "og:description": ["あらすじ"],
        "og:image": [f"http://testserver{post.cover.url}"],
        "og:image:type": ["image/webp"],
        "og:image:width": ["1200"],
        "og:image:height": ["630"],
        "og:image:alt": ["表紙の説明"],
        "twitter:card": ["summary_large_image"],
        "article:published_time": ["2025-01-28T12:00:00+09:00"],
        "article:modified_time": ["2025-01-30T12:00:00+09:00"],
        "article:section": ["生き物"],
        "article:tag": ["犬", "猫"],
        "article:author": ["http://testserver/authors/umino/", "http://testserver/authors/yamano/"],
    }
    assert {name: head.meta(name) for name in expected} == expected
    assert head.links("canonical") == ["http://testserver/posts/%E7%8C%AB/"]
    assert head.tree.findtext("title") == f"{post.title} | 綴"


def test_a_written_meta_description_outranks_the_excerpt(client):
    post = published_post(excerpt="あらすじ", meta_description="検索のための説明")
    assert Head(client, post.get_absolute_url()).meta("description") == ["検索のための説明"]


def test_a_long_summary_is_cut_for_previews(client):
    post = published_post(excerpt="あ" * 400)
    (description,) = Head(client, post.get_absolute_url()).meta("description")
    assert (len(description), description[-1]) == (120, "…")


def test_a_canonical_url_of_another_site_is_used(client):
    post = published_post(canonical_url="https://elsewhere.example/1/")
    head = Head(client, post.get_absolute_url())
    assert head.links("canonical") == head.meta("og:url") == ["https://elsewhere.example/1/"]


def test_a_post_without_a_cover_uses_the_default_cover(client):
    post = published_post()
    assert Head(client, post.get_absolute_url()).meta("twitter:card") == ["summary"]
    BlogSettings(default_cover=make_image(alt="既定")).save()
    head = Head(client, post.get_absolute_url())
    assert head.meta("twitter:card") == ["summary_large_image"]
    assert head.meta("og:image:alt") == ["既定"]


@pytest.mark.parametrize("whole_site", [True, False])
def test_a_hidden_post_asks_not_to_be_indexed(client, whole_site):
    SiteSettings(noindex=whole_site).save()
    post = published_post(noindex=not whole_site)
    assert Head(client, post.get_absolute_url()).meta("robots") == ["noindex"]


def test_every_page_of_a_list_is_canonical_to_itself(client):
    BlogSettings(posts_per_page=1).save()
    tag = make_tag(slug="猫")
    for _ in range(2):
        published_post(tags=[tag])
    base = "http://testserver/tags/%E7%8C%AB/"
    assert Head(client, "/tags/猫/?page=1&utm_source=x").links("canonical") == [base]
    assert Head(client, "/tags/猫/?page=2").links("canonical") == [f"{base}?page=2"]
    assert Head(client, "/?page=2").links("canonical") == ["http://testserver/?page=2"]


@pytest.mark.parametrize("path", ["/search/?q=x", "/feed/guide/", "/nothing/here/"])
def test_pages_without_an_address_of_their_own_stay_out_of_search_engines(client, path):
    head = Head(client, path)
    assert (head.meta("robots"), head.links("canonical")) == (["noindex"], [])
    assert not head.tree.xpath("script[@type='application/ld+json']")


def test_feeds_can_be_found_from_every_page(client, post):
    site = ["/feed/", "/feed/atom/", "/feed/json/"]
    category = post.category.get_absolute_url()
    assert Head(client, "/").links("alternate") == site
    assert Head(client, category).links("alternate") == [*site, f"{category}feed/"]
    assert Head(client, post.get_absolute_url()).links("alternate") == [*site, f"{category}feed/"]
    assert Head(client, "/authors/umino/").links("alternate") == [*site, "/authors/umino/feed/"]


PREVIEW = {"name": "aa/preview.jpg", "width": 1200, "height": 900}
PREVIEW_URL = "http://testserver/media/aa/preview.jpg"


@pytest.mark.parametrize("whose", ["cover", "site", "author"])
def test_link_previews_get_a_jpeg(client, whose):
    image = make_image(preview=PREVIEW)
    author = make_author(slug="umino", avatar=image if whose == "author" else None)
    post = published_post(cover=image if whose == "cover" else None, authors=[author])
    if whose == "site":
        BlogSettings(default_cover=image).save()
    head = Head(client, "/authors/umino/" if whose == "author" else post.get_absolute_url())
    assert head.meta("og:image") == [PREVIEW_URL]
    assert head.meta("og:image:type") == ["image/jpeg"]
    assert head.meta("og:image:width") == ["1200"]
    assert head.meta("og:image:height") == ["900"]
    things = head.nodes()
    shown = things["ProfilePage"]["mainEntity"] if whose == "author" else things["BlogPosting"]
    assert shown["image"]["url"] == PREVIEW_URL


def test_the_logo_of_the_publisher_is_a_jpeg(client):
    BlogSettings(logo=make_image(preview=PREVIEW)).save()
    post = published_post()
    posting = Head(client, post.get_absolute_url()).nodes()["BlogPosting"]
    assert posting["publisher"]["logo"]["url"] == PREVIEW_URL


def test_before_its_preview_is_made_a_picture_is_shown_as_webp(client):
    post = published_post(cover=make_image())
    head = Head(client, post.get_absolute_url())
    assert head.meta("og:image") == [f"http://testserver{post.cover.url}"]
    assert head.meta("og:image:type") == ["image/webp"]

"""Sitemap: blog/seo/sitemaps.py."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from lxml import etree

from blog.models import Post
from blog.seo import sitemaps
from tests.factories import (
    draft_page,
    draft_post,
    make_author,
    make_category,
    make_series,
    make_tag,
    published_page,
    published_post,
    scheduled_post,
)

pytestmark = pytest.mark.django_db

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def tree(client: Any, url: str = "/sitemap.xml") -> Any:
    response = client.get(url)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return etree.fromstring(response.content)


def paths(client: Any, url: str = "/sitemap.xml") -> list[str]:
    found = tree(client, url).xpath("//s:loc/text()", namespaces=NS)
    assert all(address.startswith("http://testserver/") for address in found)
    return [address.removeprefix("http://testserver") for address in found]


def test_a_new_blog_lists_its_home_page(client):
    assert paths(client) == ["/"]


def test_everything_public_is_listed_once(client):
    published_post(
        slug="猫",
        authors=[make_author(slug="nami")],
        category=make_category(slug="life"),
        tags=[make_tag(slug="cat")],
        series=make_series(slug="pets"),
    )
    published_page(slug="about")
    assert paths(client) == [
        "/",
        "/posts/%E7%8C%AB/",
        "/about/",
        "/categories/life/",
        "/tags/cat/",
        "/series/pets/",
        "/authors/nami/",
    ]


def test_what_is_not_public_or_not_meant_for_crawlers_is_not_listed(client):
    shared = {"authors": [make_author()], "category": make_category(), "tags": [make_tag()]}
    draft_post(series=make_series(), **shared)
    scheduled_post(**shared)
    draft_page()
    published_post(noindex=True)
    published_post(canonical_url="https://elsewhere.example/original/")
    assert paths(client) == ["/"]


def test_a_change_of_a_public_post_sets_lastmod_of_all_its_lists(client):
    moment = timezone.now() - timedelta(days=40)
    tag, author = make_tag(), make_author()
    category, series = make_category(), make_series()
    shared = {"authors": [author], "category": category, "series": series}
    published_post(published_at=moment - timedelta(days=5), tags=[tag], **shared)
    Post.objects.update(updated_at=moment)
    post = published_post(tags=[tag], published_at=moment, **shared)
    Post.objects.filter(pk=post.pk).update(updated_at=moment + timedelta(days=9))
    Post.objects.filter(pk=draft_post(tags=[tag], **shared).pk).update(updated_at=timezone.now())
    rows = tree(client).findall("s:url", NS)
    lastmod = {
        row.findtext("s:loc", namespaces=NS): row.findtext("s:lastmod", namespaces=NS)
        for row in rows
    }
    day = day_of(moment + timedelta(days=9))
    assert lastmod[f"http://testserver{post.get_absolute_url()}"] == day
    for subject in (tag, author, category, series):
        assert lastmod[f"http://testserver{subject.get_absolute_url()}"] == day
    assert lastmod["http://testserver/"] == day_of(moment)


def day_of(moment: datetime) -> str:
    return timezone.localtime(moment).date().isoformat()


def test_a_large_blog_has_an_index_of_files(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MAX_URLS", 3)
    monkeypatch.setattr(sitemaps.SitemapSection, "limit", 2)
    posts = [published_post(slug=f"p{number}") for number in range(3)]
    assert paths(client) == ["/sitemap-home-1.xml", "/sitemap-posts-1.xml", "/sitemap-posts-2.xml"]
    listed = [path for file in paths(client) for path in paths(client, file)]
    assert listed == ["/", *(post.get_absolute_url() for post in posts)]


def test_a_large_blog_lists_terms_in_use_by_files(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MAX_URLS", 3)
    monkeypatch.setattr(sitemaps.SitemapSection, "limit", 2)
    tags = [make_tag() for _ in range(3)]
    make_tag()
    published_post(tags=tags, category=make_category(slug="life"))
    listed = [path for number in (1, 2) for path in paths(client, f"/sitemap-tags-{number}.xml")]
    assert listed == [tag.get_absolute_url() for tag in tags]
    assert paths(client, "/sitemap-categories-1.xml") == ["/categories/life/"]


@pytest.mark.parametrize("name", ["posts-2", "posts-0", "nothing-1"])
def test_a_file_that_is_not_in_the_index_is_not_found(client, name):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, number):
    for _ in range(number):
        published_post(tags=[make_tag()], authors=[make_author()], category=make_category())
    # Site; newest post; posts and pages counted; posts with the moments of their changes; four kinds
    # of lists, and the links of terms and authors in one query; the addresses of posts.
    with django_assert_num_queries(11):
        client.get("/sitemap.xml")

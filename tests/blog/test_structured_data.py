"""The head of public pages: blog/metadata.py, blog/structured_data.py, components/meta.html."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from lxml import html as lxml_html

from blog.enums import AIUse
from blog.models import BlogSettings, Post, ProfileLink
from core.models import SiteSettings
from tests.factories import (
    make_author,
    make_category,
    make_image,
    make_tag,
    published_page,
    published_post,
)

pytestmark = pytest.mark.django_db

MOMENT = datetime(2025, 1, 28, 3, 0, tzinfo=UTC)  # noon in Tokyo


class Head:
    """The head of the page at `url`."""

    def __init__(self, client: Any, url: str) -> None:
        self.tree = lxml_html.fromstring(client.get(url).content).find("head")

    def meta(self, name: str) -> list[str]:
        """Contents of every <meta> with this name or property."""
        return self.tree.xpath("meta[@name=$n or @property=$n]/@content", n=name)

    def links(self, rel: str) -> list[str]:
        return self.tree.xpath("link[@rel=$rel]/@href", rel=rel)

    def things(self) -> dict[str, Any]:
        """The things that the JSON-LD describes, by type."""
        (script,) = self.tree.xpath("script[@type='application/ld+json']")
        data = json.loads(script.text)
        assert data["@context"] == "https://schema.org"
        return {thing["@type"]: thing for thing in data["@graph"]}


@pytest.fixture
def post() -> Post:
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


# Metadata
def test_a_post_tells_link_previews_everything(client, post):
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


def test_a_post_that_first_stood_elsewhere_points_there(client):
    post = published_post(canonical_url="https://elsewhere.example/1/")
    head = Head(client, post.get_absolute_url())
    assert head.links("canonical") == head.meta("og:url") == ["https://elsewhere.example/1/"]


def test_a_post_without_a_picture_borrows_that_of_the_site(client):
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
    SiteSettings(posts_per_page=1).save()
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


# Structured data
def test_a_post_is_a_blog_posting(client, post):
    thing = Head(client, post.get_absolute_url()).things()["BlogPosting"]
    url = "http://testserver/posts/%E7%8C%AB/"
    assert thing == {
        "@type": "BlogPosting",
        "@id": f"{url}#post",
        "headline": post.title,
        "description": "あらすじ",
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": "ja",
        "datePublished": "2025-01-28T12:00:00+09:00",
        "dateModified": "2025-01-30T12:00:00+09:00",
        "author": [
            {"@type": "Person", "name": "海野", "url": "http://testserver/authors/umino/"},
            {"@type": "Person", "name": "山野", "url": "http://testserver/authors/yamano/"},
        ],
        "publisher": {"@type": "Organization", "name": "綴", "url": "http://testserver/"},
        "image": {
            "@type": "ImageObject",
            "url": f"http://testserver{post.cover.url}",
            "width": 1200,
            "height": 630,
        },
        "articleSection": "生き物",
        "keywords": ["犬", "猫"],
        "commentCount": 3,
        "isAccessibleForFree": True,
        "isPartOf": {
            "@type": "Blog",
            "@id": "http://testserver/#blog",
            "name": "綴",
            "url": "http://testserver/",
        },
    }


def test_breadcrumbs_lead_from_home_to_the_post(client, post):
    crumbs = Head(client, post.get_absolute_url()).things()["BreadcrumbList"]["itemListElement"]
    assert [
        (c["position"], c["name"], c["item"].removeprefix("http://testserver")) for c in crumbs
    ] == [
        (1, "綴", "/"),
        (2, "暮らし", "/categories/life/"),
        (3, "生き物", "/categories/life/pets/"),
        (4, post.title, "/posts/%E7%8C%AB/"),
    ]


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({"ai_use": AIUse.GENERATED}, "TrainedAlgorithmicMedia"),
        ({"ai_use": AIUse.ASSISTED}, "CompositeWithTrainedAlgorithmicMedia"),
        ({"body": ":::ai\n機械の文。\n:::"}, "CompositeWithTrainedAlgorithmicMedia"),
    ],
)
def test_a_machines_part_is_told_to_machines(client, fields, source):
    thing = Head(client, published_post(**fields).get_absolute_url()).things()["BlogPosting"]
    assert thing["digitalSourceType"] == f"https://schema.org/{source}DigitalSource"
    assert "AI" in thing["creditText"]


def test_home_describes_the_site_and_its_search(client):
    SiteSettings(name="糸", tagline="綴る", description="説明").save()
    things = Head(client, "/").things()
    assert set(things) == {"WebSite", "Blog"}
    site = things["WebSite"]
    assert (site["name"], site["alternateName"], site["description"]) == ("糸", "綴る", "説明")
    assert site["potentialAction"] == {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": "http://testserver/search/?q={search_term_string}",
        },
        "query-input": "required name=search_term_string",
    }


def test_an_author_has_a_profile_page(client, post):
    author = post.authors.get(slug="umino")
    ProfileLink.objects.create(author=author, service="x", url="https://x.com/umino")
    things = Head(client, "/authors/umino/").things()
    assert set(things) == {"ProfilePage", "BreadcrumbList"}
    assert things["ProfilePage"]["mainEntity"] == {
        "@type": "Person",
        "name": "海野",
        "url": "http://testserver/authors/umino/",
        "sameAs": ["https://x.com/umino"],
    }


@pytest.mark.parametrize("path", ["/categories/life/", "/archive/2025/1/"])
def test_a_list_is_a_collection(client, post, path):
    assert set(Head(client, path).things()) == {"CollectionPage", "BreadcrumbList"}


def test_a_page_is_a_web_page(client):
    page = published_page(title="この場所", slug="about")
    things = Head(client, page.get_absolute_url()).things()
    assert set(things) == {"WebPage", "BreadcrumbList"}
    assert things["WebPage"]["name"] == "この場所"


def test_nothing_in_the_structured_data_can_end_its_script(client, post):
    source = client.get(post.get_absolute_url()).content.decode()
    data = source.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert not set(data) & set("<>&\u2028\u2029")
    assert json.loads(data)["@graph"][0]["headline"] == post.title


def test_a_post_scheduled_long_ago_was_never_changed_before_it_was_public(client):
    post = published_post()
    moment = timezone.now() - timedelta(minutes=1)
    Post.objects.filter(pk=post.pk).update(
        published_at=moment, updated_at=moment - timedelta(days=5)
    )
    thing = Head(client, post.get_absolute_url()).things()["BlogPosting"]
    assert thing["dateModified"] == thing["datePublished"]

"""JSON-LD of public pages: blog/seo/structured_data.py."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from blog.enums import AIUse
from blog.models import Post, ProfileLink
from core.models import SiteSettings
from core.moments import timestamp
from tests.blog.head import Head, complete_post
from tests.factories import (
    published_page,
    published_post,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    return complete_post()


def test_a_post_is_a_blog_posting(client, post):
    thing = Head(client, post.get_absolute_url()).nodes()["BlogPosting"]
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
    crumbs = Head(client, post.get_absolute_url()).nodes()["BreadcrumbList"]["itemListElement"]
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
def test_the_use_of_ai_is_disclosed_to_machines(client, fields, source):
    thing = Head(client, published_post(**fields).get_absolute_url()).nodes()["BlogPosting"]
    assert thing["digitalSourceType"] == f"https://schema.org/{source}DigitalSource"
    assert "AI" in thing["creditText"]


def test_home_describes_the_site_and_its_search(client):
    SiteSettings(name="糸", tagline="綴る", description="説明").save()
    things = Head(client, "/").nodes()
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
    things = Head(client, "/authors/umino/").nodes()
    assert set(things) == {"ProfilePage", "BreadcrumbList"}
    assert things["ProfilePage"]["mainEntity"] == {
        "@type": "Person",
        "name": "海野",
        "url": "http://testserver/authors/umino/",
        "sameAs": ["https://x.com/umino"],
    }


@pytest.mark.parametrize("path", ["/categories/life/", "/archive/2025/1/"])
def test_a_list_is_a_collection(client, post, path):
    assert set(Head(client, path).nodes()) == {"CollectionPage", "BreadcrumbList"}


def test_a_page_is_a_web_page(client):
    page = published_page(title="この場所", slug="about")
    things = Head(client, page.get_absolute_url()).nodes()
    assert set(things) == {"WebPage", "BreadcrumbList"}
    assert things["WebPage"]["name"] == "この場所"


@pytest.mark.parametrize("publish", [published_post, published_page])
def test_questions_of_a_text_are_a_faq_page(client, publish):
    body = ":::よくある質問\nQ. 1 < 2 は？\nA. **はい**。\n:::"
    entry = publish(slug="q", title="質問", body=body)
    url = f"http://testserver{entry.get_absolute_url()}"
    assert Head(client, entry.get_absolute_url()).nodes()["FAQPage"] == {
        "@type": "FAQPage",
        "@id": f"{url}#faq",
        "url": url,
        "inLanguage": "ja",
        "mainEntity": [
            {
                "@type": "Question",
                "name": "1 < 2 は？",
                "acceptedAnswer": {"@type": "Answer", "text": "はい。"},
            }
        ],
    }


def test_a_text_without_questions_is_no_faq_page(client, post):
    assert "FAQPage" not in Head(client, post.get_absolute_url()).nodes()


def test_an_entry_of_an_older_version_without_questions_is_no_faq_page(client, post):
    Post.objects.filter(pk=post.pk).update(questions=None)
    assert "FAQPage" not in Head(client, post.get_absolute_url()).nodes()


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
    thing = Head(client, post.get_absolute_url()).nodes()["BlogPosting"]
    assert thing["dateModified"] == thing["datePublished"] == timestamp(moment)
    assert "." not in thing["dateModified"]

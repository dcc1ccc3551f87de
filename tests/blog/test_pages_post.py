"""Page of a post, its parts, disclosures and number of queries: blog/views/entries.py."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from blog import publishing
from blog.enums import AdPosition, AIUse
from blog.models import Ad, BlogSettings, Post
from tests.factories import (
    approved_comment,
    draft_post,
    make_author,
    make_category,
    make_image,
    make_persona,
    make_series,
    make_settings,
    make_tag,
    private_post,
    published_page,
    published_post,
    scheduled_post,
    trashed_draft,
    trashed_post,
)
from tests.html import select, texts, tree

pytestmark = pytest.mark.django_db


def days_ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)


def page_of(client: Any, post: Any) -> Any:
    """The page of `post` as a tree."""
    response = client.get(post.get_absolute_url())
    assert response.status_code == 200
    return tree(response)


def full_post(**fields: Any) -> Post:
    series = make_series(name="連載")
    published_post(title="前の回", series=series, series_position=1, published_at=days_ago(9))
    return published_post(
        **{
            "title": "本当なのか!?という話題について",
            "slug": "full",
            "body": "導入です。\n\n## 一\n\n文\n\n## 二\n\n文\n\n## 三\n\n文",
            "category": make_category(name="人工知能", slug="ai"),
            "authors": [make_author(name="綴野はじめ")],
            "tags": [make_tag(name="読書")],
            "series": series,
            "series_position": 2,
            "is_advertising": True,
            "ai_use": AIUse.ASSISTED,
            **fields,
        }
    )


def test_all_parts_are_in_the_order_of_the_design(client):
    page = page_of(client, full_post())
    selectors = [
        ".breadcrumbs",
        ".entry-header time",
        ".entry-series",
        "h1",
        ".byline",
        ".entry-cover",
        ".notice-pr",
        ".notice .notice-mark",
        ".prose p",
        ".toc",
        ".prose h2",
        ".tags",
        ".follow",
        ".share",
        ".author-box",
        ".series-nav",
        ".neighbours",
        "#comments",
        ".site-footer",
    ]
    order = {element: place for place, element in enumerate(page.iter())}
    places = [order[select(page, selector)[0]] for selector in selectors]
    assert places == sorted(places)
    assert len(select(page, "h1")) == len(select(page, "main")) == 1


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (draft_post, 404),
        (scheduled_post, 404),
        (private_post, 404),
        (trashed_draft, 404),
        (trashed_post, 410),
    ],
)
def test_what_is_not_public_answers_without_a_word_of_it(client, make, status):
    post = make(title="秘密の題名", body="秘密の本文")
    response = client.get(post.get_absolute_url())
    assert response.status_code == status
    assert "秘密" not in response.content.decode()
    assert 'role="search"' in response.content.decode()


def test_a_page_is_the_same_bytes_for_everybody(client, author_client):
    post = full_post()
    first = client.get(post.get_absolute_url())
    second = author_client.get(post.get_absolute_url(), headers={"Accept-Language": "en"})
    assert first.content == second.content
    assert not first.cookies
    assert not second.cookies
    assert "Cookie" not in first.headers.get("Vary", "")


def test_dates_are_absolute_and_machines_can_read_them(client):
    post = published_post(published_at=datetime(2025, 1, 31, 15, 30, tzinfo=UTC))
    page = page_of(client, post)
    shown = select(page, ".entry-header time")[0]
    assert (shown.text, shown.get("datetime")) == ("2025年2月1日", "2025-02-01T00:30:00+09:00")


def test_an_update_on_a_later_day_is_shown(client):
    post = published_post(published_at=days_ago(3))
    Post.objects.filter(pk=post.pk).update(updated_at=post.published_at)
    assert len(select(page_of(client, post), ".entry-header time")) == 1
    post.body = "新しい本文"
    publishing.save(post, fields=["body"])
    assert len(select(page_of(client, post), ".entry-header time")) == 2


def test_reading_time_follows_the_speed_of_the_settings(client):
    post = published_post(body="字" * 2000)
    assert "4" in texts(page_of(client, post), ".entry-header .facts span")[-1]
    BlogSettings(reading_speed=1000).save()
    assert "2" in texts(page_of(client, post), ".entry-header .facts span")[-1]


@pytest.mark.parametrize(
    ("fields", "marks"),
    [
        ({}, []),
        ({"is_advertising": True}, ["PR"]),
        ({"ai_use": AIUse.GENERATED}, ["AI"]),
        ({"ai_use": AIUse.ASSISTED}, ["AI"]),
        ({"body": ":::ai\n機械の文\n:::"}, ["AI"]),
        ({"is_advertising": True, "ai_use": AIUse.ASSISTED}, ["PR", "AI"]),
    ],
)
def test_advertising_and_machines_are_disclosed_before_the_text(client, fields, marks):
    assert texts(page_of(client, published_post(**fields)), ".notice-mark") == marks


def test_several_authors_are_named_in_their_order(client):
    authors = [make_author(name="二番目の名"), make_author(name="一番目の名")]
    page = page_of(client, published_post(authors=authors[::-1]))
    assert texts(page, ".byline .author-label") == ["一番目の名", "二番目の名"]
    assert texts(page, ".author-name a") == ["一番目の名", "二番目の名"]


def test_the_author_box_can_be_switched_off(client):
    BlogSettings(author_box=False).save()
    page = page_of(client, published_post(authors=[make_author()]))
    assert select(page, ".author-box") == []
    assert len(select(page, ".byline")) == 1


@pytest.mark.parametrize(("length", "is_long"), [(59, False), (60, True)])
def test_a_title_of_sixty_characters_is_set_smaller(client, length, is_long):
    page = page_of(client, published_post(title="題" * length))
    assert ("is-long" in select(page, "h1")[0].get("class")) == is_long


def test_the_head_names_the_category_once(client):
    page = page_of(client, full_post())
    category = texts(page, ".breadcrumbs li")[-1]
    assert category not in select(page, ".entry-header")[0].text_content()


def test_paper_gets_the_url_of_the_post(client):
    post = published_post()
    article = select(page_of(client, post), "article.entry")[0]
    assert article.get("data-address") == f"http://testserver{post.get_absolute_url()}"


def languages(page):
    """What the page, the parts around the article, and the article say of their language."""
    parts = (page, *select(page, "body"), *select(page, "article.entry"))
    return [part.get("lang") for part in parts]


@pytest.mark.parametrize("make", [published_post, published_page])
def test_a_page_has_the_language_of_its_text_and_the_parts_around_it_that_of_the_site(make, client):
    entry = make(language="en", title="A text in English", body="Text.")
    assert languages(page_of(client, entry)) == ["en", "ja", "en"]
    assert languages(page_of(client, make())) == ["ja", None, None]


def test_the_owner_chooses_typeface_and_sidebar(client):
    post = full_post()
    assert select(page_of(client, post), ".widget") == []
    make_settings(heading_font="sans", layout="sidebar")
    Ad.objects.create(
        name="side", text="横の広告", url="https://example.com/", position=AdPosition.SIDEBAR
    )
    page = page_of(client, post)
    assert page.get("data-heading") == "sans"
    assert len(select(page, ".page-aside .widget")) == 4
    assert texts(page, ".page-aside .ad-link") == ["横の広告"]


def test_the_contents_beside_the_text_list_what_the_text_holds(client):
    page = page_of(client, full_post())
    for place in (".toc", ".toc-rail", ".toc-sheet"):
        links = select(page, f"{place} .toc-list a")
        assert [link.get("href") for link in links] == [
            f"#{heading.get('id')}" for heading in select(page, ".prose h2")
        ]


def test_a_static_page_has_no_place_in_the_stream(client):
    page = page_of(client, published_page(title="このブログについて", slug="about"))
    assert texts(page, "h1") == ["このブログについて"]
    for block in (".neighbours", ".related", ".author-box", ".share"):
        assert select(page, block) == []


@pytest.mark.parametrize(("others", "comments"), [(1, 1), (3, 1), (3, 200)])
@pytest.mark.parametrize("layout", ["single", "sidebar"])
def test_the_page_of_a_post_asks_eleven_queries_and_one_for_its_sidebar(
    client, django_assert_num_queries, others, comments, layout
):
    """With every kind of block, a series, related posts and comments; nothing is cached."""
    BlogSettings(layout=layout).save()
    image, persona, tag = make_image(), make_persona(avatar=make_image()), make_tag()
    series, category = make_series(), make_category()
    Ad.objects.create(
        name="ad", text="広告", url="https://example.com/", position=AdPosition.BEFORE_TOC
    )
    for number in range(others):
        published_post(
            slug=f"other-{number}", series=series, category=category, tags=[tag], cover=make_image()
        )
    post = published_post(
        body=f"導入\n\n![絵](image:{image.key})\n\n## 一\n\n:::balloon {persona.key}\nはい\n:::\n\n"
        "## 二\n\n:::card /posts/other-0/\n:::\n\n## 三\n\n文",
        series=series,
        category=category,
        tags=[tag],
        authors=[make_author(), make_author()],
        cover=make_image(),
    )
    for _ in range(comments):
        approved_comment(post)
    with django_assert_num_queries(12 if layout == "sidebar" else 11):
        page = page_of(client, post)
    assert bool(select(page, ".page-aside .widget")) == (layout == "sidebar")
    for block in (".prose img", ".balloon", ".link-card", ".ad", ".toc", ".series-nav", ".comment"):
        assert select(page, block), block

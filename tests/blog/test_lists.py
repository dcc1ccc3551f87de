"""Lists of posts, their order and number of queries: blog/views/lists.py."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from blog.models import BlogSettings, Post, ProfileLink
from tests.factories import (
    draft_post,
    make_author,
    make_category,
    make_image,
    make_series,
    make_settings,
    make_tag,
    private_post,
    published_page,
    published_post,
    scheduled_post,
)
from tests.html import texts, tree

pytestmark = pytest.mark.django_db


def titles(response: Any) -> list[str]:
    """The titles of the cards on the page, in their order."""
    return texts(tree(response), ".card-title")


def days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def test_home_shows_public_posts_newest_first(client):
    published_post(title="古い記事", published_at=days_ago(3))
    published_post(title="新しい記事", published_at=days_ago(1))
    draft_post(title="下書き")
    scheduled_post(title="予約")
    private_post(title="非公開")
    assert titles(client.get("/")) == ["新しい記事", "古い記事"]


def test_home_makes_the_newest_post_large_on_its_first_page_only(client):
    BlogSettings(posts_per_page=1).save()
    published_post(published_at=days_ago(2))
    published_post(published_at=days_ago(1))
    assert client.get("/").content.count(b"card-lead") == 1
    assert client.get("/?page=2").content.count(b"card-lead") == 0


def test_home_without_posts_says_what_will_happen(client):
    response = client.get("/")
    assert titles(response) == []
    assert 'href="/feed/guide/"' in response.content.decode()


@pytest.mark.parametrize("page", ["0", "3", "-1", "x", "1.5", "９" * 40])
def test_a_page_that_does_not_exist_is_not_found(client, page):
    BlogSettings(posts_per_page=1).save()
    published_post()
    published_post()
    assert client.get("/", {"page": page}).status_code == 404


def test_pages_of_a_list_hold_every_post_once(client):
    BlogSettings(posts_per_page=2).save()
    moment = days_ago(1)
    posts = [published_post(published_at=moment) for _ in range(5)]
    seen = [title for page in (1, 2, 3) for title in titles(client.get("/", {"page": page}))]
    assert seen == [post.title for post in reversed(posts)]


def test_pagination_leads_to_the_neighbours_and_the_first_page_has_one_address(client):
    BlogSettings(posts_per_page=1).save()
    for _ in range(3):
        published_post()
    html = client.get("/?page=2").content.decode()
    assert re.findall(r'<a rel="(prev|next)" href="([^"]+)"', html) == [
        ("prev", "/"),
        ("next", "/?page=3"),
    ]


def test_a_category_shows_its_own_posts_and_those_below(client):
    parent = make_category(name="技術", slug="tech")
    child = make_category(name="人工知能", slug="ai", parent=parent)
    sibling = make_category(name="技芸", slug="tech2")
    published_post(title="上の記事", category=parent, published_at=days_ago(2))
    published_post(title="下の記事", category=child, published_at=days_ago(1))
    published_post(title="隣の記事", category=sibling)
    response = client.get("/categories/tech/")
    assert titles(response) == ["下の記事", "上の記事"]
    assert "人工知能 (1)" in response.content.decode()
    assert titles(client.get("/categories/tech/ai/")) == ["下の記事"]


def test_breadcrumbs_of_a_category_name_those_above_it(client):
    child = make_category(
        name="人工知能", slug="ai", parent=make_category(name="技術", slug="tech")
    )
    published_post(category=child)
    html = client.get("/categories/tech/ai/").content.decode()
    crumbs = html.partition('class="breadcrumbs"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', crumbs) == ["/", "/categories/tech/"]
    assert "人工知能" in crumbs


def test_a_category_without_posts_has_a_page_but_no_place_in_the_navigation(client):
    make_category(name="空の棚", slug="empty")
    draft_post(category=make_category(name="下書きの棚", slug="drafts"))
    assert client.get("/categories/empty/").status_code == 200
    home = client.get("/").content.decode()
    assert "空の棚" not in home
    assert "下書きの棚" not in home


def test_a_tag_shows_the_posts_that_bear_it(client):
    tag = make_tag(slug="読書")
    published_post(title="札のある記事", tags=[tag])
    published_post(title="札のない記事")
    draft_post(title="札のある下書き", tags=[tag])
    assert titles(client.get("/tags/読書/")) == ["札のある記事"]


def test_a_series_runs_in_its_own_order(client):
    series = make_series(slug="ml")
    for position, title in ((2, "第二回"), (1, "第一回"), (3, "第三回")):
        published_post(title=title, series=series, series_position=position)
    assert titles(client.get("/series/ml/")) == ["第一回", "第二回", "第三回"]


def test_an_author_shows_name_words_profiles_and_posts(client):
    author = make_author(name="綴野はじめ", reading="つづりの はじめ", slug="hajime")
    ProfileLink.objects.create(author=author, service="github", url="https://example.com/hajime")
    published_post(title="私の記事", authors=[author, make_author()])
    published_post(title="他人の記事", authors=[make_author()])
    response = client.get("/authors/hajime/")
    html = response.content.decode()
    assert titles(response) == ["私の記事"]
    assert "つづりの はじめ" in html
    assert 'rel="me noopener" href="https://example.com/hajime"' in html


def test_an_author_without_a_public_post_has_no_page(client):
    draft_post(authors=[make_author(slug="hidden")])
    assert client.get("/authors/hidden/").status_code == 404


def test_a_month_is_one_of_the_sites_time_zone(client):
    """15:30 on 31 January in UTC is half past midnight on 1 February in Tokyo."""
    published_post(title="日付の境目", published_at=datetime(2025, 1, 31, 15, 30, tzinfo=UTC))
    assert titles(client.get("/archive/2025/02/")) == ["日付の境目"]
    assert client.get("/archive/2025/01/").status_code == 404


@pytest.mark.parametrize("path", ["/archive/2025/13/", "/archive/2025/0/", "/archive/0/1/"])
def test_a_month_that_does_not_exist_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_the_footer_lists_pages_months_and_profiles_of_the_site(client):
    published_page(title="このブログについて", slug="about")
    published_post(published_at=datetime(2025, 1, 10, tzinfo=UTC))
    published_post(published_at=datetime(2025, 1, 20, tzinfo=UTC))
    ProfileLink.objects.create(service="mastodon", url="https://example.com/@site")
    ProfileLink.objects.create(author=make_author(), service="x", url="https://example.com/author")
    footer = client.get("/").content.decode().partition("<footer")[2]
    assert 'href="/about/">このブログについて' in footer
    assert 'href="/archive/2025/1/">2025年1月 (2)' in footer
    assert "https://example.com/@site" in footer
    assert "https://example.com/author" not in footer


def test_the_logo_of_the_settings_replaces_the_name(client):
    image = make_image()
    BlogSettings(logo=image).save()
    header = client.get("/").content.decode().partition("</header>")[0]
    size = image.largest
    assert f'src="{size.url}" width="{size.width}" height="{size.height}" alt="綴"' in header


@pytest.mark.parametrize("count", [1, 3])
class TestQueriesDoNotGrow:
    """The site, the page_context around the page, and what the list itself needs."""

    def populate(self, count: int) -> dict[str, Any]:
        parent = make_category(slug="parent")
        rows = {
            "category": make_category(slug="child", parent=parent),
            "series": make_series(slug="series"),
        }
        author, tag = make_author(slug="author"), make_tag(slug="tag")
        for number in range(count):
            published_post(
                **rows,
                series_position=number,
                tags=[tag],
                authors=[author],
                cover=make_image(),
                published_at=datetime(2025, 1, 10 + number, tzinfo=UTC),
            )
            published_page()
        return rows

    @pytest.mark.parametrize(
        ("path", "queries"),
        [
            ("/", 5),
            ("/categories/parent/", 5),
            ("/categories/parent/child/", 5),
            ("/tags/tag/", 5),
            ("/series/series/", 5),
            ("/authors/author/", 7),
            ("/archive/2025/1/", 5),
        ],
    )
    def test_with_the_number_of_posts(
        self, client, django_assert_num_queries, count, path, queries
    ):
        self.populate(count)
        with django_assert_num_queries(queries):
            response = client.get(path)
        assert len(titles(response)) == count == Post.objects.count()


def test_the_title_of_a_list_says_which_page_it_is(client):
    make_settings(name="綴", posts_per_page=1)
    about = {
        "category": make_category(slug="c", name="甲"),
        "tags": [make_tag(slug="t", name="甲")],
    }
    about |= {
        "series": make_series(slug="s", name="甲"),
        "authors": [make_author(slug="a", name="甲")],
    }
    for day in (10, 20):
        published_post(published_at=datetime(2025, 1, day, tzinfo=UTC), **about)
    lists = ["/categories/c/", "/tags/t/", "/series/s/", "/authors/a/", "/archive/2025/1/"]
    for path in lists:
        first, second = (tree(client.get(path, {"page": n})).findtext(".//title") for n in (1, 2))
        assert second == first.replace(" | 綴", "（2ページ） | 綴"), path
        assert "ページ" not in first, path


def test_the_title_of_a_search_says_which_page_it_is(client):
    make_settings(name="綴", posts_per_page=1)
    for _ in range(2):
        published_post(published_at=datetime(2025, 1, 10, tzinfo=UTC))
    title = tree(client.get("/search/", {"q": "after:2024", "page": 2})).findtext(".//title")
    assert title.endswith("（2ページ） | 綴")

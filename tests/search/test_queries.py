"""Searches: words, order, filters, pages, other titles, suggestions and limits: search/queries.py."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from blog.models import Post
from search import parsing, queries
from tests.factories import (
    draft_post,
    make_author,
    make_tag,
    published_page,
    published_post,
    trashed_post,
)
from tests.search.indexing import index_everything
from tests.search.results import page, slugs

pytestmark = pytest.mark.django_db

TOKYO = ZoneInfo("Asia/Tokyo")


def days_ago(days: float):
    return timezone.now() - timedelta(days=days)


# Words
def found(query: str) -> set[str]:
    keys = queries.matching(parsing.parse(query))
    return set(Post.objects.filter(pk__in=keys).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("猫", {"猫の話"}),
        ("話", {"猫の話", "犬の話"}),
        ("話 ふくろう", {"猫の話"}),
        ("話　犬", {"犬の話"}),
        ("猫 犬", set()),
        ("deepseek", {"猫の話"}),
        ("ＤＥＥＰＳＥＥＫ", {"猫の話"}),
        ("ｶﾞﾗｹｰ", {"犬の話"}),
        ("ai", {"犬の話"}),
        ("excel", {"犬の話"}),
        ("école", {"É"}),
        ("ÉCOLE", {"É"}),
        ("100%", {"猫の話"}),
        ("1%0", set()),
        ("snake_case", {"É"}),
        ("snakexcase", set()),
        ("'; DROP TABLE blog_post; --", set()),
        ("", set()),
        ("　 \t", set()),
        ("\x00", set()),
        ("猫\x00", {"猫の話"}),
    ],
)
def test_a_post_is_found_by_all_its_words_however_they_are_typed(library, query, titles):
    assert found(query) == titles


# Order
def test_the_best_come_first_title_then_headings_then_text_each_newest_first(client):
    for slug, fields, days in [
        ("text-new", {"body": "猫の話"}, 1),
        ("text-old", {"body": "猫の話"}, 40),
        ("heading", {"body": "## 猫\n\n話"}, 30),
        ("title-old", {"title": "猫"}, 20),
        ("title-new", {"title": "新しい猫"}, 10),
    ]:
        published_post(slug=slug, published_at=days_ago(days), **fields)
    index_everything()
    best = ["title-new", "title-old", "heading", "text-new", "text-old"]
    assert slugs(page(client, "q=猫")) == best
    assert slugs(page(client, "q=猫&order=date")) == [
        *("text-new", "title-new", "title-old", "heading", "text-old")
    ]
    assert slugs(page(client, "q=猫&order=nonsense")) == best


def test_two_words_in_the_title_come_before_one(client):
    published_post(slug="one", title="猫", body="犬")
    published_post(slug="both", title="犬と猫", published_at=days_ago(9))
    index_everything()
    assert slugs(page(client, "q=猫+犬")) == ["both", "one"]


# Syntax
def test_tags_authors_and_days_narrow_a_search_down(client):
    minamo, ito = (
        make_author(name="みなも", reading="みなも", slug="minamo"),
        make_author(name="糸"),
    )
    paper = make_tag(name="手帳", slug="paper")
    at = {year: datetime(year, 6, 1, 0, 30, tzinfo=TOKYO) for year in (2023, 2024, 2025)}
    published_post(slug="a", title="猫", tags=[paper], authors=[minamo], published_at=at[2023])
    published_post(slug="b", title="猫", authors=[minamo, ito], published_at=at[2024])
    published_post(slug="c", title="猫", tags=[paper], authors=[ito], published_at=at[2025])
    published_post(slug="d", title="犬", tags=[paper], authors=[ito], published_at=at[2025])
    index_everything()
    for query, expected in {
        "猫 tag:手帳": "ca",
        "tag:paper": "dca",
        "tag:手": "",
        "猫 author:みなも": "ba",
        "author:糸 -犬": "cb",
        "before:2024": "a",
        "before:2024-06-01": "a",
        "before:2024-06-02": "ba",
        "after:2024-06-01 猫": "cb",
        "猫 -猫": "",
        "tag:手帳 author:糸 before:2026 after:2025 -犬": "c",
    }.items():
        assert "".join(slugs(page(client, f"q={query}"))) == expected, query


# Pages
def test_pages_are_listed_above_the_posts(client):
    published_page(title="この場所について", slug="about", body="猫のいる場所")
    published_page(title="連絡先", slug="contact")
    published_post(slug="a", title="猫")
    index_everything()
    tree = page(client, "q=猫")
    assert tree.xpath("//section[@class='search-pages']//a/@href") == ["/about/"]
    assert slugs(tree) == ["a"]
    assert not page(client, "q=猫&page=2").xpath("//section[@class='search-pages']")


# Nothing found
def test_who_mistypes_is_offered_the_nearest_public_title(client):
    published_post(title="DeepSeekショックとは")
    published_post(title="まったく別の話")
    for make in (draft_post, trashed_post):
        make(title="deepseakショック")
    index_everything()
    tree = page(client, "q=deepseakショック")
    (link,) = tree.xpath("//p[@class='search-nearest']/a")
    assert link.text_content() == "DeepSeekショックとは"
    assert slugs(page(client, link.get("href").partition("?")[2])) != []
    assert not page(client, "q=無関係").xpath("//p[@class='search-nearest']")


# Suggestions
def test_titles_are_suggested_while_typing(client, django_assert_num_queries):
    for number in range(8):
        published_post(
            slug=f"p{number}", title=f"カメラの話{number}", published_at=days_ago(number)
        )
    draft_post(title="カメラの下書き")
    published_post(title="本文だけ", body="カメラ")
    index_everything()
    with django_assert_num_queries(4):  # site, synonyms, hits, posts
        response = client.get("/search/suggest/?q=かめ")
    assert response.json()["suggestions"] == [
        {"title": f"カメラの話{number}", "url": f"/posts/p{number}/"} for number in range(6)
    ]
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert client.get("/search/suggest/?q=").json() == {"suggestions": []}
    assert client.post("/search/suggest/").status_code == 405


# Limits
def test_one_network_may_ask_so_much_and_no_more(client, settings):
    settings.SEARCHES_A_MINUTE = 3
    asked = [client.get("/search/?q=猫").status_code for _ in range(5)]
    assert asked == [200, 200, 200, 429, 429]
    refused = client.get("/search/suggest/?q=猫")
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert client.get("/search/?q=猫", REMOTE_ADDR="192.0.2.7").status_code == 200
    settings.SEARCHES_A_MINUTE = 0
    assert client.get("/search/?q=猫").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "あ" * 100_000,
        " ".join(["の"] * 40_000),
        "ー" * 100,
        "ァー" * 50,
        "サーバー管理" * 16,
        "-の " * 30,
        '"' * 100,
        "「" * 50 + "」" * 50,
        "tag:" * 25,
        "%" * 100,
        "a* OR b* NEAR(c)",
        "\ufe0f\u200d",
        "\U0010fffd\U0010f0ff",
        "\ud800",
        "\x00' OR 1=1 --",
    ],
)
def test_a_hostile_query_is_answered_with_few_queries(client, query, django_assert_max_num_queries):
    published_post(body="サーバー管理の話")
    index_everything()
    with django_assert_max_num_queries(16):
        assert (
            client.get("/search/", {"q": query.encode("utf-8", "replace").decode()}).status_code
            == 200
        )
        assert (
            client.get(
                "/search/suggest/", {"q": query.encode("utf-8", "replace").decode()}
            ).status_code
            == 200
        )


def test_the_last_page_that_can_be_reached(client, monkeypatch):
    monkeypatch.setattr("search.queries.MAX_PAGINATED", 24)
    for _ in range(30):
        published_post(title="猫")
    index_everything()
    first, last = page(client, "q=猫"), page(client, "q=猫&page=9999")
    assert len(slugs(first)) == len(slugs(last)) == 12
    assert not set(slugs(first)) & set(slugs(last))
    assert not last.xpath("//a[@rel='next']")


def test_more_hits_than_are_counted_are_more_than(client, monkeypatch):
    monkeypatch.setattr("search.queries.MAX_COUNTED", {"": 20, "date": 15})
    for _ in range(21):
        published_post(title="猫")
    index_everything()
    for order, counted in (("", "20"), ("date", "15")):
        (status,) = page(client, f"q=猫&order={order}").xpath("//main//*[@role='status']")
        assert f"{counted}件を超える" in status.text_content()
        assert slugs(page(client, f"q=猫&order={order}&page=2")) != []

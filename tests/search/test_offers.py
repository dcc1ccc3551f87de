"""What a page of results offers besides the hits: order, facets, places in the text, other titles."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from lxml import html as lxml_html

from search import normalise, snippets
from search.wanted import Term
from tests.factories import (
    draft_post,
    make_author,
    make_category,
    make_tag,
    published_page,
    published_post,
    trashed_post,
)
from tests.search.indexing import index_everything

pytestmark = pytest.mark.django_db

TOKYO = ZoneInfo("Asia/Tokyo")


def page(client, query: str) -> lxml_html.HtmlElement:
    response = client.get(f"/search/?{query}")
    assert response.status_code == 200
    return lxml_html.fromstring(response.content)


def slugs(tree) -> list[str]:
    return [link.split("/")[2] for link in tree.xpath("//ol[@class='results']//h2/a/@href")]


def facets(tree, label: str) -> dict[str, str]:
    """Text and address of each facet under a heading."""
    links = tree.xpath(f"//nav[@aria-labelledby='{label}']//a")
    return {" ".join(link.text_content().split()): link.get("href") for link in links}


def days_ago(days: float):
    return timezone.now() - timedelta(days=days)


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


# Facets
def test_results_are_narrowed_down_by_category_and_year(client):
    top = make_category(name="暮らし", slug="living")
    below = make_category(name="道具", slug="tools", parent=top)
    other = make_category(name="本", slug="books")
    for slug, category, year in [("a", top, 2023), ("b", below, 2024), ("c", other, 2024)]:
        moment = datetime(year, 12, 31, 23, 59, tzinfo=TOKYO)
        published_post(slug=slug, title="猫", category=category, published_at=moment)
    draft_post(title="猫", category=make_category(name="秘密"))
    index_everything()
    tree = page(client, "q=猫")
    shelves, years = facets(tree, "search-shelves"), facets(tree, "search-years")
    assert set(shelves) == {"暮らし 2", "本 1", "道具 1"}
    assert set(years) == {"2024 2", "2023 1"}
    narrowing = tree.xpath("//div[@class='search-tools']//a")
    assert {link.get("rel") for link in narrowing} == {"nofollow"}  # a trap for robots
    assert slugs(page(client, shelves["暮らし 2"].partition("?")[2])) == ["b", "a"]
    narrow = page(client, "q=猫&category=living&year=2024&order=date")
    assert slugs(narrow) == ["b"]
    (widen,) = [url for name, url in facets(narrow, "search-years").items() if "2024" in name]
    assert widen == "/search/?q=%E7%8C%AB&order=date&category=living"
    for nonsense in (
        "year=0",
        "year=99999999999",
        "year=x",
        "year=٢",
        "category=%00",
        "category=no",
    ):
        assert client.get(f"/search/?q=猫&{nonsense}").status_code == 200


# Places in the text
def shown(text: str, *words: str) -> str:
    spellings = [normalise.spellings(normalise.exact(word)) for word in words]
    return snippets.snippet(text, [Term(tuple(ways)) for ways in spellings])


def test_hits_are_marked_in_the_text_as_it_was_written():
    assert shown("昔のｶﾞﾗｹｰと<b>", "がらけー") == "昔の<mark>ｶﾞﾗｹｰ</mark>と&lt;b&gt;…"
    assert shown("ＤｅｅｐＳｅｅｋ。", "deepseek") == "<mark>ＤｅｅｐＳｅｅｋ</mark>。"
    assert shown("か\u3099き。", "が") == "<mark>か\u3099</mark>き。"
    assert (
        shown("國の猫、国の犬。", "国", "犬")
        == "<mark>國</mark>の猫、<mark>国</mark>の<mark>犬</mark>。"
    )
    assert shown("東京都。", "東京", "京都") == "<mark>東京都</mark>。"
    assert shown("猫。", "犬") == ""


def test_a_long_text_is_cut_where_a_reader_would_breathe():
    text = (
        "はじめの文がここにあります。" * 30
        + "そこに猫がいました。"
        + "おわりの文がここにあります。" * 30
    )
    place = shown(text, "猫")
    assert place.startswith("…")
    assert place.endswith("…")
    assert "<mark>猫</mark>がいました。" in place
    assert len(place) < 200
    assert place.strip("…")[0] in "はここあ"


def test_the_paragraph_with_most_of_the_words_is_shown():
    assert shown("猫だけ。\n犬と猫の段落。\n犬だけ。", "猫", "犬").startswith(
        "<mark>犬</mark>と<mark>猫</mark>の"
    )


def test_a_hit_in_the_title_is_marked_there_and_the_summary_shown(client):
    published_post(title="<猫>の話", body="本文です。", excerpt="あらすじ")
    index_everything()
    (result,) = page(client, "q=猫").xpath("//article")
    assert [mark.text for mark in result.xpath(".//h2//mark")] == ["猫"]
    assert result.xpath("string(.//h2)") == "<猫>の話"
    assert result.xpath("string(.//p[@class='result-snippet'])") == "あらすじ"


# Pages
def test_pages_stand_apart_above_the_posts(client):
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
    monkeypatch.setattr("search.queries.REACHABLE", 24)
    for _ in range(30):
        published_post(title="猫")
    index_everything()
    first, last = page(client, "q=猫"), page(client, "q=猫&page=9999")
    assert len(slugs(first)) == len(slugs(last)) == 12
    assert not set(slugs(first)) & set(slugs(last))
    assert not last.xpath("//a[@rel='next']")


def test_more_hits_than_are_counted_are_more_than(client, monkeypatch):
    monkeypatch.setattr("search.queries.COUNTED", {"": 20, "date": 15})
    for _ in range(21):
        published_post(title="猫")
    index_everything()
    for order, counted in (("", "20"), ("date", "15")):
        (status,) = page(client, f"q=猫&order={order}").xpath("//main//*[@role='status']")
        assert f"{counted}件を超える" in status.text_content()
        assert slugs(page(client, f"q=猫&order={order}&page=2")) != []

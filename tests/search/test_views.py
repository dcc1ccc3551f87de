"""The page of results, as readers meet it: search/views.py, templates/search/."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone
from lxml import html as lxml_html

from blog.models import BlogSettings, Post
from config import gunicorn
from search import parsing, queries
from tests.factories import make_category, published_page, published_post
from tests.search.indexing import index_everything

pytestmark = pytest.mark.django_db


def found(query: str) -> set[str]:
    keys = queries.matching(parsing.parse(query))
    return set(Post.objects.filter(pk__in=keys).values_list("title", flat=True))


def page(client, path: str) -> lxml_html.HtmlElement:
    response = client.get(path)
    assert response.status_code == 200
    return lxml_html.fromstring(response.content)


def links(tree: lxml_html.HtmlElement) -> list[str]:
    return [link for link in tree.xpath("//main//article//a/@href") if link.startswith("/posts/")]


def test_a_reader_finds_posts_newest_first(client):
    now = timezone.now()
    for slug, days in (("old", 3), ("new", 1), ("middle", 2)):
        published_post(slug=slug, title="猫", published_at=now - timedelta(days=days))
    index_everything()
    tree = page(client, "/search/?q=猫")
    assert links(tree) == ["/posts/new/", "/posts/middle/", "/posts/old/"]
    (status,) = tree.xpath("//main//*[@role='status']")
    assert "3" in status.text_content()


def test_results_come_in_pages_that_keep_the_query(client):
    BlogSettings(posts_per_page=1).save()
    for _ in range(3):
        published_post(title="猫 & 犬")
    index_everything()
    tree = page(client, "/search/?q=%E7%8C%AB+%26&page=2")
    assert tree.xpath("//a[@rel='next']/@href") == ["/search/?q=%E7%8C%AB+%26&page=3"]


@pytest.mark.parametrize("number", ["0", "-1", "x", "٣", ""])
def test_a_page_number_that_makes_no_sense_still_shows_results(client, number):
    published_post(slug="only", title="猫")
    index_everything()
    assert links(page(client, f"/search/?q=猫&page={number}")) == ["/posts/only/"]


def test_who_finds_nothing_is_shown_where_else_to_look(client):
    published_post(slug="here", category=make_category(name="生き物", slug="pets"))
    for path in ("/search/?q=存在しない", "/search/"):
        tree = page(client, path)
        assert links(tree) == ["/posts/here/"]
        assert "/categories/pets/" in tree.xpath("//main//a/@href")


def test_what_was_asked_is_shown_as_text(client):
    evil = '"><script>alert(1)</script>'
    tree = page(client, f"/search/?q={evil}")
    assert tree.get_element_by_id("search").value == evil
    assert not [script for script in tree.iter("script") if script.text]


def test_drafts_and_pages_are_not_found(client, library):
    published_page(title="猫の頁", slug="cats")
    index_everything()
    assert "秘密" not in client.get("/search/?q=猫").content.decode()
    assert found("猫") == {"猫の話"}


def test_the_search_takes_no_other_method(client):
    assert client.post("/search/", {"q": "x"}).status_code == 405


def test_the_page_is_the_same_for_everybody(client, editor_client, library):
    response = client.get("/search/?q=猫")
    assert editor_client.get("/search/?q=猫").content == response.content
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, number):
    for _ in range(number):
        published_post(title="猫", category=make_category())
        published_page(title="猫")
    index_everything()
    # Site, synonyms, hits, hits in titles and headings, posts, pages, page_context.
    with django_assert_num_queries(7):
        client.get("/search/?q=猫")
    with django_assert_num_queries(6):
        client.get("/search/?q=猫&order=date")
    # Site, newest posts, page_context.
    with django_assert_num_queries(3):
        client.get("/search/")


@pytest.mark.parametrize(
    "query",
    [
        {"q": "after:0001"},
        {"q": "before:0001"},
        {"q": "AI after:0001"},
        {"q": "before:9999-12-31"},
        {"q": "a", "year": "01999999"},
        {"q": "a", "year": "02026999"},
        {"q": "a", "year": "9999"},
        {"q": "a", "year": "0001"},
        {"q": "a", "year": "٢٠٢٥"},
        {"q": "a", "year": "9" * 5000},
    ],
)
@pytest.mark.parametrize("path", ["/search/", "/search/suggest/"])
def test_a_day_or_year_beyond_the_calendar_is_no_error(client, path, query):
    assert client.get(path, query).status_code == 200


def test_a_year_with_a_leading_zero_is_no_filter(client):
    published_post(title="猫", published_at=timezone.now().replace(year=2025))
    index_everything()
    assert client.get("/search/", {"q": "猫", "year": "02025"}).context["choice"].year == 0
    assert client.get("/search/", {"q": "猫", "year": "2025"}).context["choice"].year == 2025


def test_a_query_that_is_too_long_is_cut_and_the_page_says_so(client):
    page = client.get("/search/", {"q": "猫" * 480})
    assert page.status_code == 200
    assert page.context["query"].typed == "猫" * 200
    assert "search-note" in page.content.decode()
    assert "search-note" not in client.get("/search/", {"q": "猫" * 200}).content.decode()
    field = lxml_html.fromstring(page.content).get_element_by_id("search")
    assert field.get("maxlength") == "200"


def test_a_query_of_480_characters_reaches_the_page_and_no_error_of_the_server():
    line = f"GET /search/?q={quote('猫' * 480)} HTTP/1.1"
    assert len(line) < gunicorn.limit_request_line

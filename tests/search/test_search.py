"""The page of results, as readers meet it: search/views.py, templates/search/."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html as lxml_html

from blog.models import Post
from core.models import SiteSettings
from search import parsing, queries
from search.index import rebuild
from tests.factories import draft_post, make_category, published_page, published_post

pytestmark = pytest.mark.django_db


def found(query: str) -> set[str]:
    keys = queries.matching(parsing.parse(query))
    return set(Post.objects.filter(pk__in=keys).values_list("title", flat=True))


def index() -> None:
    """Bring the index up to date, as the worker does after every commit."""
    for _done in rebuild():
        pass


@pytest.fixture
def library() -> None:
    """Three public posts and a draft."""
    published_post(title="猫の話", body="ふくろうと猫。DeepSeekの値段は100%下がった。")
    published_post(title="犬の話", body="ガラケーと犬。ＡＩが来た。Ｅｘｃｅｌ")
    published_post(title="É", body="École naïve と snake_case")
    draft_post(title="秘密の猫", body="ふくろう")
    index()


# What is found
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


# The page
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
    index()
    tree = page(client, "/search/?q=猫")
    assert links(tree) == ["/posts/new/", "/posts/middle/", "/posts/old/"]
    (status,) = tree.xpath("//main//*[@role='status']")
    assert "3" in status.text_content()


def test_results_come_in_pages_that_keep_the_query(client):
    SiteSettings(posts_per_page=1).save()
    for _ in range(3):
        published_post(title="猫 & 犬")
    index()
    tree = page(client, "/search/?q=%E7%8C%AB+%26&page=2")
    assert tree.xpath("//a[@rel='next']/@href") == ["/search/?q=%E7%8C%AB+%26&page=3"]


@pytest.mark.parametrize("number", ["0", "-1", "x", "٣", ""])
def test_a_page_number_that_makes_no_sense_still_shows_results(client, number):
    published_post(slug="only", title="猫")
    index()
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
    index()
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
    index()
    # Site, synonyms, hits, hits in titles and headings, posts, pages, frame.
    with django_assert_num_queries(7):
        client.get("/search/?q=猫")
    with django_assert_num_queries(6):
        client.get("/search/?q=猫&order=date")
    # Site, newest posts, frame.
    with django_assert_num_queries(3):
        client.get("/search/")

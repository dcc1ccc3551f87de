"""Previous URLs redirect: blog/redirects/slug_history.py, blog/redirects/middleware.py."""

import pytest
from django.test import Client

from blog import publishing
from blog.models import PreviousPath
from blog.redirects import slug_history
from tests.factories import (
    make_author,
    make_category,
    make_series,
    make_tag,
    published_page,
    published_post,
)

pytestmark = pytest.mark.django_db


def moved_to(client: Client, path: str) -> str:
    """Return the path to which `path` redirects with 301."""
    response = client.get(path)
    assert response.status_code == 301
    return str(response["Location"])


def test_a_post_is_found_at_every_address_it_ever_had(client: Client) -> None:
    post = published_post(slug="one")
    for slug in ("two", "三つ目"):
        post.slug = slug
        publishing.save(post, fields=["slug"])
    present = post.get_absolute_url()
    assert {moved_to(client, f"/posts/{slug}/") for slug in ("one", "two")} == {present}
    assert client.get(present).status_code == 200


def test_a_page_is_found_at_its_old_address(client: Client) -> None:
    page = published_page(slug="about-us")
    page.slug = "about"
    publishing.save(page, fields=["slug"])
    assert moved_to(client, "/about-us/") == "/about/"


@pytest.mark.parametrize(
    ("make", "prefix"), [(make_tag, "tags"), (make_series, "series"), (make_author, "authors")]
)
def test_terms_and_authors_are_found_at_their_old_address(
    client: Client, make: object, prefix: str
) -> None:
    target = make(slug="old")  # type: ignore[operator]
    with slug_history.recording_old_path(target):
        target.slug = "new"
        target.save()
    assert moved_to(client, f"/{prefix}/old/") == f"/{prefix}/new/"


def test_everything_below_a_category_moves_along(client: Client) -> None:
    tech = make_category(slug="tech")
    ai = make_category(slug="ai", parent=tech)
    make_category(slug="llm", parent=ai)
    tech.slug = "技術"
    slug_history.save_category(tech)
    assert moved_to(client, "/categories/tech/ai/llm/").endswith("/ai/llm/")
    assert set(PreviousPath.objects.values_list("path", flat=True)) == {
        "/categories/tech/",
        "/categories/tech/ai/",
        "/categories/tech/ai/llm/",
    }


def test_an_address_that_is_used_again_no_longer_redirects(client: Client) -> None:
    first = published_post(slug="news")
    first.slug = "old-news"
    publishing.save(first, fields=["slug"])
    published_post(slug="news")
    assert client.get("/posts/news/").status_code == 200
    assert PreviousPath.objects.count() == 0


def test_going_back_to_an_old_slug_makes_no_loop(client: Client) -> None:
    post = published_post(slug="a")
    for slug in ("b", "a"):
        post.slug = slug
        publishing.save(post, fields=["slug"])
    assert client.get("/posts/a/").status_code == 200
    assert moved_to(client, "/posts/b/") == "/posts/a/"

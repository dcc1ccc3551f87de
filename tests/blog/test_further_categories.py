"""A post in one main category and in further ones: lists, counts, search, trash, write screen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog import publishing, taxonomy
from blog.blocks.ads import PageAds
from blog.models import Ad, Author, BlogSettings, Category, Post
from blog.navigation import post_counts
from blog.navigation.page_context import PageContext
from blog.queries import Nearby
from search.parsing import parse
from search.queries import Choice, search
from tests.blog.test_entries import admin_url, form_data, save
from tests.factories import (
    draft_post,
    make_category,
    make_series,
    make_settings,
    make_tag,
    published_post,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> dict[str, Category]:
    """Two trees: a with a/b and a/c, and x."""
    a, x = make_category(slug="a", name="甲"), make_category(slug="x", name="乙")
    b, c = (make_category(slug=slug, name=slug, parent=a) for slug in "bc")
    return {"a": a, "b": b, "c": c, "x": x}


def counts() -> dict[str, int]:
    """The number of posts by path, as every page shows it."""
    return {category.path: category.count for category in PageContext.load().categories}


def further(post: Post) -> set[str]:
    return set(post.further_categories.values_list("path", flat=True))


# Lists
def test_a_post_is_in_the_list_of_each_of_its_categories_and_of_those_above_once(
    client: Client, tree: dict[str, Category]
) -> None:
    post = published_post(
        slug="both", category=tree["b"], further_categories=[tree["c"], tree["x"]]
    )
    published_post(slug="other", category=make_category(slug="y"))
    for path in ("a", "a/b", "a/c", "x"):
        response = client.get(f"/categories/{path}/")
        assert list(response.context["posts"]) == [post], path
        assert response.content.decode().count('href="/posts/both/"') == 1, path
        feed = client.get(f"/categories/{path}/feed/json/").json()
        assert [item["url"] for item in feed["items"]] == ["http://testserver/posts/both/"]
    assert list(client.get("/categories/y/").context["posts"]) != [post]


def test_a_draft_is_in_no_list_of_a_further_category(
    client: Client, tree: dict[str, Category]
) -> None:
    draft_post(further_categories=[tree["x"]])
    assert list(client.get("/categories/x/").context["posts"]) == []
    assert counts() == {}


def test_the_feed_names_main_category_further_ones_and_tags(
    client: Client, tree: dict[str, Category]
) -> None:
    published_post(category=tree["x"], further_categories=[tree["a"]], tags=[make_tag(name="春")])
    published_post(tags=[make_tag(name="秋")])
    items = client.get("/feed/json/").json()["items"]
    assert sorted(item["tags"] for item in items) == [["乙", "甲", "春"], ["秋"]]


def test_the_page_links_all_categories_and_its_path_is_that_of_the_main_one(
    client: Client, tree: dict[str, Category]
) -> None:
    post = published_post(category=tree["x"], further_categories=[tree["b"]])
    page = client.get(post.get_absolute_url()).content.decode()
    crumbs = page.partition('class="breadcrumbs')[2].partition("</nav>")[0]
    assert "/categories/x/" in crumbs
    assert "/categories/a/" not in crumbs
    assert 'class="tag tag-category" href="/categories/a/b/"' in page
    plain = published_post(category=tree["x"])
    assert "tag-category" not in client.get(plain.get_absolute_url()).content.decode()


def test_the_sitemap_has_a_category_that_is_only_a_further_one(
    client: Client, tree: dict[str, Category]
) -> None:
    published_post(category=tree["x"], further_categories=[tree["b"]])
    page = client.get("/sitemap.xml").content.decode()
    assert "/categories/a/b/" in page
    assert "/categories/a/c/" not in page


def test_sections_of_the_home_page_have_posts_of_further_categories(
    client: Client, tree: dict[str, Category]
) -> None:
    make_settings(home_layout=BlogSettings.HomeLayout.CATEGORIES)
    post = published_post(category=tree["b"], further_categories=[tree["x"]])
    sections = client.get("/").context["top"].sections
    assert {section.url: section.posts for section in sections} == {
        "/categories/a/": [post],
        "/categories/x/": [post],
    }


def test_posts_with_a_category_in_common_are_related_whether_main_or_further(
    tree: dict[str, Category],
) -> None:
    post = published_post(category=tree["b"], further_categories=[tree["x"]])
    expected = {
        published_post(category=tree["b"]),
        published_post(category=tree["x"]),
        published_post(category=tree["c"], further_categories=[tree["b"], tree["x"]]),
    }
    published_post(category=tree["c"])
    related = Nearby.load(post, BlogSettings(related_posts=True)).related
    assert {row.pk for row in related} == {row.pk for row in expected}
    assert {row.score for row in related} == {1}


def test_a_search_is_narrowed_to_further_categories_and_counts_them(
    tree: dict[str, Category],
) -> None:
    both = published_post(
        title="猫と犬", category=tree["b"], further_categories=[tree["x"], tree["c"]]
    )
    published_post(title="猫", category=tree["x"])
    published_post(title="猫の毛")
    call_command("rebuild_search", verbosity=0)
    query = parse("猫")
    found = search(query, Choice(), page=1, size=10)
    assert dict(found.categories) == {"a/b": 1, "a/c": 1, "x": 2}
    for path in ("a", "a/c"):
        assert search(query, Choice(category=path), page=1, size=10).posts == [both]


def test_ads_are_left_out_for_a_further_category_below_an_excluded_one(
    tree: dict[str, Category],
) -> None:
    settings = make_settings(ads_enabled=True, ads_min_characters=0, ads_after_days=0)
    settings.ads_excluded_categories.set([tree["a"]])
    Ad.objects.create(name="x", text="x", url="https://example.com/", position="end_of_post")
    excluded = published_post(category=tree["x"], further_categories=[tree["b"]])
    shown = published_post(category=tree["x"])
    loaded = BlogSettings.load()
    assert len(PageAds.for_entry(shown, loaded).ads) == 1
    assert PageAds.for_entry(excluded, loaded).ads == []


# Counts
def test_each_post_counts_once_in_a_category_and_in_those_above(
    tree: dict[str, Category],
) -> None:
    published_post(category=tree["b"], further_categories=[tree["c"], tree["x"]])
    published_post(category=tree["b"], further_categories=[tree["a"]])
    published_post(category=tree["x"], further_categories=[tree["b"], tree["c"]])
    published_post(further_categories=[tree["c"]])
    published_post(category=tree["a"])
    expected = {path: Post.objects.published().in_category(path).count() for path in counts()}
    assert counts() == expected == {"a": 5, "a/b": 3, "a/c": 3, "x": 2}


@pytest.mark.parametrize("change", ["add", "remove", "clear", "set from the category", "unpublish"])
def test_the_next_page_counts_a_change(tree: dict[str, Category], change: str) -> None:
    post = published_post(category=tree["b"], further_categories=[tree["x"]])
    before = counts()
    changes: dict[str, Callable[[], object]] = {
        "add": lambda: post.further_categories.add(tree["c"]),
        "remove": lambda: post.further_categories.remove(tree["x"]),
        "clear": lambda: post.further_categories.clear(),
        "set from the category": lambda: tree["x"].further_posts.set([]),
        "unpublish": lambda: publishing.unpublish(post),
    }
    changes[change]()
    after = counts()
    post_counts.clear_cache()
    assert before != after == counts()


def test_counts_follow_a_category_that_moves_in_the_tree(
    tree: dict[str, Category], administrator_client: Client
) -> None:
    published_post(category=tree["b"], further_categories=[tree["c"]])
    assert counts() == {"a": 1, "a/b": 1, "a/c": 1}
    url = f"/admin/blog/category/{tree['c'].pk}/change/"
    data = {"name": "c", "slug": "c", "parent": tree["x"].pk, "description": ""}
    assert administrator_client.post(url, data).status_code == 302
    assert counts() == {"a": 1, "a/b": 1, "x": 1, "x/c": 1}


def test_further_categories_cost_no_query(client: Client, tree: dict[str, Category]) -> None:
    terms: dict[str, Any] = {"series": make_series(slug="s"), "tags": [make_tag(slug="t")]}
    posts = [published_post(category=tree["a"], **terms) for _ in range(3)]
    urls = ["/", "/categories/a/", posts[0].get_absolute_url(), "/feed/", "/sitemap.xml"]
    urls += ["/search/?q=x", "/categories/a/feed/guide/"]
    before = {url: queries_of(client, url) for url in urls}
    for post in posts:
        post.further_categories.set([tree["b"], tree["c"], tree["x"]])
    assert {url: queries_of(client, url) for url in urls} == before


def queries_of(client: Client, url: str) -> int:
    """The number of queries of a page, with the counts already in the cache of the process."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


# Trash
@pytest.fixture
def moving(tree: dict[str, Category]) -> dict[str, Post]:
    """A post for each relation to b, which goes to x."""
    b, c, x = tree["b"], tree["c"], tree["x"]
    return {
        "main": published_post(category=b, further_categories=[c]),
        "main, had target": published_post(category=b, further_categories=[c, x]),
        "further": published_post(category=c, further_categories=[b]),
        "further, had target": published_post(category=c, further_categories=[b, x]),
        "further, target is main": published_post(category=x, further_categories=[b, c]),
        "only further": published_post(further_categories=[b]),
    }


def places(moving: dict[str, Post]) -> dict[str, tuple[str, set[str]]]:
    for post in moving.values():
        post.refresh_from_db()
    return {
        name: (post.category.path if post.category else "", further(post))
        for name, post in moving.items()
    }


def test_posts_of_a_trashed_category_move_to_the_other_and_none_has_it_twice(
    tree: dict[str, Category], moving: dict[str, Post]
) -> None:
    before = places(moving)
    taxonomy.trash(tree["b"], to=tree["x"])
    assert places(moving) == {
        "main": ("x", {"a/c"}),
        "main, had target": ("x", {"a/c"}),
        "further": ("a/c", {"x"}),
        "further, had target": ("a/c", {"x"}),
        "further, target is main": ("x", {"a/c"}),
        "only further": ("", {"x"}),
    }
    assert counts()["x"] == 6
    assert taxonomy.restore(Category.everything.get(pk=tree["b"].pk))
    assert places(moving) == before


def test_without_a_target_they_lose_it_and_get_it_back(
    tree: dict[str, Category], moving: dict[str, Post]
) -> None:
    before = places(moving)
    taxonomy.trash(tree["b"])
    after = places(moving)
    assert not any("a/b" in {main, *rest} for main, rest in after.values())
    assert after["main"] == ("", {"a/c"})
    assert after["only further"] == ("", set())
    taxonomy.restore(Category.everything.get(pk=tree["b"].pk))
    assert places(moving) == before


def test_restoring_leaves_alone_what_was_changed_since(
    tree: dict[str, Category], moving: dict[str, Post]
) -> None:
    taxonomy.trash(tree["b"], to=tree["x"])
    moving["further"].further_categories.clear()
    Post.objects.filter(pk=moving["main"].pk).update(category=tree["c"])
    taxonomy.restore(Category.everything.get(pk=tree["b"].pk))
    after = places(moving)
    assert after["further"] == ("a/c", set())
    assert after["main"][0] == "a/c"


def test_a_category_that_is_only_a_further_one_is_counted_when_it_goes(
    tree: dict[str, Category],
) -> None:
    published_post(category=tree["b"], further_categories=[tree["x"]])
    assert counts()["x"] == 1
    taxonomy.trash(tree["x"])
    assert "x" not in counts()
    taxonomy.restore(Category.everything.get(pk=tree["x"].pk))
    assert counts()["x"] == 1


def test_the_list_of_categories_counts_posts_of_any_status_once(
    tree: dict[str, Category], administrator_client: Client
) -> None:
    draft_post(category=tree["x"])
    published_post(category=tree["b"], further_categories=[tree["x"], tree["c"]])
    response = administrator_client.get("/admin/blog/category/")
    rows = {row.path: row.post_count for row in response.context["cl"].queryset}
    assert rows == {"a": 0, "a/b": 1, "a/c": 1, "x": 2}
    page = administrator_client.get(f"/admin/blog/category/{tree['x'].pk}/delete/")
    assert "2" in str(page.content.decode().partition("<main")[2])


# The write screen
def test_an_author_chooses_further_categories_and_the_main_one_is_not_among_them(
    author: Author, author_client: Client, tree: dict[str, Category]
) -> None:
    post = draft_post(authors=[author])
    chosen = [str(tree[name].pk) for name in ("a", "x", "c")]
    response = save(
        author_client,
        admin_url("change", post),
        category=str(tree["x"].pk),
        further_categories=chosen,
    )
    assert response.status_code == 302, response.context["adminform"].form.errors
    post.refresh_from_db()
    assert post.category == tree["x"]
    assert further(post) == {"a", "a/c"}


def test_choosing_a_further_category_as_main_moves_it(
    author: Author, author_client: Client, tree: dict[str, Category]
) -> None:
    post = draft_post(authors=[author], category=tree["x"], further_categories=[tree["c"]])
    save(author_client, admin_url("change", post), category=str(tree["c"].pk))
    post.refresh_from_db()
    assert (post.category, further(post)) == (tree["c"], set())


def test_an_old_window_leaves_further_categories_alone(
    author: Author, author_client: Client, tree: dict[str, Category]
) -> None:
    post = draft_post(authors=[author], updated_at=timezone.now())
    url = admin_url("change", post)
    page = author_client.get(url)
    post.further_categories.set([tree["x"]])
    data = {name: value for name, value in form_data(page).items() if value is not None}
    author_client.post(url, {**data, "title": "新しい題", "_continue": "1"})
    post.refresh_from_db()
    assert (post.title, further(post)) == ("新しい題", {"x"})

"""Layouts of the home page, no post is missing or twice, number of queries: blog/home.py."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.enums import HomePlace
from blog.models import BlogSettings, Post
from tests.factories import draft_post, make_category, make_image, make_settings, published_post
from tests.html import select, texts, tree

HomeLayout = BlogSettings.HomeLayout
pytestmark = pytest.mark.django_db


def set_layout(layout, **fields):
    make_settings(home_layout=layout, **fields)


def posts(count, **fields):
    """Posts 1, 2, 3 …, the first one the newest."""
    return [
        published_post(
            title=str(number), published_at=timezone.now() - timedelta(days=number), **fields
        )
        for number in range(1, count + 1)
    ]


def place(post, where):
    Post.objects.filter(pk=post.pk).update(home_place=where)


def newest(client, page=1):
    """Titles among the newest posts on one page of the home, pinned ones included."""
    part = tree(client.get("/", {"page": page} if page > 1 else {}))
    return texts(part, f".{'home-newest' if page == 1 else 'page-main'} .card-title")


@pytest.mark.parametrize("layout", [*HomeLayout])
@pytest.mark.parametrize("pinned", [0, 1, 4])
def test_every_post_is_on_one_page_once_in_every_layout(client, layout, pinned):
    set_layout(layout, posts_per_page=3)
    category = make_category()
    rows = posts(11, category=category)
    for post in rows[-pinned:] if pinned else []:
        place(post, HomePlace.PINNED)
    found, page = [], 1
    while (response := client.get("/", {"page": page})).status_code == 200:
        main = tree(response)
        part = select(main, ".home-newest") or [main]
        found += texts(part[0], ".card-title")
        page += 1
    assert sorted(found, key=int) == [post.title for post in rows]
    on_top = [post.title for post in rows[-pinned:]][:3] if pinned else []
    assert found == on_top + [post.title for post in rows if post.title not in on_top]


def test_a_pinned_draft_is_not_shown(client):
    set_layout(HomeLayout.PICKED)
    posts(1)
    for where in (HomePlace.PINNED, HomePlace.PICKED):
        place(draft_post(title="下書き"), where)
    assert "下書き" not in client.get("/").content.decode()


def test_pinned_posts_are_marked_at_the_top_and_nowhere_else(client):
    set_layout(HomeLayout.NEWEST)
    rows = posts(3, category=make_category(slug="c"))
    place(rows[2], HomePlace.PINNED)
    assert newest(client) == ["3", "1", "2"]
    assert texts(tree(client.get("/")), ".card-pin") == ["固定"]
    assert texts(tree(client.get("/categories/c/")), ".card-pin") == []


def test_picks_are_shown_above_with_the_owners_title(client):
    set_layout(HomeLayout.PICKED, picks_title="はじめての方へ")
    rows = posts(4)
    for post in rows[1:3]:
        place(post, HomePlace.PICKED)
    page = tree(client.get("/"))
    assert texts(page, ".home-picks h2") == ["はじめての方へ"]
    assert texts(page, ".home-picks .card-title") == ["2", "3"]
    assert newest(client) == ["1", "2", "3", "4"]
    set_layout(HomeLayout.NEWEST)
    assert select(tree(client.get("/")), ".home-picks") == []


def test_category_sections_show_the_newest_posts_and_link_to_all(client):
    set_layout(HomeLayout.CATEGORIES, posts_per_page=3)
    top = make_category(name="技術", slug="tech")
    below = make_category(name="糸", slug="thread", parent=top)
    other = make_category(name="暮らし", slug="living")
    make_category(name="空", slug="empty")
    posts(5, category=below)
    published_post(title="暮", category=other, published_at=timezone.now() - timedelta(days=30))
    page = tree(client.get("/"))
    sections = select(page, ".home-section")
    assert [texts(section, "h2") for section in sections] == [["暮らし"], ["技術"]]
    assert [texts(section, ".card-title") for section in sections] == [["暮"], ["1", "2", "3"]]
    assert [select(section, "a")[0].get("href") for section in sections] == [
        "/categories/living/",
        "/categories/tech/",
    ]
    assert newest(client) == ["1", "2", "3", "4"]
    below.home_section = True
    below.save()
    assert texts(tree(client.get("/")), ".home-section h2") == ["糸"]


def test_a_plain_list_shows_titles_and_dates(client):
    set_layout(HomeLayout.PLAIN)
    posts(2)
    page = tree(client.get("/"))
    assert texts(page, ".plain-list a") == ["1", "2"]
    assert select(page, ".cover") == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("layout", [*HomeLayout])
def test_every_layout_asks_five_queries(client, django_assert_num_queries, layout, count):
    set_layout(layout)
    for _ in range(count):
        rows = posts(3, category=make_category(), cover=make_image())
        place(rows[0], HomePlace.PINNED)
        place(rows[1], HomePlace.PICKED)
    with django_assert_num_queries(5):
        client.get("/")


# The admin
def test_an_editor_pins_a_post_from_the_write_screen_and_from_the_list(editor_client, author):
    post = published_post(authors=[author])
    url = reverse("admin:blog_post_change", args=[post.pk])
    form = editor_client.get(url).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    assert editor_client.post(url, {**data, "home_place": "pinned"}).status_code == 302
    assert Post.objects.get().home_place == "pinned"
    for action, expected in (("pick", "picked"), ("pin", "pinned"), ("unplace", "")):
        before = Post.objects.get().updated_at
        editor_client.post("/admin/blog/post/", {"action": action, "_selected_action": [post.pk]})
        assert Post.objects.get().home_place == expected
        assert Post.objects.get().updated_at == before


def test_an_author_neither_pins_nor_unpins(author_client, author):
    post = published_post(authors=[author])
    place(post, HomePlace.PINNED)
    url = reverse("admin:blog_post_change", args=[post.pk])
    form = author_client.get(url).context["adminform"].form
    assert "home_place" not in form.fields
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    author_client.post(url, {**data, "title": "新しい題", "home_place": ""})
    author_client.post("/admin/blog/post/", {"action": "unplace", "_selected_action": [post.pk]})
    stored = Post.objects.get()
    assert (stored.title, stored.home_place) == ("新しい題", "pinned")

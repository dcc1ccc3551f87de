"""Slug suggestions, and tags by the names that an author types: blog/slugs.py."""

import pytest

from blog import taxonomy
from blog.models import Page, Post
from blog.slugs import free_slug, suggest_slug, tags_named
from core.slugs import MAX_LENGTH
from tests.factories import make_tag, published_post

pytestmark = pytest.mark.django_db


def test_an_author_writes_a_tag_that_is_in_the_trash():
    taxonomy.trash(make_tag(name="糸", slug="糸"))
    assert [tag.is_trashed for tag in tags_named(["糸"])] == [False]


def test_a_new_tag_gets_an_address_that_is_free_of_twins():
    pen = make_tag(name="万年筆", slug="pen")
    make_tag(name="万年筆", slug="fountain-pen")
    make_tag(name="ＰＥＮ", slug="fountain-pen-2")
    assert [tag.slug for tag in tags_named(["Fountain Pen"])] == ["fountain-pen-3"]
    assert tags_named(["万年筆"]) == [pen]


def test_of_two_tags_of_a_name_a_post_keeps_its_own():
    make_tag(name="万年筆", slug="pen")
    own = make_tag(name="万年筆", slug="fountain-pen")
    assert tags_named(["万年筆"], [own]) == [own]


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("AI", "ＡＩ"),
        ("テスト", "ﾃｽﾄ"),
        ("2026年", "２０２６年"),
        ("が", "か\u3099"),
        ("ai", "Ａi"),
    ],
)
def test_a_tag_is_the_same_in_letters_of_any_width(known, typed):
    tag = make_tag(name=known)
    assert tags_named([typed]) == [tag]
    twin = make_tag(name=typed)
    assert tags_named([typed]) == [twin]
    assert tags_named([known]) == [tag]


def test_a_numbered_slug_keeps_within_the_length_of_the_column():
    base = "a" * MAX_LENGTH
    assert free_slug(base, set()) == base
    assert free_slug("cat", {"cat", "cat-2"}) == "cat-3"
    assert free_slug(base, {base}) == "a" * (MAX_LENGTH - 2) + "-2"


def test_a_page_gets_no_slug_of_an_address_of_the_site():
    assert suggest_slug(Post, "Search") == "search"
    assert suggest_slug(Page, "Search") == "search-2"


def test_an_entry_keeps_its_own_slug_as_a_suggestion():
    post = published_post(title="Cat", slug="cat")
    assert suggest_slug(Post, "Cat") == "cat-2"
    assert suggest_slug(Post, "Cat", except_pk=post.pk) == "cat"

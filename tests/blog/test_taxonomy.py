"""Trash of categories, tags and series; their posts move and come back: blog/taxonomy.py."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from audit.enums import Verb
from audit.models import Event
from blog import taxonomy
from blog.models import Category, Post, Series, Tag, TermMove
from blog.redirects import slug_history
from tests.factories import make_category, make_series, make_tag, published_post

pytestmark = pytest.mark.django_db


def reloaded(post):
    return Post.objects.get(pk=post.pk)


def tags_of(post):
    return set(post.tags.values_list("name", flat=True))


# Trashing
def test_the_posts_of_a_category_go_where_they_are_sent():
    old, new = make_category(name="技術"), make_category(name="暮らし")
    post = published_post(category=old)
    assert taxonomy.trash(old, to=new)
    assert reloaded(post).category == new
    assert set(Category.objects.all()) == {new}
    event = Event.objects.get(verb=Verb.TRASHED)
    assert (event.target_title, event.note) == ("技術", "暮らし")


def test_the_posts_may_go_nowhere():
    category, tag, series = make_category(), make_tag(), make_series()
    post = published_post(category=category, tags=[tag], series=series, series_position=1)
    for term in (category, tag, series):
        assert taxonomy.trash(term)
    post = reloaded(post)
    assert (post.category, post.series, post.series_position) == (None, None, None)
    assert tags_of(post) == set()


def test_a_post_with_both_tags_keeps_one():
    old, new = make_tag(name="古"), make_tag(name="新")
    both, one = published_post(tags=[old, new]), published_post(tags=[old])
    taxonomy.trash(old, to=new)
    assert (tags_of(both), tags_of(one)) == ({"新"}, {"新"})


def test_the_categories_below_go_along_and_keep_their_old_addresses(stranger):
    old, new = make_category(slug="old"), make_category(slug="new")
    below = make_category(slug="sub", parent=old)
    make_category(slug="sub", parent=new)  # the slug is taken there
    published_post(category=below)
    taxonomy.trash(old, to=new)
    below.refresh_from_db()
    assert (below.parent, below.path) == (new, "new/sub-2")
    assert stranger.get("/categories/old/sub/")["Location"] == "/categories/new/sub-2/"


def test_without_a_target_the_categories_below_go_one_level_up():
    top = make_category(slug="top")
    middle = make_category(slug="middle", parent=top)
    below = make_category(slug="below", parent=middle)
    taxonomy.trash(middle)
    below.refresh_from_db()
    assert below.path == "top/below"


def test_twice_does_no_harm():
    tag = make_tag()
    assert taxonomy.trash(tag)
    assert not taxonomy.trash(tag)
    assert Event.objects.filter(verb=Verb.TRASHED).count() == 1


def test_a_target_that_cannot_take_the_posts_is_refused():
    category = make_category(slug="a")
    below = make_category(slug="b", parent=category)
    trashed = make_category(slug="c")
    taxonomy.trash(trashed)
    for target in (category, below, trashed):
        with pytest.raises(ValidationError):
            taxonomy.trash(category, to=target)
    assert not Category.objects.get(pk=category.pk).is_trashed


# Readers
@pytest.mark.parametrize(
    ("make", "path"),
    [(make_category, "categories"), (make_tag, "tags"), (make_series, "series")],
)
def test_the_address_leads_to_where_the_posts_went(make, path, stranger):
    first, second, third = make(slug="one"), make(slug="two"), make(slug="three")
    taxonomy.trash(first, to=second)
    taxonomy.trash(second, to=third)
    for name in ("one", "two"):
        for rest in ("", "feed/", "feed/atom/", "feed/json/", "feed/guide/"):
            response = stranger.get(f"/{path}/{name}/{rest}")
            assert (response.status_code, response["Location"]) == (301, f"/{path}/three/{rest}")


@pytest.mark.parametrize(
    ("make", "path"),
    [(make_category, "categories"), (make_tag, "tags"), (make_series, "series")],
)
def test_the_address_is_gone_where_the_posts_went_nowhere(make, path, stranger):
    taxonomy.trash(make(slug="one"))
    for rest in ("", "feed/", "feed/guide/"):
        assert stranger.get(f"/{path}/one/{rest}").status_code == 410


def test_an_older_address_leads_there_too(stranger):
    old, new = make_tag(slug="former"), make_tag(slug="new")
    old.slug = "renamed"
    with slug_history.recording_old_path(old):
        old.save()
    taxonomy.trash(old, to=new)
    assert stranger.get("/tags/former/")["Location"] == "/tags/new/"
    assert stranger.get("/tags/former/feed/")["Location"] == "/tags/new/feed/"


def test_nothing_that_readers_see_names_it(stranger):
    term = make_category(name="秘密の棚", slug="secret-category")
    published_post(slug="p", category=term)
    taxonomy.trash(term)
    for path in ("/", "/posts/p/", "/sitemap.xml", "/feed/", "/feed/json/", "/search/?q=p"):
        body = stranger.get(path).content.decode()
        assert "秘密の棚" not in body
        assert "secret-category" not in body


# Restoring
def test_restoring_reverts_only_moves_that_were_not_changed_since():
    old, new, other = make_category(slug="a"), make_category(slug="b"), make_category(slug="c")
    stays, moved, own = (published_post(category=old) for _number in range(3))
    already = published_post(category=new)
    taxonomy.trash(old, to=new)
    Post.objects.filter(pk=moved.pk).update(category=other)
    Post.objects.filter(pk=own.pk).update(category=None)
    assert taxonomy.restore(old)
    assert [reloaded(post).category for post in (stays, moved, own, already)] == [
        *(old, other, None, new)
    ]
    assert not TermMove.objects.exists()
    assert not taxonomy.restore(old)


def test_restoring_a_tag_takes_the_other_away_only_where_it_was_added():
    old, new = make_tag(name="古"), make_tag(name="新")
    both, one, without = (
        published_post(tags=[old, new]),
        published_post(tags=[old]),
        published_post(tags=[old]),
    )
    taxonomy.trash(old, to=new)
    without.tags.clear()
    taxonomy.restore(old)
    assert (tags_of(both), tags_of(one), tags_of(without)) == ({"古", "新"}, {"古"}, set())


def test_restoring_a_series_restores_the_order():
    series = make_series()
    posts = [published_post(series=series, series_position=number) for number in (1, 2)]
    taxonomy.trash(series)
    taxonomy.restore(series)
    assert [reloaded(post).series_position for post in posts] == [1, 2]


def test_restoring_a_category_brings_those_below_back(stranger):
    old, new = make_category(slug="old"), make_category(slug="new")
    below, moved = (make_category(slug=slug, parent=old) for slug in ("x", "y"))
    published_post(category=below)
    taxonomy.trash(old, to=new)
    moved.refresh_from_db()
    moved.parent = None
    slug_history.save_category(moved)
    taxonomy.restore(old)
    assert set(Category.objects.values_list("path", flat=True)) == {"old", "new", "old/x", "y"}
    assert stranger.get("/categories/old/x/").status_code == 200
    assert stranger.get("/categories/old/").status_code == 200


def test_a_category_whose_parent_has_gone_comes_back_at_the_top():
    top = make_category(slug="top")
    below = make_category(slug="below", parent=top)
    taxonomy.trash(below)
    taxonomy.trash(top)
    taxonomy.restore(below)
    assert below.path == "below"


def test_an_address_that_was_taken_meanwhile_is_asked_for_again():
    old = make_tag(slug="ito")
    taxonomy.trash(old)
    make_tag(slug="ito")
    with pytest.raises(ValidationError) as refused:
        taxonomy.restore(old)
    assert refused.value.code == "taken"
    assert taxonomy.unused_slug(old) == "ito-2"
    assert taxonomy.restore(old, slug="ito-2")
    assert set(Tag.objects.values_list("slug", flat=True)) == {"ito", "ito-2"}


def test_the_database_keeps_addresses_apart():
    make_tag(slug="ito")
    with pytest.raises(IntegrityError):
        make_tag(slug="ito")


# Permanent deletion
def test_only_terms_in_the_trash_are_deleted_permanently():
    series, parent = make_series(), make_category(slug="a")
    assert not taxonomy.delete(series)
    below = make_category(slug="b", parent=parent)
    taxonomy.trash(below)
    taxonomy.trash(parent)
    assert taxonomy.delete(parent)
    assert set(Category.everything.values_list("pk", "parent")) == {(below.pk, None)}
    assert Series.objects.count() == 1


def test_the_worker_deletes_what_has_been_there_for_a_month(stranger):
    old, young = make_tag(slug="old"), make_tag(slug="young")
    for tag, days in ((old, 31), (young, 29)):
        taxonomy.trash(tag)
        Tag.everything.filter(pk=tag.pk).update(trashed_at=timezone.now() - timedelta(days=days))
    assert taxonomy.empty_trash() == 1
    assert set(Tag.everything.all()) == {young}
    assert stranger.get("/tags/old/").status_code == 404

"""Entry keys, and the posts and pages that they identify."""

import pytest
from django.http import Http404

from blog.models import Post
from comments import targets
from comments.targets import key_of, titles_of
from tests.factories import draft_post, published_page, published_post

pytestmark = pytest.mark.django_db


def test_an_entry_key_leads_back_to_its_entry_in_any_status() -> None:
    entries = [published_post(), draft_post(), published_page()]
    assert [key_of(entry).partition(":")[0] for entry in entries] == [
        "blog.post",
        "blog.post",
        "blog.page",
    ]
    assert [targets.target_of(key_of(entry)) for entry in entries] == entries


@pytest.mark.parametrize("key", ["blog.post:0", "blog.author:1", ""])
def test_other_keys_have_no_target(key: str) -> None:
    assert targets.target_of(key) is None
    assert targets.lock_target(key) is None
    assert titles_of([key]) == {}


def test_titles_take_one_query_for_each_model(django_assert_num_queries) -> None:
    entries = [published_post(), published_post(), published_page()]
    keys = [key_of(entry) for entry in entries]
    with django_assert_num_queries(2):
        titles = {key: entry.title for key, entry in titles_of([*keys, keys[0]]).items()}
    assert titles == {key: entry.title for key, entry in zip(keys, entries, strict=True)}


def test_keys_of_a_queryset_are_those_of_its_entries() -> None:
    posts = [published_post(), draft_post()]
    rows = targets.keys_of(Post.objects.all())
    assert {row["entry_key"] for row in rows} == {key_of(post) for post in posts}


def test_only_public_entries_are_found() -> None:
    post = published_post()
    assert targets.public_or_404("blog.post", post.pk) == post
    for label, pk in (("blog.post", draft_post().pk), ("blog.author", 1), ("blog.page", post.pk)):
        with pytest.raises(Http404):
            targets.public_or_404(label, pk)

"""Redirects of previous URLs in place of a 404: blog/redirects/middleware.py."""

import pytest
from django.test import Client

from blog import publishing
from tests.blog.test_slug_history import moved_to
from tests.factories import (
    draft_post,
    published_post,
)

pytestmark = pytest.mark.django_db


def test_an_unquoted_japanese_url_is_redirected_too(client: Client) -> None:
    post = published_post(slug="猫")
    post.slug = "cat"
    publishing.save(post, fields=["slug"])
    assert moved_to(client, "/posts/猫/") == moved_to(client, "/posts/%E7%8C%AB/") == "/posts/cat/"


def test_the_new_url_of_an_unpublished_post_is_not_disclosed(client: Client) -> None:
    post = draft_post(slug="public-name")
    post.slug = "secret-name"
    publishing.save(post, fields=["slug"])
    response = client.get("/posts/public-name/")
    assert response.status_code == 404
    assert "secret-name" not in response.content.decode()


def test_a_trashed_post_returns_410_at_every_previous_url(client: Client) -> None:
    post = published_post(slug="a")
    post.slug = "b"
    publishing.save(post, fields=["slug"])
    publishing.trash(post)
    assert client.get("/posts/b/").status_code == 410
    assert moved_to(client, "/posts/a/") == "/posts/b/"

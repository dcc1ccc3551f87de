"""Cards of the admin dashboard: desk/home.py."""

import pytest

from tests.factories import (
    draft_post,
    in_review_post,
    scheduled_post,
)

pytestmark = pytest.mark.django_db


def test_the_home_shows_an_author_their_own_texts(author_client, author, other_author):
    draft_post(title="わたしの下書き", authors=[author])
    draft_post(title="よその下書き", authors=[other_author])
    scheduled_post(title="わたしの予約", authors=[author])
    cards = {card.kind: card for card in author_client.get("/admin/").context["cards"]}
    assert {post.title for post in cards["draft"].rows} == {"わたしの下書き"}
    assert {post.title for post in cards["scheduled"].rows} == {"わたしの予約"}
    assert "in_review" not in cards


def test_the_home_shows_an_editor_held_comments_and_posts_in_review(editor_client, author):
    post = in_review_post(authors=[author])
    cards = {card.kind: card for card in editor_client.get("/admin/").context["cards"]}
    assert (cards["in_review"].rows, cards["in_review"].count) == ([post], 1)


def test_the_home_of_a_moderator_is_about_comments(moderator_client):
    assert [card.kind for card in moderator_client.get("/admin/").context["cards"]] == ["comments"]

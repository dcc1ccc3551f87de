"""Neighbours, series and related posts of a post: blog/queries.py."""

import pytest

from blog.models import BlogSettings
from tests.blog.test_pages_post import days_ago, page_of
from tests.factories import (
    draft_post,
    make_category,
    make_series,
    make_tag,
    published_post,
)
from tests.html import select, texts

pytestmark = pytest.mark.django_db


def test_neighbours_are_the_nearest_public_posts(client):
    moment = days_ago(5)
    published_post(title="ずっと古い", published_at=days_ago(9))
    published_post(title="すぐ古い", published_at=moment)
    post = published_post(published_at=moment)
    published_post(title="すぐ新しい", published_at=moment)
    published_post(title="ずっと新しい", published_at=days_ago(1))
    draft_post(title="下書き", published_at=moment)
    page = page_of(client, post)
    links = select(page, ".neighbour")
    assert [(link.get("rel"), link[-1].text_content()) for link in links] == [
        ("prev", "すぐ古い"),
        ("next", "すぐ新しい"),
    ]


def test_a_post_alone_has_neither_neighbours_nor_related_posts(client):
    page = page_of(client, published_post())
    for block in (".neighbours", ".related", ".series-nav"):
        assert select(page, block) == []


def test_a_series_lists_its_public_parts_and_marks_the_present_one(client):
    series = make_series()
    published_post(title="第一回", series=series, series_position=1)
    second = published_post(title="第二回", series=series, series_position=2)
    draft_post(title="第三回の下書き", series=series, series_position=3)
    published_post(title="第四回", series=series, series_position=4)
    page = page_of(client, second)
    assert texts(page, ".series-parts li") == ["第一回", "第二回", "第四回"]
    assert texts(page, ".series-parts [aria-current]") == ["第二回"]


def test_related_posts_are_the_closest_in_tags_and_category(client):
    tags = [make_tag(), make_tag()]
    category = make_category()
    post = published_post(tags=tags, category=category)
    published_post(title="札ひとつ", tags=tags[:1], published_at=days_ago(1))
    published_post(title="札ふたつ", tags=tags, published_at=days_ago(2))
    published_post(title="同じ分類", category=category, published_at=days_ago(3))
    published_post(title="古い同じ分類", category=category, published_at=days_ago(4))
    published_post(title="無縁", published_at=days_ago(0.5))
    draft_post(title="下書き", tags=tags)
    assert texts(page_of(client, post), ".related .card-title") == [
        "札ふたつ",
        "札ひとつ",
        "同じ分類",
    ]
    BlogSettings(related_posts=False).save()
    assert texts(page_of(client, post), ".related .card-title") == []

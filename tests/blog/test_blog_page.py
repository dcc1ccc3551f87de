"""Template tags of the public pages: blog/templatetags/blog_page.py."""

import re

import pytest

from tests.blog.test_pages_post import full_post, page_of
from tests.factories import (
    make_category,
    make_series,
    published_post,
)
from tests.html import select, texts

pytestmark = pytest.mark.django_db


def test_a_title_may_break_between_its_phrases(client):
    html = client.get(full_post().get_absolute_url()).content.decode()
    assert (
        '<h1 class="entry-title"><span class="phrase">本当なのか!?と</span>'
        "<wbr>いう<wbr>話題に<wbr>ついて</h1>"
    ) in html


def test_of_a_long_series_what_is_far_is_folded(client):
    series = make_series()
    parts = [
        published_post(title=f"第{n}回", series=series, series_position=n) for n in range(1, 31)
    ]
    page = page_of(client, parts[14])
    assert texts(page, "ol.is-near li") == [f"第{n}回" for n in range(13, 18)]
    assert select(page, "ol.is-near")[0].get("start") == "13"
    folds = select(page, ".series-nav details")
    assert [fold.get("open") for fold in folds] == [None, None]
    assert len(folds[0].findall(".//li")) == 12
    found = folds[1].find(".//ol")
    assert found is not None
    assert found.get("start") == "18"
    assert texts(page, ".series-parts li") == [f"第{n}回" for n in range(1, 31)]
    assert "全30回" in texts(page, ".entry-header .entry-series")[0]
    beginning = page_of(client, parts[0])
    assert texts(beginning, "ol.is-near li") == ["第1回", "第2回", "第3回"]


def test_a_post_without_a_picture_has_a_cover_of_its_own_that_stays_the_same(client):
    post = published_post(slug="drawn", category=make_category(slug="books"))
    covers = [select(page_of(client, post), ".entry-cover .cover")[0] for _ in range(2)]
    assert covers[0].get("class") == covers[1].get("class")
    assert re.fullmatch(r"cover cover-drawn cover-\w+ ink-\w+ back-\w+", covers[0].get("class"))
    assert covers[0].get("aria-hidden") == "true"

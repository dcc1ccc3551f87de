"""Threat 13: unpublished posts do not leak through feeds, lists, sitemaps, search or previews."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.factories import (
    draft_page,
    draft_post,
    expired_post,
    in_review_post,
    make_author,
    make_category,
    make_series,
    make_tag,
    private_post,
    published_post,
    scheduled_post,
    trashed_draft,
    trashed_post,
)

pytestmark = pytest.mark.django_db

MARK = "ひみつ暗号9173"
HIDDEN = [
    draft_post,
    in_review_post,
    scheduled_post,
    private_post,
    expired_post,
    trashed_post,
    trashed_draft,
]


@pytest.mark.parametrize("make", HIDDEN, ids=lambda make: make.__name__)
def test_an_unpublished_post_is_in_no_public_answer(client, make):
    terms = {
        "category": make_category(slug="c"),
        "series": make_series(slug="s"),
        "tags": [make_tag(slug="t")],
        "authors": [make_author(slug="a")],
    }
    hidden = make(
        slug="hidden-9173",
        title=f"題{MARK}",
        body=f"本文{MARK}",
        excerpt=f"抜粋{MARK}",
        meta_description=f"説明{MARK}",
        **terms,
    )
    shown = published_post(slug="shown", body=f":::card {hidden.get_absolute_url()}\n:::", **terms)
    call_command("rebuild_search", verbosity=0, stdout=StringIO())
    assert client.get(f"/search/suggest/?q={MARK}").json() == {"suggestions": []}
    for url in [*_public_urls(), f"/search/?q={MARK}", "/share/mastodon/?post=shown"]:
        response = client.get(url)
        assert response.status_code == 200, url
        answer = response.content.decode()
        if url.startswith("/search/"):  # repeats what was asked
            assert "/posts/" not in _results(answer)
            continue
        assert "shown" in answer, url
        assert MARK not in answer, url
        assert "hidden-9173" not in answer, url
    for url in ("/posts/hidden-9173/", "/share/mastodon/?post=hidden-9173"):
        response = client.get(url)
        assert response.status_code in (404, 410), url
        assert MARK not in response.content.decode(), url
    assert shown.is_published


def _public_urls() -> list[str]:
    bases = ["/", "/categories/c/", "/tags/t/", "/series/s/", "/authors/a/"]
    kinds = ["feed/", "feed/atom/", "feed/json/", "feed/guide/"]
    return [
        *bases,
        *(base + kind for base in bases for kind in kinds),
        "/sitemap.xml",
        "/posts/shown/",
    ]


def _results(page: str) -> str:
    """The main part of a search page, without the newest posts offered instead."""
    return page.partition('id="main"')[2].partition("search-recent")[0]


def test_a_draft_page_is_on_no_map(client):
    draft_page(title=MARK, slug="hidden-9173")
    assert "hidden-9173" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("header", ["x-forwarded-host", "x-host", "forwarded", "x-original-url"])
def test_no_header_changes_an_address(client, header):
    published_post(slug="shown", authors=[make_author(slug="a")])
    for url in ("/", "/posts/shown/", "/authors/a/feed/", "/feed/atom/", "/feed/json/", "/feed/guide/",
                "/sitemap.xml", "/robots.txt", "/search/?q=x", "/share/misskey/?post=shown"):  # fmt: skip
        plain = client.get(url).content
        assert client.get(url, headers={header: "evil.example"}).content == plain, url
        assert client.get(url, headers={"host": "localhost"}).content == plain, url
